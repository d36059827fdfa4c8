"""Where a line may end in languages that write words without spaces between them.

Pango breaks such lines at spaces only (Thai where it was built with libthai). ICU knows the words
of Burmese, Khmer, Lao and Thai from dictionaries.
"""

from functools import lru_cache

import regex
from icu4py.breakers import LineBreaker

from campaigns.letters.languages import language as letter_language

ZERO_WIDTH_SPACE = "\u200b"
_UNSPACED = regex.compile(
    r"[\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Thai}\p{M}]{2,}"
)


@lru_cache(maxsize=4096)
def breakable(text: str, code: str) -> str:
    """`text` with a zero-width space at each end of a word, if the language joins its words.

    What an author has parted by hand stays as it is; raises UnknownLanguage.
    """
    if not letter_language(code).joined:
        return text
    return _UNSPACED.sub(lambda found: _parted(found.group(), code), text)


def _parted(words: str, code: str) -> str:
    return ZERO_WIDTH_SPACE.join(LineBreaker(words, code))
