"""Which machine translates here, for whom, and which languages it does not know."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale

from campaigns import conf
from campaigns.letters.languages import LANGUAGES, LetterLanguage
from campaigns.translating.engines import EngineError
from campaigns.translating.machine import engine, unable
from campaigns.translating.roles import may_edit_source


class EngineView(WagtailAdminTemplateMixin, TemplateView):
    page_title = _("Machine translation")
    header_icon = "cogs"
    template_name = "campaigns/admin/translating/engine.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        person: Any = request.user
        if not (may_edit_source(person) or person.has_perm("wagtail_localize.submit_translation")):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs, ours=conf.get("MACHINE_IS_OURS"), **_what_it_can_do()
        )


def _what_it_can_do() -> dict[str, Any]:
    """Of the engine, from the site's first language; `problem` when it cannot be asked."""
    found = engine()
    if found is None:
        return {"engine": None}
    source = Locale.objects.get(language_code=conf.public_languages()[0])
    known = Locale.objects.filter(language_code__in=LANGUAGES).exclude(pk=source.pk)
    try:
        missing = unable(found, source, known)
    except EngineError as error:
        return {"engine": found, "problem": str(error)}
    rest = [each.language_code for each in known if each.language_code not in missing]
    return {
        "engine": found,
        "source": LANGUAGES[source.language_code],
        "unable": _entries(missing),
        "able": _entries(rest),
    }


def _entries(codes: list[str]) -> list[LetterLanguage]:
    return sorted((LANGUAGES[code] for code in codes), key=lambda entry: entry.name)
