"""The plugin's settings: one dictionary ``CAMPAIGNS`` in the Django settings, read at call time.

Every key has a default here; docs/settings.md lists them all.
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
    "CHANNELS": {
        "postal": "campaigns.dispatch.channels.postal.PostalChannel",
        "email": "campaigns.dispatch.channels.email.EmailChannel",
    },
    # The mail server that takes letters by e-mail: one of the house, without a password. Seconds
    # that it may be silent.
    "SMTP": {"host": "localhost", "port": 25, "timeout": 60},
    # The same for cases that forbid to name the organisation: a server names itself in each mail
    # that it passes on. None: their letters do not leave by e-mail.
    "NEUTRAL_SMTP": None,
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
    # How often one address may post: a bucket of `burst` requests, filled with `rate` a second.
    # None: as often as it likes.
    "LIMITS": {"rate": 0.5, "burst": 240},
    # Number of proxies in front whose X-Forwarded-For is believed.
    "TRUSTED_PROXIES": 0,
    # Dotted names of further removers, for what a site itself keeps of visitors; see `retention`.
    "REMOVERS": (),
    # Labels on a sheet of A4: across, down, width and height of one in millimetres.
    "LABEL_SHEET": (3, 8, 70, 36),
    # Days after the first report in which a group can correct how many letters it has posted.
    "PACK_CORRECTION_DAYS": 30,
    # Whether the engine of WAGTAILLOCALIZE_MACHINE_TRANSLATOR runs on machines of the house.
    "MACHINE_IS_OURS": False,
    # Origins (https://example.org) that may sign through the API.
    "API_ORIGINS": (),
    # Whether a translation is published by somebody else than who wrote it.
    "FOUR_EYES": True,
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


def mail_server(names_organisation: bool) -> dict[str, Any] | None:
    """The server for mails that may tell whose they are, or must not; None where there is none."""
    chosen: dict[str, Any] | None = get("SMTP" if names_organisation else "NEUTRAL_SMTP")
    return chosen


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
