"""The filters above a report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from campaigns.letters.languages import LANGUAGES
from campaigns.models import Appeal, Case, Edition, LetterVersion
from campaigns.reports.scope import Scope


class ReportFilters(forms.Form):
    """What a report is about; every field may be left open."""

    since = forms.DateField(label=_("From"), required=False, widget=AdminDateInput)
    until = forms.DateField(label=_("Until"), required=False, widget=AdminDateInput)
    edition = forms.ModelChoiceField(
        Edition.objects.all(), label=_("Edition"), required=False, empty_label=_("All")
    )
    case = forms.ModelChoiceField(
        Case.objects.order_by("public_name", "pk"),
        label=_("Case"),
        required=False,
        empty_label=_("All"),
    )
    appeal = forms.ModelChoiceField(
        Appeal.objects.select_related("case", "authority").order_by("-opens", "-pk"),
        label=_("Appeal"),
        required=False,
        empty_label=_("All"),
    )
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        written = LetterVersion.objects.order_by("language").values_list("language", flat=True)
        named = [(code, LANGUAGES[code].autonym) for code in written.distinct()]
        chooser: Any = self.fields["language"]
        chooser.choices = [("", _("All")), *named]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        since, until = found.get("since"), found.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first one."))
        return found

    def scope(self) -> Scope | None:
        """What was chosen; None when something makes no sense, and `errors` says what."""
        if not self.is_valid():
            return None
        return Scope(**{name: value or None for name, value in self.cleaned_data.items()})
