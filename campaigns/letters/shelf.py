"""Where kits stand ready: in the process, and as bytes in a store that outlives it."""

import threading
from collections import OrderedDict
from typing import Protocol

from campaigns.letters import kit as kits
from campaigns.letters.content import Envelope, Layout, LetterBlocks
from campaigns.letters.kit import Kit

type _Text = tuple[LetterBlocks, Envelope, str, str, Layout]


class Store(Protocol):
    """A cache of bytes, as Django's caches are; it may forget."""

    def get(self, key: str) -> bytes | None: ...

    def set(self, key: str, value: bytes) -> object: ...


class Shelf:
    """Kits by what they are made of: from this process, else from the store, else built.

    `size` kits at most are kept in the process (about 150 KB each, with their beginnings of
    letters). What a store gives back is used only if it is a kit of the same key.
    """

    def __init__(self, store: Store | None = None, size: int = 256) -> None:
        self.store, self.size = store, size
        self._kits: OrderedDict[_Text, Kit] = OrderedDict()
        self._changing = threading.Lock()

    def kit(
        self,
        blocks: LetterBlocks,
        envelope: Envelope,
        *,
        language: str,
        country: str,
        layout: Layout | None = None,
    ) -> Kit:
        """The kit of a letter; raises LetterRefused and UnknownLanguage as kit.build() does."""
        text = (blocks, envelope, language, country, layout or Layout())
        with self._changing:
            if found := self._kits.get(text):
                self._kits.move_to_end(text)
                return found
        found = self._stored(text)
        with self._changing:
            self._kits[text] = found
            while len(self._kits) > self.size:
                self._kits.popitem(last=False)
        return found

    def _stored(self, text: _Text) -> Kit:
        blocks, envelope, language, country, layout = text
        if self.store is None:
            return kits.build(blocks, envelope, language=language, country=country, layout=layout)
        key = kits.key_of(blocks, envelope, language=language, country=country, layout=layout)
        if found := _read(self.store.get(key), key):
            return found
        built = kits.build(blocks, envelope, language=language, country=country, layout=layout)
        self.store.set(key, built.to_bytes())
        return built


def _read(stored: bytes | None, key: str) -> Kit | None:
    if not stored:
        return None
    try:
        found = Kit.from_bytes(stored)
    except ValueError:
        return None
    return found if found.key == key else None
