"""What a translator should know of the case while translating its letter."""

from dataclasses import dataclass
from typing import Any

from campaigns.models import Appeal, CasePage, FormOfAddress, LetterText


@dataclass(frozen=True, slots=True)
class CaseNotes:
    """`page`: the public page of the case in the language of the source, if there is one.

    Of the case only its public names and what letters may give are here; no legal name.
    """

    appeal: Appeal
    holder: Any
    form: FormOfAddress | None
    page: CasePage | None

    @property
    def demands(self) -> list[str]:
        return (
            [line for line in self.page.demands.splitlines() if line.strip()] if self.page else []
        )


def notes_for(target: Any, source_locale: Any) -> CaseNotes | None:
    """Of a letter; None for anything else, a page says itself what it is about."""
    if not isinstance(target, LetterText):
        return None
    related = Appeal.objects.select_related("case", "authority", "edition")
    appeal = related.get(pk=target.appeal_id)
    holder = appeal.holder()
    pages = CasePage.objects.filter(case=appeal.case, locale=source_locale, live=True)
    return CaseNotes(
        appeal=appeal,
        holder=holder,
        form=holder.form_in(target.language) if holder else None,
        page=pages.first(),
    )
