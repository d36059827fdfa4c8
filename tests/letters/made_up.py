"""Letters that hypothesis makes up: mostly words of real letters, some of what nobody expects."""

from hypothesis import strategies as st

from campaigns.letters.content import Envelope, Layout, LetterBlocks
from campaigns.letters.signatory import InitialsError, PlaceError, Signatory
from tests.letters.samples import SAMPLES

_WRITTEN = {
    character
    for sample in SAMPLES.values()
    for _, text in sample.blocks.named()
    for character in text
}
_UNWANTED = "*\n\r\t{}<>&%\"'\u00ad\u0301\u200b\u200c\u200d\u202e\u2028\u3000\ue000\ufffd\0\ud800"
_WORDS = st.text(st.sampled_from(sorted(_WRITTEN)), max_size=60)
_ANYTHING = st.text(
    st.sampled_from(sorted(_WRITTEN)) | st.sampled_from(_UNWANTED) | st.characters(), max_size=60
)
# One in eight, so that a letter of a dozen texts is drawn about as often as it is refused.
TEXTS = st.integers(0, 7).flatmap(lambda draw: _ANYTHING if draw == 7 else _WORDS)
LANGUAGES = st.sampled_from(["ar", "en", "fa", "hi", "my", "th", "tr", "zh-hans"])
BLOCKS = st.builds(
    LetterBlocks, TEXTS, TEXTS, st.lists(TEXTS, min_size=1, max_size=3).map(tuple), TEXTS
)
_KNOWN = [SAMPLES[code].envelope() for code in ("ar", "en", "zh-hans")]
_OTHERS = st.builds(Envelope, st.lists(TEXTS, min_size=1, max_size=7).map(tuple), TEXTS)
ENVELOPES = st.integers(0, 7).flatmap(
    lambda draw: _OTHERS if draw == 7 else st.sampled_from(_KNOWN)
)
LAYOUTS = st.builds(
    Layout,
    window=st.sampled_from(["left", "right"]),
    month_only=st.booleans(),
    specimen=st.just("") | TEXTS,
    copy_line=st.just("") | TEXTS,
    by_hand=st.booleans(),
)


def signatory(name: str, place: str) -> Signatory:
    """What a form makes of both, or a signatory like many where it takes neither."""
    try:
        return Signatory.of(name, place)
    except (InitialsError, PlaceError):
        return Signatory("A.\u00a0B.", "Ulm")


SIGNATORIES = st.builds(signatory, TEXTS.map(lambda text: text[:9]), st.just("") | TEXTS)
