"""Tags of the public templates: links between languages, the menu, dates, texts of letters."""

import datetime
from dataclasses import dataclass
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from django import template
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils import timezone, translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from campaigns import conf
from campaigns.enums import CaseStatus
from campaigns.forms import SignatureForm
from campaigns.letters.compose import LetterContent, Run
from campaigns.letters.languages import LANGUAGES, LetterLanguage
from campaigns.menus import Menu, menu_of
from campaigns.models.letter_pages import letter_content
from campaigns.models.public_figures import Figure, PublicFigures, figures_of
from campaigns.views import signature_form

register = template.Library()

RECEIPT_GROUP = 4


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One public language for a switcher; `missing`: the page is not translated, `url` is home.

    `full_url` has the site's origin; it is empty when missing.
    """

    language: LetterLanguage
    url: str
    full_url: str
    current: bool
    missing: bool


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A page of the menu; `current` is a value of aria-current or ""."""

    title: str
    url: str
    current: str


@register.simple_tag(takes_context=True)
def language_links(context: Any, page: Page | None = None) -> list[LanguageLink]:
    """Links to this page in every public language, in the order of the setting."""
    request = context["request"]
    addresses = _page_addresses(page, request) if page else _view_addresses(request)
    return [
        LanguageLink(
            language=LANGUAGES[code],
            url=addresses.get(code, ("", ""))[0] or f"/{code}/",
            full_url=addresses.get(code, ("", ""))[1],
            current=code == translation.get_language(),
            missing=code not in addresses,
        )
        for code in conf.public_languages()
    ]


def _page_addresses(page: Page, request: Any) -> dict[str, tuple[str, str]]:
    translations = (
        page.get_translations(inclusive=True)
        .live()
        .filter(alias_of__isnull=True)
        .select_related("locale")
        .defer_streamfields()
    )
    return {
        each.locale.language_code: (each.get_url(request), each.get_full_url(request))
        for each in translations
        if each.get_url(request)
    }


def _view_addresses(request: Any) -> dict[str, tuple[str, str]]:
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
                url = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
            except NoReverseMatch:
                continue
            addresses[code] = (url, request.build_absolute_uri(url))
    return addresses


@register.filter
def missing(links: list[LanguageLink]) -> list[LanguageLink]:
    """Languages this page is not translated into; none when it is nobody's page at all."""
    lacking = [link for link in links if link.missing and not link.current]
    return lacking if any(not link.missing for link in links) else []


@register.filter
def alternates(links: list[LanguageLink]) -> list[LanguageLink]:
    """What hreflang lists: live translations only, and only if there are several."""
    living = [link for link in links if not link.missing]
    return living if len(living) > 1 else []


@register.simple_tag(takes_context=True)
def home_of_language(context: Any) -> Page | None:
    """The live home page of the site in the visitor's language."""
    return _menu(context).home


def _menu(context: Any) -> Menu:
    """Asked once for all that a page shows of it."""
    request, language = context["request"], translation.get_language()
    known: dict[str | None, Menu] = request.__dict__.setdefault("campaigns_menus", {})
    if language not in known:
        site = Site.find_for_request(request)
        known[language] = menu_of(site, language) if site and language else Menu(None)
    return known[language]


@register.simple_tag(takes_context=True)
def menu_entries(context: Any, home: Page | None, in_menu: bool = True) -> list[MenuEntry]:
    """Live children of `home` that are shown in menus; with `in_menu` False, the other ones."""
    if home is None:
        return []
    request, here = context["request"], context.get("page")
    return [
        MenuEntry(title=child.title, url=child.get_url(request) or "", current=_mark(child, here))
        for child in _menu(context).children
        if child.show_in_menus == in_menu
    ]


def _mark(entry: Page, here: Any) -> str:
    """Value of aria-current: "page" for the page itself, "true" for one below it."""
    path = getattr(here, "path", "") or ""
    if path == entry.path:
        return "page"
    return "true" if path.startswith(entry.path) else ""


@register.simple_tag
def form_for(appeal: Any) -> SignatureForm:
    """The empty form of an appeal."""
    return signature_form(appeal)


@register.simple_tag
def draft_letter(text: Any) -> LetterContent | None:
    """A letter text as the letter it would become today, unsigned; None when it cannot be one."""
    if not text.appeal_id or text.language not in LANGUAGES:
        return None
    return letter_content(text.appeal, text.letter_blocks(), text.language, None)


@register.filter
def standing(appeal: Any, open_appeals: list[Any]) -> str:
    """How an appeal is told of: "open", "closed", "resting", or "" for not at all.

    `appeal` has its counts. One that has not begun, or never took a signature, is not told of.
    """
    today = timezone.localdate()
    if appeal in open_appeals:
        return "open"
    if appeal.opens > today:
        return ""
    if appeal.closes < today or appeal.stopped or appeal.case.status == CaseStatus.CLOSED:
        return "closed"
    return "resting" if appeal.signed or appeal.printed or appeal.reported else ""


@register.filter
def all_indexable(told: Any) -> bool:
    """Whether search engines may list a page that tells of all these: cases, or pages of them."""
    return all(each.may_be_indexed for each in told or [])


@register.filter
def since(outcomes: Any, day: datetime.date) -> list[Any]:
    """The outcomes of a case that happened on `day` or later."""
    return [outcome for outcome in outcomes if outcome.date >= day]


@register.filter
def runs_html(letter_runs: tuple[Run, ...]) -> SafeString:
    """Runs of a letter as text with <strong>."""
    return format_html_join(
        "", "{}", (((_strong(run.text) if run.bold else run.text),) for run in letter_runs)
    )


def _strong(text: str) -> SafeString:
    return format_html_join("", "<strong>{}</strong>", [(text,)])


@register.filter
def dateline(letter: LetterContent) -> SafeString:
    """Place and day of a letter, as its language joins them."""
    if not letter.place:
        return format_html("{}", letter.day)
    place = format_html("<bdi>{}</bdi>", letter.place)
    line = format_html(LANGUAGES[letter.language].dateline, place=place, day=letter.day)
    return SafeString("<br>".join(line.split("\n")))


@register.filter
def date_below(letter: LetterContent) -> bool:
    """Whether the language writes the date below the signature."""
    return LANGUAGES[letter.language].date_below


@register.filter
def language_of(code: str) -> LetterLanguage | None:
    """The registry's entry of a letter language."""
    return LANGUAGES.get(code)


@register.filter
def name_of_language(code: str) -> str:
    """A language's name in the visitor's language, by CLDR; its own name as a last resort."""
    parsed = Locale.parse(code, sep="-")
    return parsed.get_display_name(_interface_locale()) or LANGUAGES[code].autonym


@register.filter
def bcp47(code: str) -> str:
    """`zh-hans` as `zh-Hans`, the tag that fonts and screen readers know."""
    return "-".join(part.title() if len(part) == 4 else part for part in code.split("-"))


@register.filter
def is_experimental(code: str) -> bool:
    """Whether no native speaker has checked what letters in this language look like."""
    return code in LANGUAGES and not LANGUAGES[code].native_checked


@register.filter
def day(value: datetime.date | None) -> str:
    """A date as people write it, by CLDR in the active language."""
    return "" if value is None else format_date(value, format="long", locale=_interface_locale())


@register.filter
def number(value: int | None) -> str:
    """A number with the separators of the active language."""
    return format_decimal(value or 0, locale=_interface_locale())


@register.filter
def public_figures(appeal: Any) -> PublicFigures:
    """What may be told of the letters of an appeal, which has its counts."""
    return figures_of(appeal)


@register.filter
def told(figure: Figure) -> str:
    """A public figure in words: "1,234", "fewer than 10", "at least 20"."""
    words = {"exact": "%s", "fewer_than": _("fewer than %s"), "at_least": _("at least %s")}
    return words[figure.kind] % number(figure.number)


@register.filter
def grouped(code: str) -> str:
    """A receipt code in groups, easy to copy by hand; the form takes the spaces back out."""
    return " ".join(code[n : n + RECEIPT_GROUP] for n in range(0, len(code), RECEIPT_GROUP))


def _interface_locale() -> str:
    """CLDR locale of the active language; English is international: 22 November 2026."""
    code = translation.get_language() or "en"
    entry = LANGUAGES.get(code)
    return entry.locale if entry else code.replace("-", "_")
