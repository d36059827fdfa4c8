"""The story of a page as lines for paper."""

import pytest

from campaigns.packs.story import demands, paragraphs, silent_about
from tests.factories.sites import Tree, case_page

TEXT = (
    "<p>Am <b>Morgen</b> kamen&nbsp;sie.</p><p></p><ul><li>Zwei &amp; drei</li></ul><p>A<br/>B</p>"
)


def test_running_text_is_told_without_markup_headings_and_form(tree: Tree) -> None:
    page = case_page(tree, body=[("heading", "Vorher"), ("text", TEXT), ("text", "<p>Dann.</p>")])

    assert paragraphs(page) == ("Am Morgen kamen sie.", "Zwei & drei", "A", "B", "Dann.")


def test_demands_are_one_a_line(tree: Tree) -> None:
    assert demands(case_page(tree, demands=" Freilassen\n\nJetzt ")) == ("Freilassen", "Jetzt")


@pytest.mark.parametrize(
    ("name", "left"),
    [("The  house", ("Free her.",)), ("", ("Free her.", "Says THE\nHOUSE."))],
)
def test_what_names_the_organisation_is_left_out(name: str, left: tuple[str, ...]) -> None:
    assert silent_about(name, ("Free her.", "Says THE\nHOUSE.")) == left
