"""Every way a name can reach the site: each takes a browser and an open appeal, and answers."""

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from campaigns.models import Appeal
from tests.browser.planted import restore_what_migrations_made
from tests.factories.packs import ask
from tests.factories.sites import case_page, plant
from tests.factories.visits import address, hidden_fields, read
from tests.privacy.canary import NAME

MULTIPART = "multipart/form-data; boundary=b"


def form(client: Client, appeal: Appeal) -> Any:
    return read(client, appeal, NAME)


def form_with_every_field(client: Client, appeal: Appeal) -> Any:
    """As place where none is allowed, as language, as fields that do not exist."""
    return read(client, appeal, NAME, place=NAME, language=NAME, name=NAME, email=NAME)


def form_that_is_refused(client: Client, appeal: Appeal) -> Any:
    return read(client, appeal, f"{NAME} = 7")


def form_too_long(client: Client, appeal: Appeal) -> Any:
    return read(client, appeal, NAME * 10)


def body_too_large(client: Client, appeal: Appeal) -> Any:
    return read(client, appeal, NAME * 1000)


def upload(client: Client, appeal: Appeal) -> Any:
    body = (
        f'--b\r\nContent-Disposition: form-data; name="initials"\r\n\r\n{NAME}\r\n'
        f'--b\r\nContent-Disposition: form-data; name="f"; filename="{NAME}"\r\n\r\n{NAME}\r\n'
        "--b--\r\n"
    )
    return client.generic("POST", address(appeal), body, MULTIPART)


def torn_upload(client: Client, appeal: Appeal) -> Any:
    kind = f"multipart/form-data; boundary={NAME * 9}"
    return client.generic("POST", address(appeal), f"--{NAME}\r\n{NAME}", kind)


def odd_character_set(client: Client, appeal: Appeal) -> Any:
    kind = f"application/x-www-form-urlencoded; charset={NAME.split()[0]}"
    return client.generic("POST", address(appeal), f"initials={NAME}", kind)


def sign_without_javascript(client: Client, appeal: Appeal) -> Any:
    fields = hidden_fields(read(client, appeal, NAME))
    return client.post(address(appeal, "sign"), {**fields, "initials": NAME, "place": NAME})


def wrong_token(client: Client, appeal: Appeal) -> Any:
    fields = {"token": NAME, "initials": NAME, "place": NAME, "language": NAME}
    return client.post(address(appeal, "sign"), fields)


def other_site(client: Client, appeal: Appeal) -> Any:
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": f"https://{NAME.split()[1]}.example"}
    return client.post(address(appeal), {"initials": NAME}, headers=headers)


def print_letter(client: Client, appeal: Appeal) -> Any:
    fields = hidden_fields(read(client, appeal, NAME))
    return client.post(address(appeal, "print"), {**fields, "initials": NAME, "name": NAME})


def withdraw(client: Client, appeal: Appeal) -> Any:
    fields = hidden_fields(read(client, appeal, NAME))
    receipt = client.post(address(appeal, "sign"), fields).url
    return client.post(f"{receipt}withdraw/", {"initials": NAME, "reason": NAME})


def receipt_search(client: Client, appeal: Appeal) -> Any:
    return client.post(reverse("campaigns:find_receipt"), {"code": NAME})


def query_string(client: Client, appeal: Appeal) -> Any:
    return client.get(address(appeal), {"initials": NAME, "utm_source": NAME})


def query_string_of_a_missing_page(client: Client, appeal: Appeal) -> Any:
    return client.get("/de/nowhere/", {"initials": NAME})


def cookie(client: Client, appeal: Appeal) -> Any:
    client.cookies["sessionid"] = NAME.split()[0]
    client.cookies["django_language"] = NAME.split()[0]
    return read(client, appeal, NAME)


def closed(client: Client, appeal: Appeal) -> Any:
    fields = hidden_fields(read(client, appeal, NAME))
    Appeal.objects.filter(pk=appeal.pk).update(stopped=True)
    answer = client.post(address(appeal, "sign"), {**fields, "initials": NAME})
    Appeal.objects.filter(pk=appeal.pk).update(stopped=False)
    return answer


def error_of_ours(client: Client, appeal: Appeal) -> Any:
    """A 500 in the middle of signing: the site has lost a secret."""
    fields = hidden_fields(read(client, appeal, NAME))
    broken = {**settings.CAMPAIGNS, "RECEIPT_SECRET": ""}
    with override_settings(CAMPAIGNS=broken):
        url = f"{address(appeal, 'sign')}?name={NAME.replace(' ', '+')}"
        return client.post(url, {**fields, "initials": NAME, "place": NAME})


def _json(client: Client, url: str, body: Any, key: str = "0123456789abcdef") -> Any:
    return client.post(url, body, content_type="application/json", headers={"Idempotency-Key": key})


def api_sign(client: Client, appeal: Appeal) -> Any:
    body = {"version": str(appeal.signable_versions()[0].uuid), "initials": NAME, "place": NAME}
    return _json(client, reverse("campaigns_api:sign", args=[appeal.uuid]), body)


def api_key(client: Client, appeal: Appeal) -> Any:
    body = {"version": str(appeal.signable_versions()[0].uuid), "initials": NAME}
    url = reverse("campaigns_api:sign", args=[appeal.uuid])
    return _json(client, url, body, key=NAME.replace(" ", "-"))


def api_refused(client: Client, appeal: Appeal) -> Any:
    body = {"version": NAME, "initials": f"{NAME} 7", NAME: NAME}
    return _json(client, reverse("campaigns_api:sign", args=[appeal.uuid]), body)


def api_print(client: Client, appeal: Appeal) -> Any:
    body = {"version": str(appeal.signable_versions()[0].uuid), "initials": NAME, "place": NAME}
    return _json(client, reverse("campaigns_api:print", args=[appeal.uuid]), body)


def api_broken(client: Client, appeal: Appeal) -> Any:
    return _json(client, reverse("campaigns_api:sign", args=[appeal.uuid]), json.dumps(NAME)[:-1])


def api_receipt(client: Client, appeal: Appeal) -> Any:
    return _json(client, reverse("campaigns_api:receipt"), {"code": NAME})


def _with_page(appeal: Appeal) -> Appeal:
    """Packs exist where the case has a page."""
    if not appeal.case.pages.exists():
        restore_what_migrations_made()
        case_page(plant(), appeal.case)
    return appeal


def group_pack(client: Client, appeal: Appeal) -> Any:
    """A group types full names; they are initials in the file, and nowhere else."""
    return ask(
        client, _with_page(appeal), names=f"{NAME}\n{NAME}", contents=["case", "poster", "labels"]
    )


def group_pack_refused(client: Client, appeal: Appeal) -> Any:
    return ask(
        client, _with_page(appeal), names=f"{NAME}\n{NAME} = 7", contents=NAME, language=NAME
    )


def group_pack_too_large(client: Client, appeal: Appeal) -> Any:
    return ask(client, _with_page(appeal), names=NAME * 1000)


def class_pack(client: Client, appeal: Appeal) -> Any:
    """With a field that its form has not."""
    return ask(client, _with_page(appeal), "class", names=NAME, initials=NAME, blank="1")


def pack_report(client: Client, appeal: Appeal) -> Any:
    return client.post(reverse("campaigns:packs"), {"code": NAME, "number": NAME})


Route = Callable[[Client, Appeal], Any]
# Each route and the answer it gets, so that none of them silently goes somewhere else.
ROUTES: dict[Route, int] = {
    form: 200,
    form_with_every_field: 404,
    form_that_is_refused: 422,
    form_too_long: 400,
    body_too_large: 400,
    upload: 200,
    torn_upload: 400,
    odd_character_set: 200,
    sign_without_javascript: 303,
    wrong_token: 400,
    other_site: 403,
    print_letter: 200,
    withdraw: 200,
    receipt_search: 404,
    query_string: 200,
    query_string_of_a_missing_page: 404,
    cookie: 200,
    closed: 409,
    error_of_ours: 500,
    group_pack: 200,
    group_pack_refused: 404,
    group_pack_too_large: 400,
    class_pack: 200,
    pack_report: 422,
    api_sign: 201,
    api_key: 201,
    api_refused: 422,
    api_print: 200,
    api_broken: 400,
    api_receipt: 404,
}
