"""Whom a translation tells of: the cases, and with them the names and the permissions."""

from typing import Any

from wagtail_localize.models import Translation

from campaigns.models import Appeal, Case, CasePage, CoverText, LetterText, SuccessStoryPage
from campaigns.models.gates import GatedMixin


def model_of(translation: Translation) -> type[Any]:
    """The class of what is translated; no query once the content type is known."""
    return translation.source.specific_content_type.model_class()


def appeal_of(translation: Translation) -> Appeal | None:
    """The appeal of a letter; None for a page. One query for a letter, none for a page."""
    if not issubclass(model_of(translation), LetterText):
        return None
    found = Appeal.objects.filter(letter_key=translation.source.object_id)
    return found.select_related("case", "authority").first()


def cases_of(translation: Translation) -> list[Case]:
    """The cases that a letter or page tells of; two queries at most."""
    model, source = model_of(translation), translation.source
    if issubclass(model, LetterText):
        return list(Case.objects.filter(appeals__letter_key=source.object_id))
    if issubclass(model, CasePage):
        pages = CasePage.objects.filter(translation_key=source.object_id)
        return list(Case.objects.filter(pk__in=pages.values("case")).distinct())
    if issubclass(model, SuccessStoryPage):
        stories = SuccessStoryPage.objects.filter(
            translation_key=source.object_id, locale=source.locale_id
        )
        return list(Case.objects.filter(pk__in=set().union(*(each.case_ids() for each in stories))))
    return []


def may_leave_the_house(translation: Translation) -> bool:
    """Whether a third party may be asked to translate it: every case it tells of allows that.

    What tells of somebody without a case stays, for nobody could have allowed it. A cover text
    tells of nobody: names stand in its gaps.
    """
    model = model_of(translation)
    if not issubclass(model, GatedMixin) or issubclass(model, CoverText):
        return True
    cases = cases_of(translation)
    return bool(cases) and all(case.may_leave_for_machines for case in cases)
