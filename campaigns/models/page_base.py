"""What all page types of the campaign keep to, and the gate of pages that tell of cases."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from campaigns import conf
from campaigns.models.cases import Case
from campaigns.models.gates import Errors, secret_name_errors

RESERVED_SLUG = "letters"

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
        elif case.status == "active" and case.review_overdue():
            errors.setdefault(field, []).append(
                ValidationError(
                    _("The safety review of %(case)s is missing or overdue.") % {"case": case}
                )
            )
        for name, found in secret_name_errors(page, case).items():
            errors.setdefault(name, []).extend(found)
    return errors


def picture_for_api(image: Any, alt: str, credit: str) -> dict[str, str]:
    """What a client needs to show a picture; the address is that of a rendition."""
    rendition = image.get_rendition("width-1200|format-webp")
    return {"url": rendition.full_url, "alt": alt, "credit": credit}
