"""The content policy: strict for visitors, loosened for the admin alone."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.factories.sites import Tree, standard_page

NO_COMMENTS = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}


def policy(answer: Any) -> dict[str, str]:
    parts = answer["Content-Security-Policy"].split(";")
    return dict(part.strip().split(" ", 1) for part in parts)


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    client.force_login(get_user_model().objects.create_superuser("e", "e@example.org", "x"))
    return client


def test_visitors_get_the_strict_policy(client: Client, tree: Tree) -> None:
    answer = client.get("/de/")

    assert policy(answer) == {
        "default-src": "'self'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    assert answer["X-Frame-Options"] == "DENY"


def test_admin_may_run_its_inline_scripts_and_nothing_of_others(editor: Client, tree: Tree) -> None:
    strict, loosened = policy(editor.get("/de/")), policy(editor.get("/admin/"))

    changed = {name: value for name, value in loosened.items() if strict.get(name) != value}
    assert changed == {
        "script-src": "'self' 'unsafe-inline'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "frame-src": "'self'",
        "frame-ancestors": "'self'",
    }


def test_path_that_only_begins_like_the_admin_stays_strict(client: Client, tree: Tree) -> None:
    assert policy(client.get("/administration/"))["script-src"] == "'self'"


def test_preview_may_be_framed_by_the_admin_and_the_live_page_by_nobody(
    editor: Client, tree: Tree
) -> None:
    page = standard_page(tree)
    url = f"/admin/pages/{page.pk}/edit/preview/"

    valid = editor.post(url, {"title": "Neu", "slug": page.slug, "body-count": "0", **NO_COMMENTS})
    preview = editor.get(f"{url}?in_preview_panel=true")
    live = editor.get(page.url)

    assert (valid.json()["is_valid"], "Neu" in preview.text) == (True, True)

    assert (preview.status_code, preview["X-Frame-Options"]) == (200, "SAMEORIGIN")
    assert policy(preview) == {**policy(live), "frame-ancestors": "'self'"}
    assert (live["X-Frame-Options"], policy(live)["frame-ancestors"]) == ("DENY", "'none'")
