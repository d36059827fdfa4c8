"""System checks: what a site has to set before campaigns can run on it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.utils.module_loading import import_string

from campaigns import conf
from campaigns.dispatch.channels.base import Channel
from campaigns.letters.languages import LANGUAGES


@register()
def check_languages(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    known = {code for code, _name in settings.LANGUAGES}
    unknown = [code for code in conf.public_languages() if code not in known]
    messages: list[CheckMessage] = []
    if unknown:
        messages.append(
            Error(
                f"CAMPAIGNS['PUBLIC_LANGUAGES'] names {', '.join(unknown)}, not in LANGUAGES.",
                hint="Add the language to LANGUAGES and WAGTAIL_CONTENT_LANGUAGES.",
                id="campaigns.E001",
            )
        )
    unwritable = [code for code in known if code not in LANGUAGES]
    if unwritable:
        messages.append(
            Warning(
                f"No letters can be written in {', '.join(sorted(unwritable))}.",
                hint="Add an entry to campaigns/letters/languages.py.",
                id="campaigns.W001",
            )
        )
    return messages


@register()
def check_receipt_secret(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if conf.get("RECEIPT_SECRET"):
        return []
    return [
        Error(
            "CAMPAIGNS['RECEIPT_SECRET'] is not set.",
            hint="Set it to a long random string, apart from SECRET_KEY.",
            id="campaigns.E002",
        )
    ]


@register()
def check_live_status(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if getattr(settings, "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE", True) is False:
        return []
    return [
        Error(
            "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE must be False.",
            hint="Otherwise a letter submitted for translation goes live in its source language.",
            id="campaigns.E003",
        )
    ]


@register()
def check_private_places(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Journal and bundles have a place, and no web server hands it out."""
    served = [Path(root).resolve() for root in (settings.MEDIA_ROOT, settings.STATIC_ROOT) if root]
    messages: list[CheckMessage] = []
    for key in ("JOURNAL", "PRIVATE_STORAGE"):
        place = conf.get(key)
        if not place:
            messages.append(
                Error(
                    f"CAMPAIGNS['{key}'] is not set.",
                    hint="Set it to a path that no server serves and backups of the database leave "
                    "alone; README says what lies there.",
                    id="campaigns.E004",
                )
            )
        elif any(Path(place).resolve().is_relative_to(root) for root in served):
            messages.append(
                Error(
                    f"CAMPAIGNS['{key}'] lies below MEDIA_ROOT or STATIC_ROOT, which are served.",
                    hint="Choose a directory of its own.",
                    id="campaigns.E005",
                )
            )
    return messages


@register()
def check_channels(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every channel is there, and none of them only pretends to send."""
    found = ((name, channel_fault(path)) for name, path in conf.get("CHANNELS").items())
    return [
        Error(
            f"CAMPAIGNS['CHANNELS']['{name}'] {fault}.",
            hint="Give the dotted path of a class that extends Channel; `memory` is for tests.",
            id="campaigns.E006",
        )
        for name, fault in found
        if fault
    ]


def channel_fault(path: str) -> str:
    """What is wrong with a channel's class; empty for nothing."""
    try:
        channel = import_string(path)
    except ImportError:
        return "cannot be imported"
    if not (isinstance(channel, type) and issubclass(channel, Channel)):
        return "is no channel"
    return "sends nothing: it is for tests" if channel.for_tests and not settings.DEBUG else ""
