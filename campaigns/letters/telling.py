"""What tells who writes: the name of a house, in whatever dress, and its domains."""

from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

import regex

# Signs that nobody sees, and those that divide or stress a word: bold is written *so*.
_INVISIBLE = r"\p{Cf}\p{Default_Ignorable_Code_Point}"
_UNSEEN = rf"[*\p{{Pd}}{_INVISIBLE}]*"
_BETWEEN_WORDS = r"[^\p{L}\p{N}]*"
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_DOMAIN = regex.compile(r"(@|://|\bwww\.)?((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})")
# Below a country: what stands in front of it belongs to whoever registered it (haus.co.uk).
_SECOND_LEVEL = frozenset(
    {"ac", "co", "com", "edu", "gen", "go", "gov", "gv", "ne", "net", "or", "org"}
)
_SHORT = 4  # letters; a name with fewer stands in many words by chance
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@dataclass(frozen=True, slots=True)
class House:
    """name: as it is written, "" for none. domains: as registered() gives them."""

    name: str = ""
    domains: frozenset[str] = frozenset()

    def is_told_by(self, text: str) -> bool:
        """Whether its name or one of its domains stands in a text."""
        return names(text, self.name) or any(_holds(text, each) for each in self.domains)


def names(text: str, name: str) -> bool:
    """Whether a name stands in a text, in whatever letter case and spacing, hyphenated or bold."""
    words = _WORD.findall(_folded(name))
    pattern = _BETWEEN_WORDS.join(_UNSEEN.join(word) for word in words)
    return bool(words) and regex.search(pattern, _folded(text)) is not None


def address_names(address: str, name: str) -> bool:
    """Whether a name stands in an e-mail or web address, where nothing parts its words."""
    wanted, parts = _together(name), [_together(part) for part in regex.split(r"[@.-]", address)]
    if len(wanted) < _SHORT:
        return bool(wanted) and wanted in parts
    spellings = {wanted, wanted.translate(_GERMAN), _without_marks(wanted)}
    return any(spelling in "".join(parts) for spelling in spellings)


def registered(domain: str) -> str:
    """The part of a domain that somebody has registered: its last two labels, or three where they
    are like co.uk. Short and without a list of the world's: other such suffixes count as one."""
    labels = domain.strip(".").lower().split(".")
    is_three = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3 if is_three else -2 :])


def domains_in(text: str) -> Iterator[str]:
    """Those of e-mail and web addresses; without @, www or :// only what is in small letters, as
    St.Gallen is no domain."""
    for mark, domain in _DOMAIN.findall(text):
        if mark or domain == domain.lower():
            yield registered(domain)


def _folded(text: str) -> str:
    return normalize("NFKC", normalize("NFKC", text).casefold())


def _together(text: str) -> str:
    return "".join(_WORD.findall(_folded(text)))


def _without_marks(text: str) -> str:
    return regex.sub(r"\p{M}", "", normalize("NFD", text))


def _holds(text: str, domain: str) -> bool:
    """The domain, or what stands below it."""
    seen = regex.sub(rf"[*{_INVISIBLE}]", "", _folded(text))
    return regex.search(rf"(?<![\w-]){regex.escape(domain)}(?![\w-])", seen) is not None
