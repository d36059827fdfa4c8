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
    """The picture of a file, once; None while nobody has drawn it."""
    path = PICTURES / table["file"]
    if not path.exists():
        return None
    model = get_image_model()
    title = f"Demo: {path.stem}"
    found = model.objects.filter(title=title).first()
    if found:
        return found
    with path.open("rb") as file:
        return model.objects.create(title=title, file=ImageFile(file, name=path.name))


def case(table: Table, picture: Table | None = None) -> Case:
    """The case of that public name, created with outcomes and picture where it is missing."""
    facts = table
    found = Case.objects.filter(public_name=facts["public_name"]).first()
    if found:
        return found
    today = timezone.localdate()
    row = Case(
        public_name=facts["public_name"],
        native_name=facts.get("native_name", ""),
        identification=facts.get("identification", ""),
        country=facts["country"],
        status=facts["status"],
        consent_name=True,
        consent_picture=True,
        reviewed_on=today,
        review_due=today + datetime.timedelta(days=facts.get("review_due_in_days", 180)),
        may_name_organisation=facts.get("may_name_organisation", True),
        may_be_indexed=facts.get("may_be_indexed", True),
        may_show_place=facts.get("may_show_place", False),
    )
    row.full_clean()
    row.outcomes = [
        CaseOutcome(kind=event["kind"], date=event["date"], note=event.get("note", ""))
        for event in facts.get("outcomes", [])
    ]
    if picture and (drawn := image(picture)):
        row.pictures = [CasePicture(image=drawn, credit=picture["credit"], consent=True)]
    row.save()
    return row


def authority(table: Table) -> Authority:
    """The authority of that name, town and routing, created with its holders where missing."""
    via = authority(table["via"]) if "via" in table else None
    found = Authority.objects.filter(name=table["name"], town=table["town"], via=via).first()
    if found:
        return found
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


def appeal(table: Table, of_case: Case, to: Authority, today: datetime.date) -> tuple[Appeal, bool]:
    """The appeal of the case in that period; whether it was created now."""
    if found := _earlier(table, of_case, to):
        return found, False
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
    return row, True


def _earlier(table: Table, of_case: Case, to: Authority) -> Appeal | None:
    appeals = Appeal.objects.filter(case=of_case, authority=to)
    # A dated appeal is found by its day, the running one is the one without a set day.
    if "opens" in table:
        return appeals.filter(opens=table["opens"]).first()
    return appeals.exclude(closes__year__lte=2021).first()
