"""System checks: a wrong setting is told by name, with what to do."""

from typing import Any

import pytest
from django.core.checks import run_checks

MEMORY = "campaigns.dispatch.channels.memory.MemoryChannel"

PLACES = {"RECEIPT_SECRET": "x", "JOURNAL": "/x/journal", "PRIVATE_STORAGE": "/x/private"}


def found() -> list[str]:
    return [each.id for each in run_checks() if str(each.id).startswith("campaigns.")]


def test_reference_site_has_nothing_to_be_told() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("CAMPAIGNS", {**PLACES, "RECEIPT_SECRET": ""}, ["campaigns.E002"]),
        ("CAMPAIGNS", {**PLACES, "PUBLIC_LANGUAGES": ("xx",)}, ["campaigns.E001"]),
        ("CAMPAIGNS", {**PLACES, "LABEL_SHEET": (9, 9, 70, 36)}, ["campaigns.E006"]),
        ("CAMPAIGNS", {**PLACES, "LABEL_SHEET": "3x8"}, ["campaigns.E006"]),
        ("WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE", True, ["campaigns.E003"]),
    ],
)
def test_wrong_setting_is_told(settings: Any, name: str, value: Any, expected: list[str]) -> None:
    setattr(settings, name, value)

    assert found() == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"JOURNAL": ""}, ["campaigns.E007"]),
        ({"PRIVATE_STORAGE": ""}, ["campaigns.E007"]),
        ({"PRIVATE_STORAGE": "MEDIA/bundles"}, ["campaigns.E008"]),
        ({"CHANNELS": {"pigeon": "no.such.Pigeon"}}, ["campaigns.E009"]),
        ({"SMTP": {"host": "", "port": 25, "timeout": 60}}, ["campaigns.E011"]),
        ({"SMTP": {"host": "localhost", "port": 0, "timeout": 60}}, ["campaigns.E011"]),
        ({"SMTP": {"host": "localhost", "port": 25}}, ["campaigns.E011"]),
        ({"SMTP": {"host": "localhost", "port": 25, "timeout": 60}}, []),
        ({"NEUTRAL_SMTP": None}, []),
        ({"NEUTRAL_SMTP": {"host": "localhost", "port": 25, "timeout": 60}}, []),
        ({"NEUTRAL_SMTP": {}}, ["campaigns.E012"]),
        ({"NEUTRAL_SMTP": "localhost"}, ["campaigns.E012"]),
        ({"NEUTRAL_SMTP": {"host": "localhost", "port": 25, "timeout": 0}}, ["campaigns.E012"]),
        ({"CHANNELS": {"pigeon": "campaigns.conf.get"}}, ["campaigns.E009"]),
        ({"CHANNELS": {"memory": MEMORY}}, ["campaigns.E009"]),
    ],
)
def test_wrong_setting_of_the_dispatch_is_told(
    settings: Any, changes: dict[str, Any], expected: list[str]
) -> None:
    if "MEDIA" in str(changes.get("PRIVATE_STORAGE")):
        changes = {"PRIVATE_STORAGE": str(settings.MEDIA_ROOT / "bundles")}
    settings.CAMPAIGNS = {**settings.CAMPAIGNS, **changes}

    assert found() == expected


def test_channel_of_tests_may_be_used_while_developing(settings: Any) -> None:
    settings.CAMPAIGNS = {**settings.CAMPAIGNS, "CHANNELS": {"memory": MEMORY}}
    settings.DEBUG = True

    assert found() == []


def test_language_without_letters_is_told(settings: Any) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, ("tlh", "tlhIngan Hol")]

    assert found() == ["campaigns.W001"]


def test_missing_setting_of_translations_is_told(settings: Any) -> None:
    del settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE

    assert found() == ["campaigns.E003"]


def test_message_names_the_language_and_the_hint_says_what_to_do(settings: Any) -> None:
    settings.CAMPAIGNS = {"RECEIPT_SECRET": "x", "PUBLIC_LANGUAGES": ("de", "xx", "yy")}

    (message,) = [each for each in run_checks() if each.id == "campaigns.E001"]
    assert message.msg == "CAMPAIGNS['PUBLIC_LANGUAGES'] names xx, yy, not in LANGUAGES."
    assert message.hint == "Add the language to LANGUAGES and WAGTAIL_CONTENT_LANGUAGES."


@pytest.mark.parametrize(
    ("name", "ours", "expected"),
    [
        ("campaigns.translating.engines.LibreTranslate", True, []),
        ("campaigns.translating.engines.LibreTranslate", False, []),
        ("campaigns.translating.engines.DeepL", False, []),
        ("campaigns.translating.engines.DeepL", True, ["campaigns.E005"]),
        (
            "wagtail_localize.machine_translators.dummy.DummyTranslator",
            False,
            ["campaigns.E004"],
        ),
        (None, True, ["campaigns.E005"]),
        (None, False, []),
    ],
)
def test_wrong_machine_is_told_on_deployment(
    settings: Any, name: str | None, ours: bool, expected: list[str]
) -> None:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": name} if name else None
    settings.CAMPAIGNS = {**settings.CAMPAIGNS, "MACHINE_IS_OURS": ours}

    told = run_checks(include_deployment_checks=True)

    assert [each.id for each in told if str(each.id).startswith("campaigns.")] == expected
