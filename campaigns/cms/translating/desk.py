"""The desk: a translator's workplace for one letter text or page, server-rendered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import Translation, get_edit_url

from campaigns.cms.translating.access import address, translation_for
from campaigns.cms.translating.case_notes import CaseNotes, notes_for
from campaigns.cms.translating.rows import Refused, rows_of
from campaigns.cms.translating.standing import standing_of
from campaigns.letters.languages import LANGUAGES
from campaigns.models import CoverText, LetterText
from campaigns.translating.cells import cell_of
from campaigns.translating.machine import engine_for
from campaigns.translating.progress import task_of
from campaigns.translating.roles import may_publish, may_translate
from campaigns.translating.segments import segments_of

HEAD = "campaigns/admin/translating/desk_head.html"


@require_safe
@never_cache
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    return desk_page(request, translation_for(request, pk))


def desk_page(
    request: HttpRequest,
    translation: Translation,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole desk; with `refused`, what was typed stands at its field and says why."""
    context = desk_context(request, translation)
    source = translation.source.as_instance()
    notes = notes_for(context["target"], translation.source.locale)
    forms = {"salutation": notes.form, "closing": notes.form} if notes and notes.form else {}
    context |= {
        "rows": rows_of(translation, context["segments"], source, forms, refused),
        "notes": notes,
        "title": _title(notes, source),
        "breadcrumbs": _breadcrumbs(_title(notes, source)),
        "account": request.user.pk,
        # Not part of the head: an engine may ask its server what it can do.
        "engine": engine_for(translation),
        # Languages that part words with a joiner which many keyboards lack.
        "joiner": translation.target_locale.language_code in ("fa", "ckb", "ps", "ur"),
    }
    return render(request, "campaigns/admin/translating/desk.html", context, status=status)


def desk_context(request: HttpRequest, translation: Translation) -> dict[str, Any]:
    """What the head of the desk shows, which changes with every segment that is saved."""
    target, segments = translation.get_target_instance(), segments_of(translation)
    publishes = may_publish(request.user, translation)
    pk = translation.pk
    return {
        "translation": translation,
        "target": target,
        "is_letter": isinstance(target, LetterText | CoverText),
        "segments": segments,
        "standing": standing_of(cell_of(translation), segments, request.user, publishes),
        "task": task_of(translation),
        "publishes": publishes,
        "source_language": LANGUAGES.get(translation.source.locale.language_code),
        "language": LANGUAGES.get(translation.target_locale.language_code),
        "urls": {name: address(name, pk) for name in ("hand_in", "send_back", "publish")},
        "edit_url": get_edit_url(target),
        "history_url": _history_url(target),
    }


def head_of(request: HttpRequest, translation: Translation) -> str:
    return render_to_string(HEAD, desk_context(request, translation), request)


def _title(notes: CaseNotes | None, source: Any) -> str:
    return f"{notes.appeal.case} – {notes.appeal.authority}" if notes else str(source)


def _history_url(target: Any) -> str:
    if isinstance(target, Page):
        return reverse("wagtailadmin_pages:history", args=[target.pk])
    return reverse(target.snippet_viewset.get_url_name("history"), args=[target.pk])


def _breadcrumbs(title: str) -> list[dict[str, str]]:
    first = {"url": address("dashboard"), "label": str(Translation._meta.verbose_name_plural)}
    return [first, {"url": "", "label": title}]


def desk_instead(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """For the hooks before editing: the desk in place of wagtail-localize's editor.

    Who may publish reaches that one with `?editor=standard`: images and links are put there.
    """
    if request.method not in ("GET", "HEAD") or not isinstance(instance, TranslatableMixin):
        return None
    if getattr(instance, "alias_of_id", None):
        return None
    translation = Translation.objects.filter(
        source__object_id=instance.translation_key,
        target_locale_id=instance.locale_id,
        enabled=True,
    ).first()
    if translation is None or not may_translate(request.user, translation):
        return None
    if request.GET.get("editor") == "standard" and may_publish(request.user, translation):
        return None
    return redirect("campaign_translations:desk", translation.pk)
