"""What the site has stored in the end: the whole of it, so that nothing more can hide."""

from typing import Any

from campaigns.models import Letter, PrintCount
from tests.browser.conftest import LiveSite
from tests.factories.records import today


def rows() -> list[tuple[Any, ...]]:
    """Every letter there is: appeal, language, initials, place, day, state."""
    wanted = ("appeal__uuid", "version__language", "initials", "place", "signed_on", "state")
    return list(Letter.objects.order_by("pk").values_list(*wanted))


def row(site: LiveSite, initials: str, place: str = "", language: str = "tr") -> tuple[Any, ...]:
    return (site.planted.appeal.uuid, language, initials, place, today(), "waiting")


def printed() -> list[tuple[str, int]]:
    return list(PrintCount.objects.values_list("language", "n"))
