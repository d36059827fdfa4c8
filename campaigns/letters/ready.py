"""Initials that are shaped before the first visitor gives them.

Every pair of capitals, or letters, of the scripts that most names on such a site are written in,
and of the script of the letter: about 3,400 pairs a language, 0.4 s and 4 MB. From then on a letter
with such initials takes 0.05 ms (Latin) to 0.35 ms (another script, whose two letters are cut from
their font); one with initials that were not prepared takes 0.15 ms more. Chinese and Korean names
give one or two characters of thousands: nothing of them is prepared, see pools.py.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product
from types import MappingProxyType

from campaigns.letters import fields
from campaigns.letters.languages import language as letter_language

_CYRILLIC = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯ"
# What names begin with, by ISO 15924 name; where there are no capitals, letters.
ALPHABETS: Mapping[str, str] = MappingProxyType(
    {
        "Latin": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "Cyrillic": _CYRILLIC,
        "Greek": "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
        "Arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
        "Hebrew": "אבגדהוזחטיכלמנסעפצקרשת",
        "Armenian": "ԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՓՔՕՖ",
        "Georgian": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        "Devanagari": "अआइईउऊएऐओऔकखगघचछजझटठडढतथदधनपफबभमयरलवशषसह",
        "Bengali": "অআইঈউঊএঐওঔকখগঘচছজঝটঠডঢতথদধনপফবভমযরলশষসহ",
        "Thai": "กขคฆงจฉชซญฐณดตถทธนบปผฝพฟภมยรลวศษสหอ",
    }
)
# Of visitors, whatever language the letter is in.
COMMON = ("Latin", "Cyrillic", "Greek", "Arabic", "Hebrew")


def pairs(language: str) -> Iterator[str]:
    """The initials that are shaped ahead for letters in a language; raises UnknownLanguage."""
    own = letter_language(language).scripts
    for script in dict.fromkeys((*COMMON, *own)):
        for first, second in product(ALPHABETS.get(script, ""), repeat=2):
            yield f"{first}.\u00a0{second}."


@lru_cache(maxsize=128)
def shape(language: str) -> None:
    """Shapes pairs() for a language, once a process."""
    for initials in pairs(language):
        fields.signature(language, initials)
