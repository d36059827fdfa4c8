"""The pages of the menu, which every public page shows: looked up once a minute, not at each visit.

Whatever is done to a page empties the store of this process at once; another process without a
shared cache shows an entry for KEPT_SECONDS longer, or without.
"""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import post_page_move

KEPT_SECONDS = 60
_MENUS = "campaigns.menus"
_GENERATION = f"{_MENUS}.generation"


@dataclass(frozen=True, slots=True)
class Menu:
    """The live home page in a language, and its live public children; no home, no children."""

    home: Page | None
    children: tuple[Page, ...] = ()


def menu_of(site: Site, language: str) -> Menu:
    """In as few queries as none, while it is kept: each menu for its own KEPT_SECONDS."""
    key = f"{_MENUS}.{site.pk}.{language}"
    found = cache.get_many((_GENERATION, key))
    generation = found.get(_GENERATION)
    kept: tuple[str | None, Menu] | None = found.get(key)
    if kept is None or kept[0] != generation:
        kept = generation, _looked_up(site, language)
        cache.set(key, kept, KEPT_SECONDS)
    return kept[1]


def _looked_up(site: Site, language: str) -> Menu:
    homes = site.root_page.get_translations(inclusive=True).live()
    home = homes.filter(locale__language_code=language).first()
    return Menu(home, tuple(home.get_children().live().public()) if home else ())


def forget(**kwargs: Any) -> None:
    """All menus: now, and once more when what has happened is there for everybody."""
    _forget()
    transaction.on_commit(_forget)


def _forget() -> None:
    """A new generation, which lasts until what an old one wrote meanwhile has expired, too."""
    cache.set(_GENERATION, uuid4().hex, 2 * KEPT_SECONDS)


def listen() -> None:
    """To everything that can change a menu."""
    post_page_move.connect(forget, dispatch_uid="campaigns.menus")
    for signal in (post_save, post_delete):
        signal.connect(forget_changed, dispatch_uid="campaigns.menus")


def forget_changed(sender: type, **kwargs: Any) -> None:
    """A page is saved and deleted as a row of its own type, and published by being saved."""
    if issubclass(sender, (Page, PageViewRestriction, Site)):
        forget()
