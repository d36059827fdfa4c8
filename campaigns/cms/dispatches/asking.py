"""After a letter text was published: what about the letters signed with the version before?"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.dispatch import holding
from campaigns.models import LetterText


def ask_about_waiting(request: HttpRequest, instance: Any) -> None:
    """Tells who published that letters are held, and where to let them go.

    The safe answer needs nobody: they are held at the next claim, whatever was published how.
    """
    if not isinstance(instance, LetterText):
        return
    found = [
        each for each in holding.held(instance.appeal) if each.version.language == instance.language
    ]
    if count := sum(each.count for each in found):
        text = ngettext(
            "%(n)d letter signed with an earlier version is held until somebody decides.",
            "%(n)d letters signed with an earlier version are held until somebody decides.",
            count,
        )
        link = format_html(
            '<a href="{}">{}</a>', reverse("campaign_dispatches:waiting"), _("Decide")
        )
        messages.warning(request, format_html("{} {}", text % {"n": count}, link))
