"""Tags of the public templates."""

import datetime
from dataclasses import dataclass
from typing import Any

from babel.dates import format_date
from django import template
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils import translation
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail.models import Page

from campaigns import conf
from campaigns.letters.compose import Run
from campaigns.letters.languages import LANGUAGES, LetterLanguage

register = template.Library()


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One public language for a switcher; `missing`: the page is not translated, `url` is home."""

    language: LetterLanguage
    url: str
    current: bool
    missing: bool


@register.simple_tag(takes_context=True)
def language_links(context: Any, page: Page | None = None) -> list[LanguageLink]:
    """Links to this page in every public language, in the order of the setting."""
    request = context["request"]
    addresses = _page_addresses(page, request) if page else _view_addresses(request)
    return [
        LanguageLink(
            language=LANGUAGES[code],
            url=addresses.get(code) or f"/{code}/",
            current=code == translation.get_language(),
            missing=code not in addresses,
        )
        for code in conf.public_languages()
    ]


def _page_addresses(page: Page, request: Any) -> dict[str, str]:
    translations = (
        page.get_translations(inclusive=True)
        .live()
        .filter(alias_of__isnull=True)
        .select_related("locale")
    )
    return {each.locale.language_code: each.get_url(request) for each in translations if each.url}


def _view_addresses(request: Any) -> dict[str, str]:
    """Addresses of a page that is a view of ours; none where the path is nobody's."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return {}
    if match.view_name is None or not match.view_name.startswith("campaigns:"):
        return {}
    addresses = {}
    for code in conf.public_languages():
        with translation.override(code):
            try:
                addresses[code] = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
            except NoReverseMatch:
                continue
    return addresses


@register.filter
def runs_html(runs: tuple[Run, ...]) -> SafeString:
    """Runs of a letter as text with <strong>."""
    return format_html_join(
        "", "{}", (((_strong(run.text) if run.bold else run.text),) for run in runs)
    )


def _strong(text: str) -> SafeString:
    return format_html_join("", "<strong>{}</strong>", [(text,)])


@register.filter
def day(value: datetime.date | None) -> str:
    """A date as people write it, by CLDR in the active language."""
    if value is None:
        return ""
    language = (translation.get_language() or "en").replace("-", "_")
    return format_date(value, format="long", locale=language)
