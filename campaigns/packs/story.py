"""What a case page tells, as plain paragraphs for a sheet of paper."""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from django.utils.html import strip_tags

from campaigns.models import CasePage

_ENDS = re.compile(r"</(?:p|li|h[1-6])>|<br\s*/?>")


def paragraphs(page: CasePage) -> tuple[str, ...]:
    """The running text of a page: no headings, quotations and pictures."""
    texts = (block.value.source for block in page.body if block.block_type == "text")
    return tuple(line for text in texts for line in _lines(text))


def _lines(html: str) -> Iterator[str]:
    for part in _ENDS.split(html):
        if line := " ".join(unescape(strip_tags(part)).split()):
            yield line


def demands(page: CasePage) -> tuple[str, ...]:
    return tuple(line.strip() for line in page.demands.splitlines() if line.strip())


def silent_about(name: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Those of `texts` that do not name the organisation; all of them without a name."""
    hidden = " ".join(name.split()).casefold()
    return tuple(t for t in texts if not hidden or hidden not in " ".join(t.split()).casefold())
