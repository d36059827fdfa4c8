"""On the form of an appeal that is stopped: what has left, and what is held."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import HelpPanel

from campaigns.cms.dispatches.access import may_look
from campaigns.dispatch import hindrances
from campaigns.dispatch.departed import departures
from campaigns.enums import LetterState
from campaigns.models import Appeal


class StopPanel(HelpPanel):
    """Nothing for an appeal that nothing stops."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("template", "campaigns/admin/dispatches/stop_panel.html")
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            stop = hindrances.of_appeal(self.instance) if self.instance.pk else None
            return stop is not None and stop.holds

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            appeal: Appeal = self.instance
            stop = hindrances.of_appeal(appeal)
            waiting = (LetterState.WAITING, LetterState.HELD)
            return {
                **context,
                "may_look": may_look(self.request.user),
                "stop": stop.label if stop else _("Nothing stops it."),
                "departures": departures([appeal]).get(appeal.pk, []),
                "held": appeal.letters.filter(state__in=waiting, specimen=False).count(),
            }
