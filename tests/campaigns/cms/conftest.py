"""An administrator, and one row of each model of the menu."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Locale

from campaigns.models import (
    Appeal,
    Authority,
    Case,
    Edition,
    GlossaryEntry,
    LetterText,
    LetterVersion,
)
from tests.factories.appeals import letter_text
from tests.factories.records import (
    AppealFactory,
    EditionFactory,
    FormOfAddressFactory,
    OutcomeFactory,
)


@pytest.fixture
def admin(client: Client, db: None) -> Client:
    client.force_login(get_user_model().objects.create_superuser("admin"))
    return client


@pytest.fixture
def rows(db: None) -> dict[type, Any]:
    """One row of each model, with the rows below it."""
    form = FormOfAddressFactory()
    case = OutcomeFactory().case
    appeal = AppealFactory(case=case, authority=form.holder.authority, edition=EditionFactory())
    return {
        Case: case,
        Appeal: appeal,
        LetterText: letter_text(appeal, "tr"),
        LetterVersion: LetterVersion.objects.get(),
        Authority: form.holder.authority,
        Edition: appeal.edition,
        GlossaryEntry: GlossaryEntry.objects.create(
            source=Locale.objects.get(language_code="de"),
            target=Locale.objects.get(language_code="ar"),
            term="Haft",
            translation="احتجاز",
        ),
    }
