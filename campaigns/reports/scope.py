"""What a report is about: a period, an edition, a case, an appeal, a language; each may be open."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from campaigns.models import Appeal, Case, Edition, GroupPack, Letter, PrintCount


@dataclass(frozen=True, slots=True)
class Scope:
    """Days are inclusive. Where a field is None, all of it counts."""

    since: datetime.date | None = None
    until: datetime.date | None = None
    edition: Edition | None = None
    case: Case | None = None
    appeal: Appeal | None = None
    language: str | None = None

    def letters(self) -> "QuerySet[Letter]":
        """Every row in the scope, specimens and withdrawn ones included."""
        return self._narrowed(Letter.objects.all(), day="signed_on", language="version__language")

    def prints(self) -> "QuerySet[PrintCount]":
        return self._narrowed(PrintCount.objects.all(), day="day")

    def packs(self) -> "QuerySet[GroupPack]":
        """Packs that a group has reported, by the day of its first report."""
        return self._narrowed(GroupPack.objects.counted(), day="reported_on")

    def _narrowed(self, rows: Any, *, day: str, language: str = "language") -> Any:
        wanted = {
            f"{day}__gte": self.since,
            f"{day}__lte": self.until,
            "appeal__edition": self.edition,
            "appeal__case": self.case,
            "appeal": self.appeal,
            language: self.language,
        }
        chosen = {name: value for name, value in wanted.items() if value is not None}
        return rows.filter(**chosen).order_by()
