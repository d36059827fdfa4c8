"""Letters and their counts: nothing of a person stays, nothing is counted twice."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from campaigns.enums import LetterState, PrintKind
from campaigns.models import Appeal, Letter, PrintCount
from tests.factories.appeals import version
from tests.factories.records import AppealFactory, today

pytestmark = pytest.mark.django_db


def signed(appeal: Appeal, **fields: Any) -> Letter:
    row = appeal.versions.first() or version(appeal, "tr")
    return Letter.objects.create(
        **{
            "appeal": appeal,
            "version": row,
            "initials": "A. B.",
            "signed_on": today(),
            **fields,
        }
    )


@pytest.mark.parametrize(
    "left", [{"initials": "A. B.", "place": ""}, {"initials": "", "place": "Köln"}]
)
def test_withdrawn_letter_must_be_empty(left: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        signed(AppealFactory(), state=LetterState.WITHDRAWN, **left)

    assert Letter.objects.count() == 0


def test_withdrawn_letter_stays_as_an_emptied_row() -> None:
    letter = signed(AppealFactory(), place="Köln", key_hash="k")

    Letter.objects.filter(pk=letter.pk).update(state=LetterState.WITHDRAWN, initials="", place="")

    assert Letter.objects.values_list("state", "initials", "key_hash").get() == (
        "withdrawn",
        "",
        "k",
    )


def test_key_signs_an_appeal_once_and_another_appeal_too() -> None:
    appeal, other = AppealFactory(), AppealFactory()
    first = signed(appeal, key_hash="k")

    with pytest.raises(IntegrityError), transaction.atomic():
        signed(appeal, key_hash="k")
    second = signed(other, key_hash="k")

    assert set(Letter.objects.all()) == {first, second}


def test_letters_whose_key_was_purged_do_not_collide() -> None:
    appeal = AppealFactory()
    signed(appeal)
    signed(appeal)

    assert Letter.objects.count() == 2


def test_label_of_a_letter_is_its_public_key() -> None:
    letter = signed(AppealFactory())

    assert str(letter) == str(letter.uuid)


def test_counts_keep_signed_sent_printed_specimens_and_withdrawn_apart() -> None:
    appeal, idle = AppealFactory(), AppealFactory()
    for state in (LetterState.WAITING, LetterState.HELD, LetterState.SENT, LetterState.SENT):
        signed(appeal, state=state)
    signed(appeal, specimen=True)
    signed(appeal, specimen=True, state=LetterState.SENT)
    signed(appeal, state=LetterState.WITHDRAWN, initials="")
    for day, times in ((today(-1), 2), (today(), 3)):
        for _time in range(times):
            PrintCount.add(appeal, "tr", PrintKind.PDF, day)
    PrintCount.add(appeal, "en", PrintKind.PDF)

    counts = Appeal.objects.with_counts().values_list("pk", "signed", "sent", "printed")

    assert set(counts) == {(appeal.pk, 4, 2, 6), (idle.pk, 0, 0, 0)}


def test_counts_of_any_number_of_appeals_are_one_query(django_assert_num_queries: Any) -> None:
    for _appeal in range(3):
        signed(AppealFactory())

    with django_assert_num_queries(1):
        rows = list(Appeal.objects.with_counts())

    assert [row.signed for row in rows] == [1, 1, 1]


def test_prints_are_one_row_per_day_language_and_kind() -> None:
    appeal = AppealFactory()
    for day in (datetime.date(2026, 11, 1), datetime.date(2026, 11, 1), datetime.date(2026, 11, 2)):
        PrintCount.add(appeal, "tr", PrintKind.PDF, day)

    rows = PrintCount.objects.order_by("day").values_list("day", "language", "kind", "n")

    assert list(rows) == [
        (datetime.date(2026, 11, 1), "tr", "pdf", 2),
        (datetime.date(2026, 11, 2), "tr", "pdf", 1),
    ]
