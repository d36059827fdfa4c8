"""Who may do what: the groups of the campaign and their permissions, one table.

Kept by `manage.py keep_groups`; a migration makes the groups, each migration of this app fills
them up. Group names are stored in English and are stable: a site may name them in its own code.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db.models import Model, Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

TRANSLATOR = "Translator"
REVIEWER = "Reviewer"
EDITOR = "Editor"
RESEARCHER = "Researcher"
DISPATCHER = "Dispatcher"
ADMINISTRATOR = "Administrator"


@dataclass(frozen=True, slots=True)
class Role:
    """`permissions`: "app.codename", of a model; `pages` and `files` hold for the whole tree."""

    permissions: tuple[str, ...]
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def _all(models: str, actions: str = "view add change") -> tuple[str, ...]:
    return tuple(
        f"campaigns.{action}_{model}" for model in models.split() for action in actions.split()
    )


REPORTS = "campaigns.view_reports"
ENTER = ("wagtailadmin.access_admin",)
# Without "add", "change" reaches the translations of one's own languages alone.
TRANSLATING = (
    "wagtail_localize.submit_translation",
    *_all("lettertext covertext", "view change"),
)
REVIEWING = (*_all("lettertext covertext", "publish"), "campaigns.publish_translation")
EDITING = (
    *_all("case appeal lettertext covertext authority edition translator translationtask"),
    *_all("glossaryentry"),
    *_all("lettertext covertext glossaryentry translationtask", "delete"),
    *_all("lettertext covertext", "lock unlock"),
    *_all("letterversion", "view withdraw"),
    REPORTS,
)
RESEARCHING = (
    *_all("case", "view change"),
    *_all("appeal lettertext letterversion authority", "view"),
    "campaigns.sign_review",
    "campaigns.change_legal_name",
)
# What of this does not exist yet is given as soon as it does.
DISPATCHING = (
    *_all("appeal authority edition letterversion dispatch", "view"),
    *_all("dispatch", "prepare hand_over"),
    REPORTS,
)
ACCOUNTS = (
    *(
        "{0}.{2}_{1}".format(*settings.AUTH_USER_MODEL.lower().split("."), action)
        for action in ("view", "add", "change", "delete")
    ),
    *_all("case appeal authority edition translator", "delete"),
    *_all("campaignsettings", "view change"),
)
PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page")
FILES = tuple(
    f"{app}.{action}"
    for app, name in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for action in (f"add_{name}", f"change_{name}", f"choose_{name}")
)

ROLES: dict[str, Role] = {
    TRANSLATOR: Role((*ENTER, *TRANSLATING)),
    REVIEWER: Role((*ENTER, *TRANSLATING, *REVIEWING)),
    EDITOR: Role((*ENTER, *TRANSLATING, *REVIEWING, *EDITING), PAGES, FILES),
    RESEARCHER: Role((*ENTER, *RESEARCHING)),
    DISPATCHER: Role((*ENTER, *DISPATCHING)),
    ADMINISTRATOR: Role(
        (*ENTER, *TRANSLATING, *REVIEWING, *EDITING, *RESEARCHING, *DISPATCHING, *ACCOUNTS),
        PAGES,
        FILES,
    ),
}


def keep_groups(*, strict: bool = False) -> list[str]:
    """Gives each group what the table says; the answer names each change, "Editor: + add_page".

    What a site has added stays, unless `strict`. A permission that does not exist yet is left
    out and given by a later call.
    """
    return [change for name, role in ROLES.items() for change in _kept(name, role, strict)]


def _kept(name: str, role: Role, strict: bool) -> Iterator[str]:
    group, created = Group.objects.get_or_create(name=name)
    if created:
        yield f"{name}: made"
    given = (_Given(group, role.permissions), _OnPages(group, role.pages))
    for each in (*given, _OnFiles(group, role.files)):
        for sign, permission in each.keep(strict):
            yield f"{name}: {sign} {permission}"


class _Given:
    """The permissions that a group has itself."""

    def __init__(self, group: Group, names: Iterable[str]) -> None:
        self.group = group
        self.wanted = _permissions(names)

    def keep(self, strict: bool) -> list[tuple[str, str]]:
        has = self.has()
        missing = [each for each in self.wanted if each not in has]
        surplus = [each for each in has if each not in self.wanted] if strict else []
        for permission in missing:
            self.give(permission)
        for permission in surplus:
            self.take(permission)
        signs = [("+", each) for each in missing] + [("-", each) for each in surplus]
        return [(sign, each.codename) for sign, each in signs]

    def has(self) -> set[Permission]:
        return set(self.group.permissions.all())

    def give(self, permission: Permission) -> None:
        self.group.permissions.add(permission)

    def take(self, permission: Permission) -> None:
        self.group.permissions.remove(permission)


class _OnTree(_Given):
    """Those that it has on the root of a tree, and so on all that stands below."""

    model: Any
    place: str

    def __init__(self, group: Group, names: Iterable[str]) -> None:
        super().__init__(group, names if self.root() else ())

    def root(self) -> Model | None:
        raise NotImplementedError

    def rows(self) -> Any:
        return self.model.objects.filter(group=self.group, **{self.place: self.root()})

    def has(self) -> set[Permission]:
        return {row.permission for row in self.rows().select_related("permission")}

    def give(self, permission: Permission) -> None:
        self.rows().get_or_create(
            group=self.group, permission=permission, **{self.place: self.root()}
        )

    def take(self, permission: Permission) -> None:
        self.rows().filter(permission=permission).delete()


class _OnPages(_OnTree):
    model = GroupPagePermission
    place = "page"

    def __init__(self, group: Group, codenames: Iterable[str]) -> None:
        super().__init__(group, (f"wagtailcore.{each}" for each in codenames))

    def root(self) -> Model | None:
        return Page.get_first_root_node()


class _OnFiles(_OnTree):
    model = GroupCollectionPermission
    place = "collection"

    def root(self) -> Model | None:
        return Collection.get_first_root_node()


def _permissions(names: Iterable[str]) -> list[Permission]:
    """Those that exist, in the order of the table."""
    order = {tuple(name.split(".")): place for place, name in enumerate(names)}
    wanted = Q(pk__in=[])
    for app, codename in order:
        wanted |= Q(content_type__app_label=app, codename=codename)
    found = Permission.objects.filter(wanted).select_related("content_type")
    return sorted(found, key=lambda each: order[(each.content_type.app_label, each.codename)])
