"""The report on letters, and the same numbers as files. For whoever may see reports."""

import io
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from campaigns.cms.reports.filters import ReportFilters
from campaigns.cms.reports.menu import PERMISSION
from campaigns.cms.reports.sections import key_figures, sections
from campaigns.reports.counting import report
from campaigns.reports.lines import headings, lines
from campaigns.reports.scope import Scope
from campaigns.spreadsheets import csv_lines, write_xlsx


class LettersView(WagtailAdminTemplateMixin, TemplateView):
    page_title = _("Letters and dispatches")
    header_icon = "mail"
    template_name = "campaigns/admin/reports/letters.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        _check(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        filters = ReportFilters(self.request.GET)
        return super().get_context_data(**kwargs, filters=filters, **_counted(filters.scope()))


def _counted(scope: Scope | None) -> dict[str, Any]:
    if scope is None:
        return {}
    found = report(scope)
    return {"figures": key_figures(found), "sections": sections(found)}


@require_safe
def as_csv(request: HttpRequest) -> HttpResponseBase:
    return _exported(request, _csv)


@require_safe
def as_xlsx(request: HttpRequest) -> HttpResponseBase:
    return _exported(request, _xlsx)


def _exported(request: HttpRequest, made: Callable[[Scope], HttpResponseBase]) -> HttpResponseBase:
    """The file, or the report, which says what is wrong with the filters."""
    _check(request)
    scope = ReportFilters(request.GET).scope()
    if scope is None:
        return redirect(f"{reverse('campaign_reports:letters')}?{request.GET.urlencode()}")
    return made(scope)


def _csv(scope: Scope) -> HttpResponseBase:
    answer = StreamingHttpResponse(
        csv_lines(headings(), lines(scope)), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="letters.csv"'
    return answer


def _xlsx(scope: Scope) -> HttpResponseBase:
    file = io.BytesIO()
    write_xlsx(file, gettext("Letters"), headings(), lines(scope))
    file.seek(0)
    return FileResponse(
        file,
        as_attachment=True,
        filename="letters.xlsx",
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )


def _check(request: HttpRequest) -> None:
    person: Any = request.user
    if not person.has_perm(PERMISSION):
        raise PermissionDenied
