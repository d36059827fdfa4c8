"""What a translated string must keep of its source, whatever it says."""

from collections import Counter
from collections.abc import Iterator

import regex
from django.utils.translation import gettext as _

# {name}, {{ name }}, %(name)s, %s: what a program would fill in.
_PLACEHOLDER = regex.compile(r"\{\{?[^{}]*\}?\}|%\([^)]*\)[sd]|%s")
_SIMPLE_TAG = regex.compile(r"</?(?:b|i|em|strong|br)\s*/?>")
_MARK = regex.compile(r"<[^<>]*>?")
_TAG = regex.compile(r"<(/?)(\w+)((?:\s+id=\"[^\"]*\")?)\s*/?>")


def refusals(source: str, target: str, *, plain: bool) -> list[str]:
    """Sentences that say why `target` cannot stand for `source`; empty when it can.

    Both as a person reads them. An empty target is no translation and is not asked about.
    """
    found = [*_placeholders(source, target)]
    found += _bold(source, target) if plain else [*_tags(source, target), *_foreign(source, target)]
    return found


def _placeholders(source: str, target: str) -> Iterator[str]:
    before, after = (Counter(_PLACEHOLDER.findall(text)) for text in (source, target))
    for lost in before - after:
        yield _("Keep the placeholder %(placeholder)s.") % {"placeholder": lost}
    for added in after - before:
        yield _("The source has no placeholder %(placeholder)s.") % {"placeholder": added}


def _bold(source: str, target: str) -> list[str]:
    """A name is marked in its inflected form: the marks have to be there, and in pairs."""
    marks = target.count("*")
    if marks % 2:
        return [_("A * has no partner. Bold is marked with one * before and one after.")]
    if source.count("*") and not marks:
        return [_("Mark the name in bold as the source does: *…*.")]
    return []


def _tags(source: str, target: str) -> list[str]:
    lost = Counter(_TAG.findall(source)) - Counter(_TAG.findall(target))
    names = sorted({f"<{slash}{name}{attribute}>" for slash, name, attribute in lost})
    if not names:
        return []
    return [_("Keep the marks of the source: %(marks)s.") % {"marks": ", ".join(names)}]


def _foreign(source: str, target: str) -> list[str]:
    """Whatever else begins with "<" would go to readers as it is, a script too."""
    known = set(_MARK.findall(source))
    marks = [mark for mark in _MARK.findall(target) if mark not in known]
    strange = sorted({mark for mark in marks if not _SIMPLE_TAG.fullmatch(mark)})
    shown = ", ".join(mark[:30] for mark in strange)
    if not strange:
        return []
    return [_("Only the marks of the source can stand here, not %(marks)s.") % {"marks": shown}]


def absent_names(target: str, names: list[str]) -> list[str]:
    """Names of which no word stands in the target: worth a look, no error, for names inflect."""
    folded = target.casefold()
    return [name for name in names if not _mentions(folded, name)]


def _mentions(folded: str, name: str) -> bool:
    words = [word.casefold() for word in name.split()]
    # Inflection changes the end of a word: its first three letters stay in most languages.
    return any(word[: max(3, len(word) - 3)] in folded for word in words)
