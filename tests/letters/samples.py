"""One short letter for each letter language, about invented persons.

They are test samples to draw and to judge: no native speaker has checked a word of them, and no
real letter may be copied from here.
"""

import datetime

from campaigns.letters.compose import Layout, LetterBlocks, LetterContent, compose
from campaigns.letters.signatory import Signatory
from tests.letters.sample import Sample
from tests.letters.samples_alphabets import ALPHABETS
from tests.letters.samples_east import EAST
from tests.letters.samples_first import FIRST
from tests.letters.samples_latin import LATIN
from tests.letters.samples_south import SOUTH

DAY = datetime.date(2026, 2, 23)

SAMPLES: dict[str, Sample] = FIRST | LATIN | ALPHABETS | SOUTH | EAST


def letter(
    language: str,
    initials: str = "A.\u00a0B.",
    place: str = "Berlin",
    layout: Layout | None = None,
    blocks: LetterBlocks | None = None,
    day: datetime.date = DAY,
) -> LetterContent:
    """The sample of a language, signed; with other blocks if given."""
    sample = SAMPLES[language]
    return compose(
        blocks or sample.blocks,
        sample.envelope(),
        Signatory(initials, place),
        day,
        language=language,
        country=sample.country,
        layout=layout,
    )
