"""What answers carry: no cookie, nothing for caches to keep, nothing in addresses."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import Appeal
from tests.factories.sites import Tree, case_page, standard_page, success_page
from tests.factories.visits import address, browser, hidden_fields, read, signed

pytestmark = pytest.mark.django_db

INITIALS = "Q.\u00a0X."


def pages(tree: Tree, appeal: Appeal) -> dict[str, Any]:
    """Answers to GET on every kind of public page."""
    visitor = browser()
    urls = {
        "root": "/",
        "home": "/de/",
        "cases": tree.cases["de"].url,
        "case": case_page(tree, appeal.case).url,
        "review": tree.successes["de"].url,
        "story": success_page(tree, appeal.case).url,
        "standard": standard_page(tree).url,
        "404": "/de/nowhere/",
        "letter language": "/tr/",
        "sitemap": "/sitemap.xml",
        "appeals": reverse("campaigns:appeals"),
    }
    return {name: visitor.get(url) for name, url in urls.items()}


def steps(appeal: Appeal) -> dict[str, Any]:
    """Answers that show initials, a token, a receipt or an error."""
    visitor = browser()
    reading = read(visitor, appeal, "Quentin Xavier")
    receipt = signed(visitor, appeal)[1]
    find = reverse("campaigns:find_receipt")
    return {
        "form": visitor.get(address(appeal)),
        "error": read(visitor, appeal, "<b>"),
        "reading": reading,
        "token error": visitor.post(address(appeal, "sign"), {"token": "x", "initials": INITIALS}),
        "signed": visitor.post(address(appeal, "sign"), hidden_fields(reading)),
        "printed": visitor.post(address(appeal, "print"), hidden_fields(reading)),
        "cross-site": browser(**{"Sec-Fetch-Site": "cross-site"}).post(address(appeal)),
        "receipt": visitor.get(receipt),
        "withdraw": visitor.get(f"{receipt}withdraw/"),
        "withdrawn": visitor.post(f"{receipt}withdraw/"),
        "find": visitor.get(find),
        "not found": visitor.post(find, {"code": "Quentin Xavier"}),
    }


def without(answers: dict[str, Any], header: str, value: str | None = None) -> list[str]:
    return [name for name, each in answers.items() if each.headers.get(header) == value]


def test_public_pages_set_no_cookie_and_are_the_same_for_everybody(
    tree: Tree, appeal: Appeal
) -> None:
    answers = pages(tree, appeal)

    assert without(answers, "Set-Cookie") == list(answers)
    varying = {name: each["Vary"] for name, each in answers.items() if "Vary" in each}
    languages = dict.fromkeys(("root", "letter language", "sitemap"), "Accept-Language")
    assert {name: varying.get(name) for name in languages} == languages
    assert set(varying) <= set(languages)
    assert [name for name in answers if "no-store" in answers[name].get("Cache-Control", "")] == [
        "appeals"
    ]


def test_signing_sets_no_cookie_and_nothing_of_it_is_stored(appeal: Appeal) -> None:
    answers = steps(appeal)

    assert without(answers, "Set-Cookie") == list(answers)
    assert without(answers, "Cache-Control", "no-store, private") == list(answers)
    assert [name for name in answers if "Cookie" in answers[name].get("Vary", "")] == []


def test_every_answer_guards_referrer_content_and_frames(tree: Tree, appeal: Appeal) -> None:
    answers = {**pages(tree, appeal), **steps(appeal)}

    assert without(answers, "Referrer-Policy", "same-origin") == list(answers)
    assert without(answers, "X-Content-Type-Options", "nosniff") == list(answers)
    policies = {each["Content-Security-Policy"] for each in answers.values()}
    assert len(policies) == 1
    directives = dict(part.strip().split(" ", 1) for part in policies.pop().split(";"))
    assert directives["script-src"] == directives["style-src"] == "'self'"
    assert directives["frame-ancestors"] == directives["object-src"] == "'none'"
    assert directives["form-action"] == "'self'"


def test_pages_have_no_script_or_style_of_their_own(tree: Tree, appeal: Appeal) -> None:
    answers = {**pages(tree, appeal), **steps(appeal)}
    texts = {
        name: each.text for name, each in answers.items() if "html" in each.get("Content-Type", "")
    }

    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\son[a-z]+=|\sstyle=|javascript:")
    assert {name: inline.findall(text) for name, text in texts.items() if inline.search(text)} == {}


def test_no_form_sends_and_no_address_carries_what_was_entered(tree: Tree, appeal: Appeal) -> None:
    answers = {**pages(tree, appeal), **steps(appeal)}
    html = "".join(each.text for each in answers.values() if "html" in each["Content-Type"])

    methods = [re.search(r'method="(\w+)"', form) for form in re.findall(r"<form[^>]*>", html)]
    assert {match and match[1] for match in methods} == {"post"}
    targets = re.findall(r'(?:href|action|formaction|src)="([^"]*)"', html)
    targets += [each.url for each in answers.values() if "Location" in each]
    assert [target for target in targets if "?" in target or "Q." in target] == []


def test_name_field_has_no_name(tree: Tree, appeal: Appeal) -> None:
    page = case_page(tree, appeal.case)
    inputs = re.findall(r"<input[^>]*>", browser().get(page.url).text)

    names = [re.findall(r'\sname="([^"]*)"', each) for each in inputs]
    assert sorted(names) == [[], ["initials"]]


def test_query_string_is_not_read(appeal: Appeal) -> None:
    page = browser().get(f"{address(appeal)}?initials=Quentin+Xavier&code=Quentin")

    assert (page.status_code, "Quentin" in page.text) == (200, False)


def test_search_engines_are_kept_from_the_pages_of_signing(appeal: Appeal) -> None:
    answers = steps(appeal)

    html = {name: each.text for name, each in answers.items() if "html" in each["Content-Type"]}
    html.pop("signed")
    assert [name for name, text in html.items() if 'content="noindex"' not in text] == []


def test_session_of_an_editor_changes_nothing_about_the_public_page(
    tree: Tree, appeal: Appeal, client: Client, django_user_model: Any
) -> None:
    client.force_login(django_user_model.objects.create_superuser("e", "e@example.org", "x"))
    page = case_page(tree, appeal.case)

    answer = client.get(page.url)

    assert ("Set-Cookie" in answer, "Cookie" in answer.get("Vary", "")) == (False, False)
    assert answer.text == browser().get(page.url).text
