"""What a translated string must keep of its source."""

import pytest

from campaigns.translating.checks import absent_names, refusals


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Sehr geehrter Herr Minister,", "Sayın Bakan,"),
        ("*Deniz Örnekçi* ist frei.", "*Deniz Örnekçi'nin* davası."),
        ("{count} Briefe", "{count} mektup"),
        ("Ohne Namen", "*Deniz* adıyla"),
    ],
)
def test_faithful_text_is_not_refused(source: str, target: str) -> None:
    assert refusals(source, target, plain=True) == []


@pytest.mark.parametrize(
    ("source", "target", "sentence"),
    [
        ("{count} Briefe", "mektup", "Keep the placeholder {count}."),
        ("Briefe", "{n} mektup", "The source has no placeholder {n}."),
        ("*Anna*", "Anna", "Mark the name in bold as the source does: *…*."),
        (
            "*Anna*",
            "*Anna",
            "A * has no partner. Bold is marked with one * before and one after.",
        ),
    ],
)
def test_what_is_lost_is_named(source: str, target: str, sentence: str, english: None) -> None:
    assert refusals(source, target, plain=True) == [sentence]


def test_tags_of_rich_text_are_kept(english: None) -> None:
    source = 'Ein <a id="a1">Wort</a> und <b>fett</b>'

    assert refusals(source, '<b>x</b> <a id="a1">y</a>', plain=False) == []
    assert refusals(source, "<b>x</b>", plain=False) == [
        'Keep the marks of the source: </a>, <a id="a1">.'
    ]


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ("Wort <script>x</script>", "</script>, <script>"),
        ('<img src="x" onerror="y">', '<img src="x" onerror="y">'),
        ('<b onclick="y">x</b>', '<b onclick="y">'),
        ('<a id="a2">x</a>', '</a>, <a id="a2">'),
        ("1 < 2", "< 2"),
        ("<<b>x</b>", "<"),
    ],
)
def test_marks_that_the_source_lacks_are_refused(target: str, shown: str, english: None) -> None:
    sentence = f"Only the marks of the source can stand here, not {shown}."

    assert refusals("Ein Wort", target, plain=False) == [sentence]


def test_simple_marks_are_welcome() -> None:
    assert refusals("Ein Wort", "<b>x</b><br/><i>y</i> &lt;z&gt;", plain=False) == []


def test_inflected_name_is_there_and_another_is_missed() -> None:
    assert absent_names("Deniz Örnekçi'nin davası", ["Deniz Örnekçi"]) == []
    assert absent_names("Davası sürüyor", ["Deniz Örnekçi"]) == ["Deniz Örnekçi"]
