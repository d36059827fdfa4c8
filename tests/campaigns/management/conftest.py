"""The commands work on the same appeal, journal and files as the core of the dispatch."""

from tests.campaigns.dispatch.conftest import (
    appeal,
    by_mail,
    empty_memory,
    own_journal,
    ready,
    receiver,
)

__all__ = ["appeal", "by_mail", "empty_memory", "own_journal", "ready", "receiver"]
