"""On the admin's first page: letters that wait for somebody's decision."""

from typing import Any

from wagtail.admin.ui.components import Component

from campaigns.cms.dispatches.access import HAND_OVER
from campaigns.dispatch import holding


class HeldPanel(Component):
    """Whichever door a correction or a stop came through, the question stands here."""

    name = "campaign-held"
    order = 90
    template_name = "campaigns/admin/dispatches/held_panel.html"

    def __init__(self, count: int) -> None:
        self.count = count

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"count": self.count}


def add_held_panel(request: Any, panels: list[Any]) -> None:
    if not request.user.has_perm(HAND_OVER):
        return
    if count := sum(each.count for each in holding.held()):
        panels.append(HeldPanel(count))
