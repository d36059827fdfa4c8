"""Shared records of the demo: authorities, cases, appeals, pictures."""

import datetime
from typing import Any

from django.core.files.images import ImageFile
from django.utils import timezone
from wagtail.images import get_image_model

from campaigns.demo.reading import PICTURES, Table, day, month
from campaigns.models import (
    Appeal,
    Authority,
    AuthorityLanguage,
    Case,
    CaseOutcome,
    CasePicture,
    Edition,
    FormOfAddress,
    OfficeHolder,
)


def image(table: Table) -> Any | None:
    """The picture of a file; None while nobody has drawn it."""
    path = PICTURES / table["file"]
    if not path.exists():
        return None
    model = get_image_model()
    with path.open("rb") as file:
        return model.objects.create(
            title=f"Demo: {path.stem}", file=ImageFile(file, name=path.name)
        )


def case(table: Table, picture: Table | None = None) -> Case:
    """A case with its outcomes and its picture."""
    today = timezone.localdate()
    row = Case(
        public_name=table["public_name"],
        native_name=table.get("native_name", ""),
        identification=table.get("identification", ""),
        country=table["country"],
        status=table["status"],
        consent_name=True,
        consent_picture=True,
        reviewed_on=today,
        review_due=today + datetime.timedelta(days=table.get("review_due_in_days", 180)),
        may_name_organisation=table.get("may_name_organisation", True),
        may_be_indexed=table.get("may_be_indexed", True),
        may_show_place=table.get("may_show_place", False),
    )
    row.full_clean()
    row.outcomes = [
        CaseOutcome(kind=event["kind"], date=event["date"], note=event.get("note", ""))
        for event in table.get("outcomes", [])
    ]
    if picture and (drawn := image(picture)):
        row.pictures = [CasePicture(image=drawn, credit=picture["credit"], consent=True)]
    row.save()
    return row


def authority(table: Table) -> Authority:
    """An authority with its languages, holders, and the offices on its way."""
    via = authority(table["via"]) if "via" in table else None
    row = Authority(
        kind=table["kind"],
        name=table["name"],
        address_lines="\n".join(table["address_lines"]),
        town=table["town"],
        country=table["country"],
        email=table.get("email", ""),
        verified_on=table.get("verified_on"),
        via=via,
    )
    row.reading_languages = [
        AuthorityLanguage(language=code, sort_order=order)
        for order, code in enumerate(table.get("languages", []))
    ]
    row.holders = [holder(each) for each in table.get("holders", [])]
    row.full_clean()
    row.save()
    row.copies_to.set([authority(each) for each in table.get("copies_to", [])])
    return row


def holder(table: Table) -> OfficeHolder:
    row = OfficeHolder(
        name=table["name"],
        gender=table["gender"],
        valid_from=table["valid_from"],
        valid_until=table.get("valid_until"),
    )
    row.forms = [FormOfAddress(**form) for form in table.get("forms", [])]
    return row


def appeal(table: Table, of_case: Case, to: Authority, today: datetime.date) -> Appeal:
    """An appeal; its period counts from `today` where the table says so."""
    edition = None
    if "edition" in table:
        edition, _created = Edition.objects.get_or_create(month=month(table["edition"], today))
    row = Appeal(
        case=of_case,
        authority=to,
        edition=edition,
        opens=day(table, "opens", today),
        closes=day(table, "closes", today),
        goal=table.get("goal"),
        channels=table["channels"],
    )
    row.full_clean()
    row.save()
    return row
