"""On the admin's first page: letters and dispatches that wait for somebody's decision."""

from typing import Any

from wagtail.admin.ui.components import Component

from campaigns.cms.dispatches.access import HAND_OVER
from campaigns.dispatch import holding, undecided


class HeldPanel(Component):
    """Whichever door a correction or a stop came through, the question stands here."""

    name = "campaign-held"
    order = 90
    template_name = "campaigns/admin/dispatches/held_panel.html"

    def __init__(self, count: int) -> None:
        self.count = count

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"count": self.count}


class UndecidedPanel(HeldPanel):
    """Dispatches with mails in doubt, or with letters that failed: no timer ends these."""

    name = "campaign-undecided"
    order = 91
    template_name = "campaigns/admin/dispatches/undecided_panel.html"


def add_held_panel(request: Any, panels: list[Any]) -> None:
    if not request.user.has_perm(HAND_OVER):
        return
    if count := sum(each.count for each in holding.held()):
        panels.append(HeldPanel(count))
    if count := undecided.count():
        panels.append(UndecidedPanel(count))
