"""Languages of the public site, and refusals of gates outside a form."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from campaigns.middleware import GateMiddleware, public_language
from tests.factories.records import CaseFactory
from tests.factories.sites import Tree, case_page


@pytest.mark.parametrize(
    ("path", "accepted", "language"),
    [
        ("/", "", "de"),
        ("/", "tr", "de"),
        ("/", "tr,fr;q=0.5", "fr"),
        ("/", "fr;q=0.5,ar;q=0.9", "ar"),
        ("/", "ar-TN", "ar"),
        ("/", "EN-us", "en"),
        ("/", "*", "de"),
        ("/", "xx-yy-zz", "de"),
        ("/", "en" * 400, "de"),
        ("/", ";;=,\x00", "de"),
        ("/fr/", "ar", "fr"),
        ("/tr/", "ar", "ar"),
        ("/tr", "", "de"),
        ("/french/", "", "de"),
        ("", "ar", "ar"),
    ],
)
def test_only_public_languages_are_activated(path: str, accepted: str, language: str) -> None:
    request = RequestFactory().get("/", headers={"Accept-Language": accepted})
    request.path_info = path

    assert public_language(request) == language


@pytest.mark.parametrize(
    ("accepted", "target"),
    [("tr,fr", "/fr/"), ("", "/de/"), ("tr", "/de/"), ("ar-EG,en", "/ar/")],
)
def test_root_leads_to_a_public_language(
    client: Client, tree: Tree, accepted: str, target: str
) -> None:
    answer = client.get("/", headers={"Accept-Language": accepted})

    assert (answer.status_code, answer.url, answer["Vary"]) == (302, target, "Accept-Language")


def test_language_cookie_is_ignored_and_none_is_set(client: Client, tree: Tree) -> None:
    client.cookies["django_language"] = "fr"

    answer = client.get("/")

    assert (answer.url, "Set-Cookie" in answer.headers) == ("/de/", False)


@pytest.mark.parametrize("path", ["/tr/", "/tr", "/tr/cases/", "/zh-hans/", "/ka/letters/"])
def test_letter_language_has_no_pages(client: Client, tree: Tree, path: str) -> None:
    assert client.get(path, headers={"Accept-Language": "tr"}).status_code == 404


@pytest.mark.parametrize("path", ["/api/v2/nothing/", "/api/nothing/", "/documents/1/a.pdf"])
def test_404_without_a_language_stays_a_404(client: Client, tree: Tree, path: str) -> None:
    answer = client.get(path, headers={"Accept-Language": "fr"})

    assert answer.status_code == 404


def test_language_without_a_tree_is_404_instead_of_the_default_one(
    client: Client, tree: Tree
) -> None:
    before = client.get("/en/").status_code
    tree.homes["en"].delete()

    assert (before, client.get("/en/").status_code) == (200, 404)
    assert client.get("/en/cases/").status_code == 404
    assert client.get("/de/cases/").status_code == 200


def refusal(path: str, method: str = "POST", error: Exception | None = None) -> Any:
    request = getattr(RequestFactory(), method.lower())(path)
    gate = GateMiddleware(lambda request: HttpResponse())
    return gate.process_exception(request, error or ValidationError("closed"))


@pytest.mark.parametrize(
    ("path", "method", "error"),
    [
        ("/de/letters/", "POST", None),
        ("/api/v2/letters/", "POST", None),
        ("/administration/", "POST", None),
        ("/admin/pages/1/edit/", "GET", None),
        ("/admin/pages/1/edit/", "POST", ValueError("no gate")),
    ],
)
def test_gates_speak_only_to_posts_in_the_admin(
    path: str, method: str, error: Exception | None
) -> None:
    assert refusal(path, method, error) is None


def test_site_without_an_admin_has_no_gates(settings: Any) -> None:
    settings.ROOT_URLCONF = "campaigns.api.urls"

    assert refusal("/admin/pages/1/edit/") is None


@pytest.mark.parametrize(
    ("referer", "target"),
    [
        ("http://testserver/admin/pages/", "http://testserver/admin/pages/"),
        ("https://evil.example/", None),
        ("", None),
    ],
)
def test_refused_bulk_publishing_says_why_and_goes_back(
    client: Client, tree: Tree, referer: str, target: str | None
) -> None:
    editor = get_user_model().objects.create_superuser("editor", "e@example.org", "x")
    client.force_login(editor)
    case = CaseFactory()
    page = case_page(tree, case, live=False)
    case.status = "preparing"
    case.save()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    answer = client.post(
        f"{url}?id={page.pk}&next=/admin/", {"next": "/admin/"}, headers={"Referer": referer}
    )

    page.refresh_from_db()
    assert (answer.status_code, answer.url, page.live) == (302, target or url, False)
    assert [case.public_name in str(message) for message in get_messages(answer.wsgi_request)] == [
        True
    ]
