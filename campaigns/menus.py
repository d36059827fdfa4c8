"""The pages of the menu, which every public page shows: looked up once a minute, not at each visit.

Whatever is done to a page empties the store of this process at once; another process without a
shared cache shows an entry for KEPT_SECONDS longer, or without.
"""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import post_page_move

KEPT_SECONDS = 60
_KEY = "campaigns.menus"


@dataclass(frozen=True, slots=True)
class Menu:
    """The live home page in a language, and its live public children; no home, no children."""

    home: Page | None
    children: tuple[Page, ...] = ()


def menu_of(site: Site, language: str) -> Menu:
    """In as few queries as none, while it is kept."""
    kept: dict[tuple[int, str], Menu] = cache.get(_KEY) or {}
    key = (site.pk, language)
    if key not in kept:
        kept[key] = _looked_up(site, language)
        cache.set(_KEY, kept, KEPT_SECONDS)
    return kept[key]


def _looked_up(site: Site, language: str) -> Menu:
    homes = site.root_page.get_translations(inclusive=True).live()
    home = homes.filter(locale__language_code=language).first()
    return Menu(home, tuple(home.get_children().live().public()) if home else ())


def forget(**kwargs: Any) -> None:
    """Now, and once more when what has happened is there for everybody."""
    cache.delete(_KEY)
    transaction.on_commit(_forget)


def _forget() -> None:
    cache.delete(_KEY)


def listen() -> None:
    """To everything that can change a menu."""
    post_page_move.connect(forget, dispatch_uid="campaigns.menus")
    for signal in (post_save, post_delete):
        signal.connect(forget_changed, dispatch_uid="campaigns.menus")


def forget_changed(sender: type, **kwargs: Any) -> None:
    """A page is saved and deleted as a row of its own type, and published by being saved."""
    if issubclass(sender, (Page, PageViewRestriction, Site)):
        forget()
