"""System checks: what a site has to set before campaigns can run on it."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from campaigns import conf
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
