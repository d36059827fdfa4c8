"""wagtail-localize's own addresses: each asks for language, lock and role, and checks the words."""

import re
from typing import Any

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import encode_multipart
from django.urls import resolve, reverse
from django.utils import timezone
from wagtail_localize.models import OverridableSegment, StringTranslation, Translation
from wagtail_localize.wagtail_hooks import register_admin_urls

from campaigns.models import LetterText, StringEdit
from campaigns.roles import DISPATCHER, RESEARCHER, TRANSLATOR
from campaigns.translating.segments import segments_of
from tests.campaigns.cms.traps.visits import localize, said, served, step
from tests.factories.people import browser_of, person
from tests.factories.translating import write
from tests.factories.translations import submit

pytestmark = pytest.mark.django_db


def string_address(translation: Translation, field: str = "closing") -> str:
    segment = next(each for each in segments_of(translation) if each.field == field)
    return localize("edit_string_translation", translation.pk, segment.pk)


def put(browser: Client, address: str, value: str) -> Any:
    body = encode_multipart("b", {"value": value})
    return browser.put(address, body, content_type="multipart/form-data; boundary=b")


def owner(address: str) -> str:
    """The package of the view behind an address."""
    view = resolve(f"/admin/localize/{address}").func
    module = getattr(view, "view_class", getattr(view, "cls", view)).__module__
    return str(module.partition(".")[0])


def test_every_address_of_wagtail_localize_leads_to_a_door_of_ours() -> None:
    """A door that a later release adds is found here; the catalogue of its script is none."""
    [included] = register_admin_urls()
    addresses = {
        re.sub(r"<\w+:\w+>", "1", str(each.pattern)): each.name for each in included.url_patterns
    }

    theirs = {name for address, name in addresses.items() if owner(address) != "campaigns"}

    assert len(addresses) == 17
    assert theirs == {"javascript_catalog"}


def test_translator_writes_a_string_and_history_remembers_it(
    translator: Client, turkish: Translation
) -> None:
    made, changed = (put(translator, string_address(turkish), text) for text in ("Bir", "İki"))

    assert (made.status_code, changed.status_code) == (201, 200)
    assert list(StringEdit.objects.order_by("pk").values_list("target", "person__username")) == [
        ("Bir", "translator"),
        ("İki", "translator"),
    ]


def test_string_of_the_standard_editor_is_text_and_not_markup(
    translator: Client, turkish: Translation
) -> None:
    put(translator, string_address(turkish), "Bir &amp; iki")

    assert segments_of(turkish)[-1].target == "Bir & iki"


def test_deleted_string_is_missing_again(translator: Client, turkish: Translation) -> None:
    address = string_address(turkish)
    put(translator, address, "Bir")

    answers = [translator.delete(address).status_code for _time in range(2)]

    assert answers == [200, 404]
    assert StringTranslation.objects.count() == 0


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("Anna Berger", "Mark the name in bold as the source does: *…*."),
        ("*Anna*", "Keep the placeholder {name}."),
    ],
)
def test_string_that_lost_bold_or_a_placeholder_is_refused(
    translator: Client, german: LetterText, value: str, sentence: str
) -> None:
    german.subject = "Für *Anna* {name}" if "name" in sentence and "{" in sentence else "*Anna*"
    german.live = False
    german.save()
    turkish = submit(german, "tr")

    answer = put(translator, string_address(turkish, "subject"), value)

    assert (answer.status_code, answer.json()["messages"]) == (400, [sentence])
    assert StringTranslation.objects.count() == 0


def test_string_of_another_translation_is_not_found(
    translator: Client, german: LetterText, turkish: Translation
) -> None:
    address = localize("edit_string_translation", turkish.pk, 999_999)

    assert put(translator, address, "Bir").status_code == 404


def test_locked_text_takes_no_string(translator: Client, turkish: Translation) -> None:
    text = turkish.get_target_instance()
    text.locked, text.locked_by, text.locked_at = True, person(name="locker"), timezone.now()
    text.save()

    answer = put(translator, string_address(turkish), "Bir")

    assert (answer.status_code, StringTranslation.objects.count()) == (400, 0)


# Who comes in


def doors(translation: Translation) -> list[str]:
    pk = translation.pk
    return [
        localize("download_pofile", pk),
        localize("upload_pofile", pk),
        localize("machine_translate", pk),
        localize("preview_translation", pk),
        localize("stop_translation", pk),
        step("gates", translation),
        step("hand_in", translation),
        step("publish", translation),
    ]


@pytest.mark.parametrize(
    ("role", "languages"),
    [
        (TRANSLATOR, ["fa"]),
        (TRANSLATOR, []),
        (TRANSLATOR, None),
        (DISPATCHER, ["tr"]),
        (RESEARCHER, ["tr"]),
    ],
)
def test_other_languages_and_roles_are_refused_at_every_door(
    turkish: Translation, author: Any, role: str, languages: list[str] | None
) -> None:
    write(turkish, author)
    browser = browser_of(person(role, languages=languages))
    home = reverse("wagtailadmin_home")

    answers = {browser.post(door, {}).headers.get("Location") for door in doors(turkish)}
    answers.add(browser.get(step("desk", turkish)).url)
    string = put(browser, string_address(turkish), "Hacked")

    assert answers == {home}
    assert (string.status_code, segments_of(turkish)[-1].target) == (403, "Saygılarımla,")
    assert (Translation.objects.get().enabled, LetterText.objects.count()) == (True, 2)


@pytest.mark.parametrize("enabled", [True, False])
def test_doors_of_a_stopped_translation_are_closed_to_everybody(
    editor: Client, turkish: Translation, enabled: bool
) -> None:
    Translation.objects.update(enabled=enabled)

    answer = put(editor, string_address(turkish), "Bir")

    assert answer.status_code == (201 if enabled else 404)


# What a letter shares with the other languages


def test_appeal_of_a_letter_is_the_same_in_every_language(
    editor: Client, turkish: Translation
) -> None:
    """Nothing to override; and what an older release has left there is refused."""
    assert OverridableSegment.objects.count() == 0
    address = localize("edit_override", turkish.pk, 1)

    assert put(editor, address, "1").url == reverse("wagtailadmin_home")


def test_preview_of_a_letter_is_its_page(translator: Client, turkish: Translation) -> None:
    answer = translator.get(localize("preview_translation", turkish.pk))

    assert answer.url == step("preview", turkish)


# Lists


@pytest.mark.parametrize(
    ("role", "languages", "listed"),
    [
        (TRANSLATOR, ["tr"], ["tr"]),
        (TRANSLATOR, [], []),
        ("Editor", None, ["fa", "tr"]),
        ("Reviewer", None, ["fa", "tr"]),
        ("Reviewer", ["fa"], ["fa"]),
    ],
)
def test_report_lists_ones_own_languages(
    german: LetterText, turkish: Translation, role: str, languages: Any, listed: list[str]
) -> None:
    submit(german, "fa")
    browser = browser_of(person(role, languages=languages))

    answers = [
        browser.get(localize(name)).context["object_list"]
        for name in ("translations_report", "translations_report_results")
    ]

    assert [sorted(each.target_locale.language_code for each in answer) for answer in answers] == [
        listed,
        listed,
    ]


@pytest.mark.parametrize("role", [RESEARCHER, DISPATCHER])
def test_report_is_for_those_who_translate(role: str) -> None:
    browser = browser_of(person(role))

    assert browser.get(localize("translations_report")).url == reverse("wagtailadmin_home")


@pytest.mark.parametrize(
    ("role", "model", "shown"),
    [
        (TRANSLATOR, "lettertext", True),
        (TRANSLATOR, "case", False),
        (TRANSLATOR, "authority", False),
        (TRANSLATOR, "translator", False),
        (DISPATCHER, "case", False),
        (DISPATCHER, "appeal", True),
        ("Editor", "case", True),
    ],
)
def test_rows_of_a_model_are_listed_for_those_who_may_see_it(
    german: LetterText, role: str, model: str, shown: bool
) -> None:
    browser = browser_of(person(role, languages=["tr"]))

    listing = browser.get(localize("snippets_api_listing", "campaigns", model))
    detail = browser.get(localize("snippets_api_detail", "campaigns", model, 1))

    assert (listing.status_code == 200) is shown
    assert detail.status_code in ({200, 404} if shown else {302, 403})


# Files


def test_po_file_goes_out_and_comes_back_with_a_report(
    translator: Client, turkish: Translation
) -> None:
    catalogue = polib.pofile(
        translator.get(localize("download_pofile", turkish.pk)).content.decode()
    )
    words = {"closing": "Saygılarımla,", "subject": "*Anna için"}
    for entry in catalogue:
        entry.msgstr = words.get(entry.msgctxt, "")
    file = SimpleUploadedFile("tr.po", str(catalogue).encode())

    answer = translator.post(localize("upload_pofile", turkish.pk), {"file": file}, follow=True)

    taken, refused_one = said(answer)
    assert taken == "Taken: 1. Unchanged: 3. Not taken: 1."
    assert refused_one.startswith("subject: ")
    assert segments_of(turkish)[-1].target == "Saygılarımla,"
    assert served(turkish) == []


@pytest.mark.parametrize("content", [None, b"", b"msgid", b"\xff\xfe\x00"])
def test_broken_po_file_changes_nothing_and_says_so(
    translator: Client, turkish: Translation, content: bytes | None
) -> None:
    fields = {} if content is None else {"file": SimpleUploadedFile("x.po", content)}

    answer = translator.post(localize("upload_pofile", turkish.pk), fields, follow=True)

    assert (answer.status_code, bool(said(answer))) == (200, True)
    assert StringTranslation.objects.count() == 0
