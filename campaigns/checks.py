"""System checks: what a site has to set before campaigns can run on it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.utils.module_loading import import_string

from campaigns import conf
from campaigns.dispatch.channels.base import Channel
from campaigns.letters.labels import LabelSheet
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
                hint="Add an entry to campaigns/letters/language_table.py.",
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
def check_limits(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    limits, hops = conf.get("LIMITS"), conf.get("TRUSTED_PROXIES")
    fit = limits is None or (limits.get("rate", 0) > 0 and limits.get("burst", 0) >= 1)
    if fit and isinstance(hops, int) and hops >= 0:
        return []
    return [
        Error(
            "CAMPAIGNS['LIMITS'] or CAMPAIGNS['TRUSTED_PROXIES'] has a value that means nothing.",
            hint="LIMITS: None, or rate above 0 and burst from 1. TRUSTED_PROXIES: 0 or more.",
            id="campaigns.E010",
        )
    ]


@register()
def check_smtp(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if _is_mail_server(conf.get("SMTP")):
        return []
    return [
        Error(
            "CAMPAIGNS['SMTP'] names no mail server.",
            hint="Give host, port and timeout (seconds): the server of the house that takes mails.",
            id="campaigns.E011",
        )
    ]


@register()
def check_neutral_smtp(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    chosen = conf.get("NEUTRAL_SMTP")
    if chosen is None or _is_mail_server(chosen):
        return []
    return [
        Error(
            "CAMPAIGNS['NEUTRAL_SMTP'] names no mail server.",
            hint="Give host, port and timeout (seconds) of a server that hides whose it is; "
            "with None, letters that must not name the organisation do not leave by e-mail.",
            id="campaigns.E012",
        )
    ]


def _is_mail_server(chosen: Any) -> bool:
    fit = isinstance(chosen, dict) and set(chosen) == {"host", "port", "timeout"}
    return bool(
        fit and chosen["host"] and chosen["port"] in range(1, 65_536) and chosen["timeout"] > 0
    )


@register()
def check_label_sheet(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    try:
        LabelSheet(*conf.get("LABEL_SHEET"))
    except (TypeError, ValueError) as error:
        hint = "Give across, down, width and height in millimetres, like (3, 8, 70, 36)."
        message = f"CAMPAIGNS['LABEL_SHEET'] is no sheet of labels: {error}."
        return [Error(message, hint=hint, id="campaigns.E006")]
    return []


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


@register(Tags.security, deploy=True)
def check_machine(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Nobody reads what the dummy engine says; and a third party is not the house."""
    chosen = getattr(settings, "WAGTAILLOCALIZE_MACHINE_TRANSLATOR", None) or {}
    name = str(chosen.get("CLASS", ""))
    messages: list[CheckMessage] = []
    if ".dummy." in name:
        messages.append(
            Error(
                "The dummy machine translator turns words round; it is for tests.",
                hint="Unset WAGTAILLOCALIZE_MACHINE_TRANSLATOR, or name another engine.",
                id="campaigns.E004",
            )
        )
    if conf.get("MACHINE_IS_OURS") and not name.endswith(("LibreTranslate", "LibreTranslator")):
        messages.append(
            Error(
                "CAMPAIGNS['MACHINE_IS_OURS'] is set, and the engine is not LibreTranslate.",
                hint="Letters would go to a third party without the consent that the case records.",
                id="campaigns.E005",
            )
        )
    return messages


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
                    "alone; docs/settings.md says what lies there.",
                    id="campaigns.E007",
                )
            )
        elif any(Path(place).resolve().is_relative_to(root) for root in served):
            messages.append(
                Error(
                    f"CAMPAIGNS['{key}'] lies below MEDIA_ROOT or STATIC_ROOT, which are served.",
                    hint="Choose a directory of its own.",
                    id="campaigns.E008",
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
            id="campaigns.E009",
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
