"""What all page types of the campaign keep to, and the gate of pages that tell of cases."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import SourceImageIOError

from campaigns import conf
from campaigns.blocks import form_values
from campaigns.models.cases import Case
from campaigns.models.four_eyes import refuse_own_words
from campaigns.models.gates import Errors, GatedMixin, review_error, secret_name_errors
from campaigns.models.secret_names import reveals, texts_by_field

RESERVED_SLUG = "letters"
# What clients get of a picture: never the upload, which carries what the camera knew.
RENDITION = "width-1200|format-webp"

# Mixins of pages are no pages themselves: Wagtail would register them as page types.
_PageLike: Any = models.Model


class PublicPageMixin(_PageLike):
    """What every page type of the campaign keeps to, those of the site around it too."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.locale_id and self.locale.language_code not in conf.public_languages():
            # No form of a page has a field for it.
            raise ValidationError(
                _("Pages exist in public languages only; this is a letter language.")
            )
        if self.depth in (None, 3):
            self.refuse_reserved_slug()
        # A page with a gate asks there, once it knows whether this is a draft.
        if self.live and not isinstance(self, GatedMixin):
            refuse_own_words(self)

    def refuse_reserved_slug(self) -> None:
        """For a page that is, or is about to be, directly below a home page."""
        if self.slug == RESERVED_SLUG:
            raise ValidationError(
                {"slug": _("“letters” is the address of the letters. Choose another slug.")}
            )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["base_template"] = conf.get("BASE_TEMPLATE")
        return context


def case_page_gate(page: Any, field: str, cases: list[Case]) -> Errors:
    """What keeps a page that tells of `cases` from going live, by field."""
    errors: Errors = {}
    for case in cases:
        if not case.is_public():
            errors.setdefault(field, []).append(
                ValidationError(
                    _("%(case)s is not public: check status and consent of the case.")
                    % {"case": case}
                )
            )
        elif overdue := review_error(case):
            errors.setdefault(field, []).append(overdue)
        for found in (secret_name_errors(page, case), identification_errors(page, case)):
            for name, refusals in found.items():
                errors.setdefault(name, []).extend(refusals)
    if _names_other_case(page, cases):
        message = _("The letter form names an appeal of a case that this page is not about.")
        errors.setdefault("body", []).append(ValidationError(message))
    return errors


def identification_errors(page: Any, case: Case) -> Errors:
    """The fields of `page` that hold what only letters may say of who the person is."""
    message = _("The identification of the case stands here. Only letters may give it.")
    return {
        name: [ValidationError(message, "identification")]
        for name, texts in texts_by_field(page).items()
        if reveals(case.identification, texts)
    }


def _names_other_case(page: Any, cases: list[Case]) -> bool:
    """Whether the letter form of a page about `cases` names the appeal of another one."""
    known = {case.pk for case in cases}
    chosen = [value["appeal"] for value in form_values(page.body) if value.get("appeal")]
    return bool(known) and any(appeal.case_id not in known for appeal in chosen)


def rendition_address(image: Any) -> str | None:
    """Absolute address of the copy that clients get; None where the upload is missing."""
    try:
        return image.get_rendition(RENDITION).full_url
    except SourceImageIOError:
        return None


def picture_for_api(image: Any, alt: str, credit: str) -> dict[str, str] | None:
    """What a client needs to show a picture; None where its file is missing."""
    address = rendition_address(image)
    return {"url": address, "alt": alt, "credit": credit} if address else None
