"""The commands work on the same appeal, journal and files as the core of the dispatch."""

from tests.campaigns.dispatch.conftest import appeal, empty_memory, own_journal, ready

__all__ = ["appeal", "empty_memory", "own_journal", "ready"]
