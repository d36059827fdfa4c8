"""What tells who writes is found in any dress, and in nothing else."""

import pytest

from campaigns.letters.telling import House, address_names, domains_in, names, registered

NAME = "Signs against Forgetting"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We are SIGNS  Against\nForgetting!", True),
        ("We are *Signs against* Forgetting.", True),
        ("We are Si*gns against For*getting.", True),
        ("We are Signs-against-Forgetting.", True),
        ("We are Signs\N{NON-BREAKING HYPHEN}against Forgetting.", True),
        ("We are Sig\N{SOFT HYPHEN}ns against For\N{ZERO WIDTH SPACE}getting.", True),
        (
            "We are \N{FIRST STRONG ISOLATE}Signs\N{POP DIRECTIONAL ISOLATE} against Forgetting",
            True,
        ),
        ("We are “Signs” (against Forgetting)", True),
        ("SignsAgainstForgetting", True),
        ("We are Signs", False),
        ("Signs against the Forgetting", False),
        ("", False),
    ],
)
def test_name_is_found_in_any_dress(text: str, found: bool) -> None:
    assert names(text, NAME) is found


@pytest.mark.parametrize("name", ["", " ", "*", "\N{SOFT HYPHEN}"])
def test_name_without_a_letter_stands_nowhere(name: str) -> None:
    assert names("a * b \N{SOFT HYPHEN}", name) is False


def test_name_of_one_word_is_not_put_together_from_several() -> None:
    assert (names("Ankara halkı", "Aha"), names("A-ha!", "Aha")) == (False, True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to post@signs.example.", True),
        ("See WWW.Signs.Example/turkey", True),
        ("post@*signs*.exam\N{SOFT HYPHEN}ple", True),
        ("post@other.example", False),
        ("post@othersigns.example", False),
        ("signs example", False),
    ],
)
def test_domain_of_the_house_is_found_with_what_stands_below_it(text: str, found: bool) -> None:
    assert House(domains=frozenset({"signs.example", "x.org"})).is_told_by(text) is found
    assert House().is_told_by(text) is False


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("post@mail.signs.example", ["signs.example"]),
        ("Signs, St.Gallen, www.Signs.Example, a@b.co.uk", ["signs.example", "b.co.uk"]),
        ("Signs e.V., Str.12, 10115 Berlin, signs.example", ["signs.example"]),
        ("https://briefe.signs.org.tr/x", ["signs.org.tr"]),
        ("", []),
    ],
)
def test_domains_are_those_of_addresses(text: str, found: list[str]) -> None:
    assert list(domains_in(text)) == found


@pytest.mark.parametrize(
    ("domain", "part"),
    [
        ("haus.example", "haus.example"),
        ("a.b.Haus.example", "haus.example"),
        ("co.uk", "co.uk"),
        ("haus.co.uk", "haus.co.uk"),
        ("mail.haus.co.uk", "haus.co.uk"),
        ("mail.ngo.de", "ngo.de"),
    ],
)
def test_registered_part_of_a_domain(domain: str, part: str) -> None:
    assert registered(domain) == part


@pytest.mark.parametrize(
    ("address", "name", "found"),
    [
        ("hausamsee@gmx.example", "Haus am See", True),
        ("haus-am-see@gmx.example", "Haus am See", True),
        ("post@haus.am.see.example", "Haus am See", True),
        ("post@HausAmSee.example", "Haus-am-See", True),
        ("haeftlinge@gmx.example", "Häftlinge", True),
        ("haftlinge@gmx.example", "Häftlinge", True),
        ("post@seehaus.example", "Haus am See", False),
        ("post@mail.example", "AI", False),
        ("ai@mail.example", "AI", True),
        ("post@mail.example", "", False),
        ("", "Haus", False),
    ],
)
def test_name_in_an_address_has_no_blanks(address: str, name: str, found: bool) -> None:
    assert address_names(address, name) is found
