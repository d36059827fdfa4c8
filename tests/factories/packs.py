"""Packs of groups, and what a browser posts to make one."""

from typing import Any

import factory
from django.test import Client

from campaigns.models import Appeal, CampaignSettings, GroupPack, LetterVersion
from campaigns.packs.codes import hash_of
from tests.factories.appeals import open_appeal
from tests.factories.records import AppealFactory
from tests.factories.sites import Tree, case_page
from tests.factories.visits import address

# A well-formed code.
CODE = "7k3m-p9qx-bd2f"


class GroupPackFactory(factory.django.DjangoModelFactory):
    """A pack of ten Turkish letters; `code` is what the group types."""

    class Meta:
        model = GroupPack

    class Params:
        code = ""

    appeal = factory.SubFactory(AppealFactory)
    language = "tr"
    kind = "group"
    size = 10
    code_hash = factory.LazyAttribute(lambda pack: hash_of(pack.code) if pack.code else None)


def public_appeal(tree: Tree, language: str = "de", **fields: Any) -> Appeal:
    """An open appeal whose case has a page in `language`."""
    appeal = open_appeal(**fields)
    case_page(tree, appeal.case, language, demands="Freilassen\nJetzt")
    return appeal


def first_version(appeal: Appeal) -> LetterVersion:
    return appeal.signable_versions()[0]


def house(**fields: Any) -> CampaignSettings:
    """The settings in force, changed."""
    settings = CampaignSettings.in_force()
    for name, value in fields.items():
        setattr(settings, name, value)
    settings.save()
    return settings


def ask(client: Client, appeal: Appeal, name: str = "groups", **posted: Any) -> Any:
    """The answer to the form of a pack, or of a class."""
    return client.post(address(appeal, name), posted)
