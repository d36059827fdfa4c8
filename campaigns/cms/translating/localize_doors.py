"""wagtail-localize's own doors, each with our rules before it. Addresses: `localize_urls`.

They ask for the permission to change a row, whatever its language, and write strings past our
checks. What these ask and write is the same as at the desk.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from rest_framework.authentication import SessionAuthentication
from rest_framework.decorators import (
    api_view,
    authentication_classes,
    permission_classes,
)
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.utils.decorators import xframe_options_sameorigin_override
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.views import edit_translation
from wagtail_localize.views.edit_translation import StringTranslationSerializer
from wagtail_localize.views.report import TranslationsReportView
from wagtail_localize.views.snippets_api import SnippetViewSet

from campaigns.cms.translating.access import translation_for
from campaigns.cms.translating.saving import translate_by_machine
from campaigns.models.translation_state import translation_of
from campaigns.translating.locks import refuse_locked
from campaigns.translating.po import import_po, po_of
from campaigns.translating.roles import (
    TRANSLATE,
    is_page,
    languages_of,
    may_edit_source,
    may_publish,
)
from campaigns.translating.segments import Segment, as_read, segments_of
from campaigns.translating.strings import save_string


@api_view(["PUT", "DELETE"])
@permission_classes([IsAuthenticated])
@authentication_classes([SessionAuthentication])
def edit_string(request: Request, translation_id: int, string_segment_id: int) -> Response:
    """One string of the standard editor, written as at the desk: checked and remembered."""
    translation = translation_for(request, translation_id)
    segment = _segment(translation, string_segment_id)
    text = as_read(request.POST.get("value", ""), segment.plain) if request.method == "PUT" else ""
    before = _row(translation, segment)
    try:
        row = save_string(translation, segment, text, person=request.user)
    except ValidationError as error:
        return Response({"messages": error.messages}, status=400)
    if row is None and before is None:
        return Response(status=404)
    context = {"translation_source": translation.source}
    told = StringTranslationSerializer(row or before, context=context).data
    return Response(told, status=201 if before is None else 200)


def _segment(translation: Translation, pk: int) -> Segment:
    for segment in segments_of(translation):
        if segment.pk == pk:
            return segment
    raise Http404


def _row(translation: Translation, segment: Segment) -> StringTranslation | None:
    return StringTranslation.objects.filter(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale_id,
    ).first()


def edit_override(
    request: HttpRequest, translation_id: int, overridable_segment_id: int
) -> HttpResponse:
    """Another picture or link in one language; what a letter shares with the others stays."""
    translation = translation_for(request, translation_id)
    if not is_page(translation) or not may_publish(request.user, translation):
        raise PermissionDenied
    try:
        refuse_locked(translation, request.user)
    except ValidationError as error:
        raise PermissionDenied from error
    return edit_translation.edit_override(request, translation_id, overridable_segment_id)


def download_po(request: HttpRequest, translation_id: int) -> HttpResponse:
    translation = translation_for(request, translation_id)
    name = f"translation-{translation.pk}-{translation.target_locale.language_code}.po"
    return HttpResponse(
        po_of(translation),
        content_type="text/x-gettext-translation; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_POST
def upload_po(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Takes the file string by string; what was not taken is named."""
    translation = translation_for(request, translation_id)
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("Choose a PO file."))
    else:
        _report(request, import_po(translation, file.read(), request.user))
    return redirect("campaign_translations:desk", translation.pk)


def _report(request: HttpRequest, report: Any) -> None:
    counts = {"taken": report.taken, "unchanged": report.unchanged, "refused": len(report.refused)}
    text = _("Taken: %(taken)d. Unchanged: %(unchanged)d. Not taken: %(refused)d.")
    messages.success(request, text % counts)
    for refusal in report.refused:
        messages.warning(request, f"{refusal.place}: {refusal.text}")


@require_POST
def machine_translate(request: HttpRequest, translation_id: int) -> HttpResponse:
    return translate_by_machine(request, translation_id)


@xframe_options_sameorigin_override
def preview(request: HttpRequest, translation_id: int, mode: str | None = None) -> HttpResponse:
    """The page as its strings make it; of a letter the page as it will be sent."""
    translation = translation_for(request, translation_id)
    if not is_page(translation):
        return redirect("campaign_translations:preview", translation.pk)
    target = translation.get_target_instance()
    mode = target.default_preview_mode if mode is None else mode
    if mode not in dict(target.preview_modes):
        raise Http404
    shown = translation.source.get_ephemeral_translated_instance(
        translation.target_locale, fallback=True
    )
    return shown.make_preview_request(request, mode)


@require_POST
def stop(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Takes a row out of its translation: from then on an editor writes it by hand."""
    translation = translation_for(request, translation_id)
    if not may_edit_source(request.user):
        raise PermissionDenied
    return edit_translation.stop_translation(request, translation.pk)


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """Refused: it would put a page live in the language of another, and throw the words away."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    messages.error(
        request, _("A page speaks its own language here. Unpublish it if it should not be read.")
    )
    translation = translation_of(page)
    if translation is not None and translation.enabled:
        return redirect("campaign_translations:desk", translation.pk)
    return redirect("wagtailadmin_pages:edit", page.pk)


class LanguagesReportView(TranslationsReportView):
    """The list of translations with the languages of the person."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (request.user.has_perm(TRANSLATE) or may_edit_source(request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Translation]:
        found = super().get_queryset().order_by("source__object_repr", "target_locale")
        codes = languages_of(self.request.user)
        return found if codes is None else found.filter(target_locale__language_code__in=codes)


class GuardedSnippets(SnippetViewSet):
    """The list of a model's rows for choosers, for those who may see that model."""

    def get_queryset(self) -> QuerySet[Any]:
        policy = policy_registry.get_by_type(self.get_model())
        if not policy.user_has_any_permission(self.request.user, {"view", "change", "add"}):
            raise PermissionDenied
        return super().get_queryset()
