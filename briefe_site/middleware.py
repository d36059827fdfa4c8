"""What belongs to this site and not to the plugin: the content policy of the admin."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.csp import CSP

# The admin shows previews in a frame.
PREVIEW_POLICY = {**settings.SECURE_CSP, "frame-ancestors": [CSP.SELF]}
# Wagtail's admin has inline scripts and styles.
ADMIN_POLICY = {
    **PREVIEW_POLICY,
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "frame-src": [CSP.SELF],
}


class AdminContentPolicyMiddleware:
    """Loosens the content policy for the admin alone; visitors keep the strict one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith("/admin/"):
            # A preview is a public page that came through all of this with its own policy.
            is_preview = response.headers.pop("Content-Security-Policy", None) is not None
            policy = PREVIEW_POLICY if is_preview else ADMIN_POLICY
            setattr(response, "_csp_config", policy)  # noqa: B010 - as csp_override does
        return response
