"""Forms of visitors and of editors. A name that arrives is turned into initials at once."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from campaigns import conf
from campaigns.letters.pdf import field_faults
from campaigns.letters.signatory import InitialsError, PlaceError, initials_of, place_of

INITIALS_ERRORS: dict[str, Any] = {
    "required": _("Enter your name or your initials."),
    "not_a_letter": _("Initials are letters. Enter them like this: A. B."),
    "too_many": _("Four initials at most. Leave out what is least important to you."),
    "too_long": _("This is too long. Enter your initials, like A. B."),
    "invalid": _("These characters cannot be used. Enter your initials, like A. B."),
}
PLACE_ERRORS: dict[str, Any] = {
    "too_long": _("A place has 40 characters at most."),
    "not_allowed": _("A place is written with letters, spaces, hyphens and full stops only."),
    "invalid": _("These characters cannot be used in a place."),
}
# What Django makes of a byte that is no UTF-8.
UNDECODABLE = "\ufffd"


def refuse_without_glyphs(text: str, block: str) -> None:
    """What is accepted here must be printable later: no letter may fail when it is dispatched."""
    if text and field_faults(text, block):
        raise forms.ValidationError(
            _("We have no font for these letters. Write them in Latin letters."), "no_glyphs"
        )


def readable(value: Any, error: type[InitialsError | PlaceError]) -> str:
    """The text of a field; raises `error("invalid")` where its bytes were no text."""
    text = str(value or "")
    if UNDECODABLE in text:
        raise error("invalid")
    return text


class InitialsField(forms.CharField):
    """Cleans to initials, "A. B."; the widget never shows what was typed."""

    def to_python(self, value: Any) -> str:
        try:
            initials = initials_of(readable(value, InitialsError))
        except InitialsError as error:
            raise forms.ValidationError(INITIALS_ERRORS[error.code], error.code) from None
        refuse_without_glyphs(initials, "initials")
        return initials

    def validate(self, value: Any) -> None:
        """Everything is said by `to_python`."""


class PlaceField(forms.CharField):
    def to_python(self, value: Any) -> str:
        try:
            place = place_of(readable(value, PlaceError))
        except PlaceError as error:
            raise forms.ValidationError(PLACE_ERRORS[error.code], error.code) from None
        refuse_without_glyphs(place, "place")
        return place


class SignatureForm(forms.Form):
    """The first step: initials, a place where the case allows it, the letter's language.

    After `full_clean` only initials are left in `data`, so that neither a page nor an error
    report can show a name.
    """

    initials = InitialsField(label=_("Your name or initials"))
    place = PlaceField(label=_("Your town (optional)"), required=False)
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        required=False,
        # ChoiceField's own words repeat what was sent, and that may be a name.
        error_messages={
            "invalid_choice": forms.ModelChoiceField.default_error_messages["invalid_choice"]
        },
    )

    def __init__(
        self, data: Any = None, *, languages: list[tuple[str, str]], may_show_place: bool
    ) -> None:
        super().__init__(data)
        language: Any = self.fields["language"]
        language.choices = languages
        if not may_show_place:
            del self.fields["place"]

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound:
            self.data = {
                name: self.cleaned_data.get(name, "") if hasattr(self, "cleaned_data") else ""
                for name in self.fields
            }

    @property
    def status(self) -> int:
        """HTTP answer to a form with errors: 400 for what no browser's form can send."""
        codes = {error.code for errors in self.errors.as_data().values() for error in errors}
        if codes & {"invalid", "too_long"}:
            return 400
        return 404 if "invalid_choice" in codes else 422


def channel_choices() -> list[tuple[str, Any]]:
    """(name, label) of the configured channels; a class that is not there is told by the checks."""
    return [(name, _channel_label(name, path)) for name, path in conf.get("CHANNELS").items()]


def _channel_label(name: str, path: str) -> Any:
    try:
        return import_string(path).label
    except ImportError:
        return name


class AppealForm(WagtailAdminModelForm):
    channels = forms.MultipleChoiceField(
        label=_("Channels"),
        choices=channel_choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("How the letters may leave. Each letter leaves by one of them."),
    )


class WithdrawalForm(WagtailAdminModelForm):
    """The one thing that can be done to a letter version: take it away, with the reason."""

    withdrawn_reason = forms.CharField(
        label=_("Reason for withdrawing it"),
        max_length=200,
        help_text=_("It is taken from readers and signatories at once, and never comes back."),
    )

    def save(self, commit: bool = True) -> Any:
        if commit:
            self.instance.withdraw(self.cleaned_data["withdrawn_reason"])
        return self.instance


class CaseForm(WagtailAdminModelForm):
    """Says above the form what is wrong with a field that this editor may not see."""

    def add_error(self, field: str | None, error: Any) -> None:
        if field is None and hasattr(error, "error_dict"):
            seen: dict[str, list[Any]] = {}
            for name, found in error.error_dict.items():
                seen.setdefault(name if name in self.fields else NON_FIELD_ERRORS, []).extend(found)
            error = forms.ValidationError(seen)
        super().add_error(field, error)


class _GatedFormMixin:
    """Tells the row whether a draft is saved, so that gates wait for the publication."""

    instance: Any

    def defer_required_fields(self) -> None:
        super().defer_required_fields()  # type: ignore[misc]
        self.instance.deferred = True

    def restore_required_fields(self) -> None:
        super().restore_required_fields()  # type: ignore[misc]
        self.instance.deferred = None

    def _post_clean(self) -> None:
        if not self.is_deferred_validation:  # type: ignore[attr-defined]
            self.instance.deferred = False
        super()._post_clean()  # type: ignore[misc]
        self.instance.deferred = None


class GatedModelForm(_GatedFormMixin, WagtailAdminModelForm):
    """For snippets with gates."""


class GatedPageForm(_GatedFormMixin, WagtailAdminPageForm):
    """For pages with gates."""
