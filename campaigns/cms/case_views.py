"""What an editor is told after saving a case: a change is effective at once, everywhere."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.snippets.views.snippets import EditView

from campaigns.models import Case


class CaseEditView(EditView):
    """Says which pages and forms the saved state has taken away."""

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        for text in consequences(form.instance):
            messages.warning(self.request, text)
        return answer


def consequences(case: Case) -> list[str]:
    """Sentences on what is not shown and not taken in any more; empty when all is well."""
    live_pages = case.pages.filter(live=True).count()
    if live_pages and not case.is_public():
        hidden = ngettext(
            "%(count)d page of this case is not shown any more.",
            "%(count)d pages of this case are not shown any more.",
            live_pages,
        )
        return [hidden % {"count": live_pages}]
    reason = case.closed_reason()
    if reason is None or not case.appeals.running().exists():
        return []
    return [_("The letter forms of this case are closed.") + " " + str(reason.label)]
