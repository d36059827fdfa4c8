"""What all sheets share: words that stay words, figures in their places, one page if it can be."""

import pytest

from campaigns.letters.sheets import block, draw, figure, fitting, main, own_way, page, shown
from tests.letters.sheets_of import HOSTILE, kinds, picture
from tests.letters.test_pdf import VECTORS


def test_markup_of_others_is_text_and_what_no_font_draws_is_left_out() -> None:
    assert shown(f" {HOSTILE}\nb ") == (
        "&lt;script&gt;x&lt;/script&gt;{{7*7}}&lt;img src=&quot;file:///etc/passwd&quot;&gt;"
        "&amp;lt;&quot;&lt;/style&gt;<br>b"
    )


@pytest.mark.parametrize(("text", "way"), [("A. B.", "ltr"), ("م. ع.", "rtl")])
def test_a_text_keeps_its_own_direction(text: str, way: str) -> None:
    assert own_way(text).startswith(f'<span dir="{way}"')


def test_nothing_is_no_block() -> None:
    assert block("p", "") == ""


def test_elements_come_in_reading_order_with_words_for_figures() -> None:
    body = block("h1", "A") + figure("qr", "The “form”") + block("h2", "B") + block("p", "C")
    style = ".qr { width: 30mm; height: 30mm }"
    drawn = draw(page("de", "T", style, body, size=12), "de", address="https://a.example").pages[0]

    assert kinds(drawn) == ["H1", "Figure", "H2", "P"]
    assert [each.alt for each in drawn.elements] == ["", "The “form”", "", ""]
    assert (drawn.ink.operators.count(b"/Figure <</MCID"), drawn.picture) == (1, None)


def test_a_picture_fills_its_box() -> None:
    style = ".picture { width: 100mm; height: 50mm }"
    html = page("de", "T", style, figure("picture", "A door"), size=12)
    drawn = draw(html, "de", picture=picture()).pages[0]

    assert drawn.picture == picture()
    # 17 mm from the left, 16 mm from the top; in points from the lower left corner.
    place = b"q 283.464567 0 0 141.732283 48.188976 654.80315 cm /%s Do Q"
    assert place % picture().name.encode() in drawn.ink.operators.splitlines()


def test_a_box_for_a_picture_without_one_is_a_mistake() -> None:
    html = page("de", "T", "", figure("picture", ""), size=12)

    with pytest.raises(ValueError, match="needs one"):
        draw(html, "de")


def tall(height: int) -> str:
    style = f".tall {{ height: {height}mm }}"
    return page("de", "T", style, main('<div class="tall"></div>'), size=9)


def test_the_first_that_fits_is_taken_and_the_rest_is_not_made() -> None:
    made: list[int] = []

    def candidate(height: int) -> str:
        made.append(height)
        return tall(height)

    chosen = fitting((lambda h=h: candidate(h) for h in (400, 200, 150, 100)), lowest_mm=170)

    assert (chosen, made) == (tall(150), [400, 200, 150])


def test_without_one_that_fits_the_last_is_taken() -> None:
    assert fitting([lambda: tall(500), lambda: tall(400)]) == tall(400)


def test_pages_after_the_last_allowed_one_are_not_drawn() -> None:
    style = "p { break-after: page }"
    html = page("de", "T", style, block("p", "A") + block("p", "B") + block("p", "C"), size=9)

    assert len(draw(html, "de", most=2).pages) == 2


@pytest.mark.parametrize("vector", VECTORS)
def test_should_markup_come_through_a_sheet_fetches_nothing(
    vector: str, door: tuple[str, list[str]]
) -> None:
    url, knocks = door
    draw(page("de", "T", "", vector.format(url=url), size=12), "de")
    assert knocks == []
