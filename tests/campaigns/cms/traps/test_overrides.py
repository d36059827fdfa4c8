"""Pictures and links that one language has for itself: somebody else publishes them, too."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.log_actions import LogContext
from wagtail.models import Locale
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation
from wagtail_localize.operations import translate_object

from campaigns.models.four_eyes import overrides_message, own_overrides
from campaigns.roles import EDITOR
from tests.campaigns.cms.traps.visits import localize, said, step
from tests.factories.people import browser_of, person
from tests.factories.sites import Tree, standard_page
from tests.factories.translating import write_page

pytestmark = pytest.mark.django_db

LINK = "https://example.org/fr"
MORE = '<p><a href="%s">Mehr</a></p>'


def image() -> Any:
    return get_image_model().objects.create(title="x", file=get_test_image_file())


@pytest.fixture
def me(editor: Client) -> Any:
    return get_user_model().objects.get(username="editor")


@pytest.fixture
def french(tree: Tree, author: Any) -> Translation:
    """A page with a picture and a link, whose words somebody has translated."""
    block = {"image": image(), "alt": "Ein Fenster", "caption": ""}
    text = MORE % "https://example.org/de"
    page = standard_page(tree, body=[("picture", block), ("text", text)])
    translate_object(page, [Locale.objects.get(language_code="fr")])
    translation = Translation.objects.get()
    write_page(translation, author)
    return translation


def override(browser: Client, translation: Translation, value: Any, *, kind: str) -> None:
    """As the standard editor does; `kind`: how the path of the segment ends."""
    segment = OverridableSegment.objects.get(context__path__endswith=kind)
    answer = browser.put(
        localize("edit_override", translation.pk, segment.pk),
        urlencode({"value": value}),
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code in (200, 201)


def relinked(browser: Client, translation: Translation) -> None:
    override(browser, translation, LINK, kind="'")


def repictured(browser: Client, translation: Translation) -> None:
    override(browser, translation, image().pk, kind=".image")


def is_live(translation: Translation) -> bool:
    return bool(translation.get_target_instance().live)


@pytest.mark.parametrize(("change", "named"), [(relinked, "Text"), (repictured, "Picture – Image")])
def test_who_changed_a_picture_or_link_does_not_publish_it(
    editor: Client, french: Translation, change: Any, named: str
) -> None:
    change(editor, french)

    answer = editor.post(step("publish", french), follow=True)

    assert said(answer) == [
        "You have changed some of these pictures or links yourself. "
        f"Somebody else has to publish them. ({named})"
    ]
    assert is_live(french) is False


@pytest.mark.parametrize("change", [relinked, repictured])
def test_own_pictures_and_links_are_published_by_no_door(
    editor: Client, french: Translation, change: Any
) -> None:
    change(editor, french)
    french.save_target(publish=False)
    target = french.get_target_instance()
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    editor.post(reverse("wagtailadmin_pages:edit", args=[target.pk]), {"action": "publish"})
    editor.post(f"{bulk}?id={target.pk}", {"include_descendants": ""})

    assert is_live(french) is False


def test_somebody_else_publishes_it_and_then_it_is_nobodys_any_more(
    editor: Client, reviewer: Client, french: Translation, me: Any
) -> None:
    relinked(editor, french)
    assert own_overrides(french.get_target_instance(), me).count() == 1

    reviewer.post(step("publish", french))

    target = french.get_target_instance()
    assert (target.live, target.body.raw_data[1]["value"]) == (True, MORE % LINK)
    assert own_overrides(target, me).count() == 0
    editor.post(step("publish", french))
    assert is_live(french) is True


def test_who_changed_it_last_counts(editor: Client, french: Translation) -> None:
    relinked(editor, french)
    relinked(browser_of(person(EDITOR, name="second")), french)

    editor.post(step("publish", french))

    assert is_live(french) is True


@pytest.mark.parametrize("change", [relinked, repictured])
def test_change_of_a_page_that_is_live_waits_for_somebody_else(
    editor: Client, reviewer: Client, french: Translation, me: Any, change: Any
) -> None:
    """wagtail-localize writes a draft into the live row itself."""
    reviewer.post(step("publish", french))
    before = french.get_target_instance()
    change(editor, french)

    with LogContext(user=me):
        before.save()
        with pytest.raises(ValidationError, match=overrides_message()):
            french.save_target(publish=False)

    assert list(french.get_target_instance().body.raw_data) == list(before.body.raw_data)


def test_house_of_one_person_can_do_without(
    editor: Client, french: Translation, settings: Any
) -> None:
    settings.CAMPAIGNS = {**settings.CAMPAIGNS, "FOUR_EYES": False}
    relinked(editor, french)

    editor.post(step("publish", french))

    assert (is_live(french), SegmentOverride.objects.count()) == (True, 1)
