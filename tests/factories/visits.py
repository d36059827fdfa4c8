"""What a visitor's browser does with the pages of signing, without JavaScript."""

from typing import Any

from django.test import Client
from django.urls import reverse

from campaigns.models import Appeal, Letter


def browser(**headers: str) -> Client:
    """A browser that says where its requests come from, before a server that asks for tokens."""
    return Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin", **headers})


def address(appeal: Appeal, name: str = "appeal") -> str:
    return reverse(f"campaigns:{name}", args=[appeal.uuid])


def read(client: Client, appeal: Appeal, initials: str = "A. B.", **more: Any) -> Any:
    """The answer to the first step."""
    return client.post(address(appeal), {"initials": initials, **more})


def hidden_fields(page: Any) -> dict[str, str]:
    """What the reading page posts on."""
    context = page.context
    return {
        "token": context["token"],
        "initials": context["signatory"].initials,
        "place": context["signatory"].place,
        "language": context["version"].language,
    }


def sign_page(client: Client, appeal: Appeal, page: Any, **changes: Any) -> Any:
    """The answer to the second step, for what the reading page holds."""
    return client.post(address(appeal, "sign"), {**hidden_fields(page), **changes})


def signed(client: Client, appeal: Appeal, initials: str = "A. B.") -> tuple[Letter, str]:
    """A letter signed through both steps, and the address of its receipt."""
    answer = sign_page(client, appeal, read(client, appeal, initials))
    return Letter.objects.latest("pk"), answer.url
