"""A fresh database with one case page and one open appeal, and what is in it afterwards."""

import hashlib
from dataclasses import dataclass

from django.db import connection
from wagtail.models import Page

from campaigns.models import Letter
from tests.factories.appeals import open_appeal
from tests.factories.sites import case_page, plant


@dataclass(frozen=True, slots=True)
class Field:
    """What the harnesses sign: where to read, where to sign, and where the bare view is."""

    read: str
    sign: str
    bare: str
    database_url: str


def plant_field(database_url: str) -> Field:
    """In the database that is connected, which is the one of `database_url`."""
    appeal = open_appeal()
    # A test that flushed the database before has left no tree to plant in.
    if Page.get_first_root_node() is not None:
        case_page(plant(), appeal.case)
    version = appeal.signable_versions()[0]
    path = f"/de/letters/{appeal.uuid}/"
    return Field(path, f"{path}sign/", f"/bare/{appeal.pk}/{version.pk}/", database_url)


def url_of_connection() -> str:
    """DATABASE_URL of the database this process is connected to."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**found)


def missing(receipts: list[str]) -> int:
    """How many of the receipts that were acknowledged belong to no letter."""
    codes = [receipt.rstrip("/").rsplit("/", 1)[1] for receipt in receipts]
    wanted = {hashlib.sha256(code.encode()).hexdigest() for code in codes}
    return len(wanted - set(Letter.objects.values_list("receipt_hash", flat=True)))


def letters() -> int:
    return Letter.objects.count()


def is_sound() -> bool:
    """SQLite's own check of its file; PostgreSQL has none to ask."""
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return cursor.fetchall() == [("ok",)]
