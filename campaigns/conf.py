"""The plugin's settings: one dictionary ``CAMPAIGNS`` in the Django settings, read at call time.

Every key has a default here; README lists them all.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

DEFAULTS: dict[str, Any] = {
    # Languages the site is published in; the rest of LANGUAGES are letter languages.
    "PUBLIC_LANGUAGES": None,
    # The template that the plugin's pages extend; it needs blocks "title", "head", "content".
    "BASE_TEMPLATE": "campaigns/base.html",
    # Channels a dispatch may leave by, in the order offered to editors: name and dotted path.
    "CHANNELS": {"postal": "campaigns.dispatch.channels.postal.PostalChannel"},
    # File of the journal of dispatches: outside the database and apart from its backups.
    "JOURNAL": "",
    # Directory of bundles: no server serves it, and it is no part of MEDIA_ROOT.
    "PRIVATE_STORAGE": "",
    # Key of the receipt codes, apart from SECRET_KEY so that either can be changed alone.
    "RECEIPT_SECRET": "",
    # Seconds in which a letter that was read can be signed.
    "TOKEN_AGE": 2 * 60 * 60,
    # Largest body of a signing request, in bytes.
    "MAX_BODY": 16 * 1024,
    # Origins (https://example.org) that may sign through the API.
    "API_ORIGINS": (),
    # Path prefixes that carry no language and are left alone by the language middleware.
    "UNPREFIXED_PATHS": (
        "/api/",
        "/admin/",
        "/django-admin/",
        "/documents/",
        "/static/",
        "/media/",
    ),
}


def get(key: str) -> Any:
    """The value of ``CAMPAIGNS[key]`` or its default; KeyError for an unknown key."""
    return getattr(settings, "CAMPAIGNS", {}).get(key, DEFAULTS[key])


def public_languages() -> tuple[str, ...]:
    """Codes of the languages the site is published in; the first one is the last resort.

    Without the setting it is ``LANGUAGE_CODE`` alone: publishing in a language is a decision.
    """
    return tuple(get("PUBLIC_LANGUAGES") or (settings.LANGUAGE_CODE,))


def path(key: str) -> Path:
    """The file or directory that a setting names; refuses to work without one."""
    configured = get(key)
    if not configured:
        raise ImproperlyConfigured(f"Set CAMPAIGNS[{key!r}] to a path; dispatches depend on it.")
    return Path(configured)


def receipt_secret() -> bytes:
    """Key of the HMAC behind receipt codes; refuses to work without one."""
    secret = get("RECEIPT_SECRET")
    if not secret:
        raise ImproperlyConfigured(
            "Set CAMPAIGNS['RECEIPT_SECRET'] to a long random string; receipt codes depend on it."
        )
    return str(secret).encode()
