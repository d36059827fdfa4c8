"""Gaps in a text of the house, {count} or {office}, and what fills them.

A paragraph with a gap that has nothing to say is left out as a whole: a sentence with a hole is
worse than none.
"""

from collections.abc import Iterator, Mapping

import regex

from campaigns.letters.content import LetterBlocks

_GAP = regex.compile(r"\{(\w+)\}")


def gaps_in(text: str) -> list[str]:
    """The names of the gaps of a text, each once, in their order."""
    return list(dict.fromkeys(_GAP.findall(text)))


def filled(blocks: LetterBlocks, values: Mapping[str, str]) -> LetterBlocks:
    """The blocks with their gaps filled; a gap without an entry in `values` stays as it is.

    A paragraph with a gap whose value is empty is left out.
    """
    return LetterBlocks(
        subject=fill(blocks.subject, values),
        salutation=fill(blocks.salutation, values),
        paragraphs=tuple(_paragraphs(blocks, values)),
        closing=fill(blocks.closing, values),
    )


def _paragraphs(blocks: LetterBlocks, values: Mapping[str, str]) -> Iterator[str]:
    for paragraph in blocks.paragraphs:
        if all(values.get(name, name) for name in gaps_in(paragraph)):
            yield fill(paragraph, values)


def fill(text: str, values: Mapping[str, str]) -> str:
    """In one pass: what a value holds is no gap, and its asterisks mark nothing bold."""
    return _GAP.sub(lambda gap: values.get(gap[1], gap[0]).replace("*", ""), text)
