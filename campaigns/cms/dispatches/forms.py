"""What a person says about a dispatch."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput
from wagtail.documents.widgets import AdminDocumentChooser

from campaigns.dispatch import channels
from campaigns.enums import ReplyKind
from campaigns.models import Dispatch, DispatchReply


class HandOverForm(forms.Form):
    day = forms.DateField(
        label=_("Handed over on"),
        widget=AdminDateInput,
        initial=timezone.localdate,
        help_text=_("The day the letters left the house."),
    )
    reference = forms.CharField(
        label=_("Reference"),
        max_length=120,
        required=False,
        help_text=_("Number of the parcel or of the receipt of the post, if there is one."),
    )


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("For colleagues. The letters wait again and go with a later dispatch."),
    )


class StopForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_(
            "For colleagues. What has left stays sent; the other letters wait again and go with "
            "a later dispatch."
        ),
    )


def kinds_of_reply(by_mail: bool) -> dict[str, Any]:
    """What can come back, as colleagues call it where letters leave by post or by e-mail."""
    kinds: dict[str, Any] = dict(ReplyKind.choices)
    return kinds | {ReplyKind.RETURNED.value: _("Came back by e-mail")} if by_mail else kinds


class ReplyForm(forms.ModelForm):
    # Django's own field would say "choose one" in the language it was imported in.
    kind = forms.ChoiceField(
        label=_("Kind"),
        help_text=_("What came back marks the authority's address as unverified."),
    )

    class Meta:
        model = DispatchReply
        fields = ["kind", "n", "date", "note", "scan"]
        widgets = {
            "date": AdminDateInput,
            "note": forms.Textarea(attrs={"rows": 2}),
            "scan": AdminDocumentChooser,
        }

    def __init__(self, *args: Any, dispatch: Dispatch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.dispatch = dispatch
        kind: Any = self.fields["kind"]
        kind.choices = kinds_of_reply(channels.sends_itself(dispatch.channel)).items()
