"""Names of places, for letters and for pages."""

import pytest
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from campaigns.translating.labels import labels_of
from campaigns.translating.segments import segments_of
from tests.factories.sites import Tree, case_page

pytestmark = pytest.mark.django_db

BODY = [
    ("heading", "Am Morgen"),
    ("text", "<p>Sie kamen.</p><p>Sie gingen.</p>"),
    ("quote", {"text": "Schreibt weiter.", "source": "2025"}),
]


def labels(translation: Translation) -> list[str]:
    segments = segments_of(translation)
    return list(labels_of(translation.source.as_instance(), segments).values())


def test_paragraphs_of_a_letter_are_counted(turkish: Translation, english: None) -> None:
    assert labels(turkish) == ["Subject", "Salutation", "Paragraph 1", "Paragraph 2", "Closing"]


def test_blocks_of_a_page_are_named_with_their_parts(tree: Tree, english: None) -> None:
    page = case_page(tree, body=BODY, title="Anna")
    translate_object(page, [tree.homes["fr"].locale])
    found = labels(Translation.objects.get(target_locale=tree.homes["fr"].locale))

    assert found == [
        "Title",
        "Slug",
        "Summary",
        "Heading",
        "Text 1",
        "Text 2",
        "Quotation – Quotation",
        "Quotation – Source",
    ]
