"""Charts: every bar as long as its number, every label as it was, in both directions."""

from collections.abc import Callable, Sequence
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.charts import COLUMN_HEIGHT, Bar, Frame, columns, rows

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>"&\x00\ud800\ufffe'
LABELS = st.text(max_size=30).filter(lambda text: "\r" not in text)
BARS = st.lists(st.builds(Bar, LABELS, st.integers(0, 10**9), st.just("n")), min_size=1)
Chart = Callable[[Sequence[Bar], Frame], str]
CHARTS = pytest.mark.parametrize("chart", [columns, rows])


def frame(*, rtl: bool = False) -> Frame:
    return Frame("days", "Letters", "From 1 to 3", rtl=rtl)


def bar(value: int, label: str = "x") -> Bar:
    return Bar(label, value, str(value))


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own document


def drawn(svg: str) -> list[dict[str, float]]:
    """Left, top, width and height of each bar; parsing proves that the document is one."""
    found = parsed(svg).findall(f"{SVG}rect")
    names = ("x", "y", "width", "height")
    return [{name: float(each.attrib[name].rstrip("%")) for name in names} for each in found]


@given(BARS)
def test_columns_rise_with_their_numbers_and_stay_in_the_frame(bars: list[Bar]) -> None:
    boxes = drawn(columns(bars, frame()))

    by_value = sorted(zip(bars, boxes, strict=True), key=lambda pair: pair[0].value)
    heights = [box["height"] for _bar, box in by_value]
    assert heights == sorted(heights)
    assert all(0 <= box["height"] <= COLUMN_HEIGHT for box in boxes)
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 100.001 for box in boxes)


@given(BARS)
def test_lying_bars_grow_with_their_numbers(bars: list[Bar]) -> None:
    boxes = drawn(rows(bars, frame()))

    by_value = sorted(zip(bars, boxes, strict=True), key=lambda pair: pair[0].value)
    widths = [box["width"] for _bar, box in by_value]
    assert widths == sorted(widths)
    assert all(0 <= box["width"] <= 100 for box in boxes)


@CHARTS
@given(bars=BARS)
def test_the_other_direction_is_the_mirror(chart: Chart, bars: list[Bar]) -> None:
    pairs = zip(drawn(chart(bars, frame())), drawn(chart(bars, frame(rtl=True))), strict=True)

    for left, right in pairs:
        assert right["x"] == pytest.approx(100 - left["x"] - left["width"], abs=0.001)
        assert (right["width"], right["height"]) == (left["width"], left["height"])


@CHARTS
def test_labels_are_text_whatever_they_hold(chart: Chart) -> None:
    document = parsed(chart([bar(1, HOSTILE)], frame()))

    titles = [each.text for each in document.findall(f"{SVG}rect/{SVG}title")]
    assert titles == ['<script>"&: 1']
    assert document.findall(f".//{SVG}script") == []


@CHARTS
def test_nothing_but_zeros_is_drawn_flat(chart: Chart) -> None:
    measure = "height" if chart is columns else "width"

    assert [box[measure] for box in drawn(chart([bar(0), bar(0)], frame()))] == [0, 0]


@CHARTS
def test_no_bars_no_chart(chart: Chart) -> None:
    assert chart([], frame()) == ""


@CHARTS
def test_the_chart_names_itself(chart: Chart) -> None:
    document = parsed(chart([bar(1)], frame()))
    named = {each.attrib["id"]: each.text for each in document if "id" in each.attrib}

    assert document.attrib["role"] == "img"
    assert document.attrib["aria-labelledby"].split() == list(named)
    assert list(named.values()) == ["Letters", "From 1 to 3"]


@pytest.mark.parametrize(("rtl", "places"), [(False, ["0%", "100%"]), (True, ["100%", "0%"])])
def test_first_and_last_column_are_labelled_where_they_stand(rtl: bool, places: list[str]) -> None:
    bars = [bar(1, "first"), bar(2, "middle"), bar(3, "last")]
    document = parsed(columns(bars, frame(rtl=rtl)))

    texts = document.findall(f"{SVG}text")
    found = {(each.text or "").strip("\u2068\u2069"): each.attrib["x"] for each in texts}
    assert [found["first"], found["last"], "middle" in found] == [*places, False]


def test_long_label_is_cut_beside_its_bar_and_whole_in_its_title() -> None:
    document = parsed(rows([bar(1, "x" * 60)], frame()))

    beside, value = (each.text for each in document.findall(f"{SVG}text"))
    assert (beside, value) == ("x" * 29 + "…", "1")
    assert document.findtext(f"{SVG}rect/{SVG}title") == "x" * 60 + ": 1"
