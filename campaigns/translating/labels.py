"""Where a segment stands, in the words that editors read at the field: "Paragraph 2"."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.text import capfirst
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue

from campaigns.translating.segments import Segment


def labels_of(source: Any, segments: Iterable[Segment]) -> dict[int, str]:
    """By segment, in the order of the source; names that stand there again are counted."""
    names = {segment.pk: name_of(source, segment.path) for segment in segments}
    often = Counter(names.values())
    seen: Counter[str] = Counter()
    labels = {}
    for pk, name in names.items():
        seen[name] += 1
        labels[pk] = f"{name} {seen[name]}" if often[name] > 1 else name
    return labels


def name_of(source: Any, path: str) -> str:
    """The label of a block, with that of the part of it; else the name of the field."""
    name, *rest = path.split(".")
    field = source._meta.get_field(name)
    value = getattr(source, name, None)
    found = [*_blocks(value, rest)] if isinstance(value, StreamValue) else []
    if not found:
        model = getattr(field, "related_model", None) if rest else None
        found = [model._meta.verbose_name if model else field.verbose_name]
    return " – ".join(capfirst(str(each)) for each in found)


def _blocks(value: Any, path: list[str]) -> Iterator[Any]:
    if not path:
        return
    if isinstance(value, StructValue):
        yield value.block.child_blocks[path[0]].label
        yield from _blocks(value[path[0]], path[1:])
        return
    children = value.bound_blocks if isinstance(value, ListValue) else value
    child = next((each for each in children if each.id == path[0]), None)
    if child is not None:
        if isinstance(value, StreamValue):
            yield child.block.label
        yield from _blocks(child.value, path[1:])
