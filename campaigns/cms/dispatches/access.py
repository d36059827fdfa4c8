"""Who may do what with dispatches."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from wagtail.permission_policies import ModelPermissionPolicy

PREPARE = "campaigns.prepare_dispatch"
HAND_OVER = "campaigns.hand_over_dispatch"
LOOK = ("campaigns.view_dispatch", PREPARE, HAND_OVER)

type View = Callable[..., HttpResponseBase]


def may_look(user: Any) -> bool:
    return any(user.has_perm(name) for name in LOOK)


def needs(*permissions: str) -> Callable[[View], View]:
    """One of these permissions, or 403."""

    def around(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not any(request.user.has_perm(name) for name in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return asked

    return around


class DispatchPolicy(ModelPermissionPolicy):
    """Dispatches are looked at; only `campaigns.dispatch` makes, changes and ends them."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and may_look(user)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return "view" in actions and may_look(user)
