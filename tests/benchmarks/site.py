"""How long a case page takes, from request to last byte, against a view that does nothing."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import (
    override_settings,
    setup_databases,
    setup_test_environment,
    teardown_databases,
    teardown_test_environment,
)
from django.urls import path
from django.utils import translation

from tests.benchmarks import Figure, figure, quantile, seconds

ROUNDS = 60


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("", bare)]


def figures() -> Iterator[Figure]:
    """`site.bare.p50` (a view behind the same middleware) and `site.case_page.p50`, in seconds.

    The page: one case with an open appeal in two languages, uncached.
    """
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        yield from measured(planted_page())
    finally:
        teardown_databases(databases, verbosity=0)
        teardown_test_environment()


def planted_page() -> str:
    """Address of a case page in a fresh site."""
    # Factories need the apps, which the runner has set up by now.
    from tests.factories.appeals import open_appeal  # noqa: PLC0415 - as above
    from tests.factories.sites import case_page, plant  # noqa: PLC0415 - as above

    translation.activate("de")
    return case_page(plant(), open_appeal().case).url


def measured(address: str) -> Iterator[Figure]:
    client = Client()
    page = seconds(lambda: fetch(client, address), ROUNDS)
    with override_settings(ROOT_URLCONF=__name__):
        bare_view = seconds(lambda: fetch(client, "/"), ROUNDS)
    baseline = figure("site.bare.p50", quantile(bare_view, 0.5), "s")
    yield baseline
    yield figure("site.case_page.p50", quantile(page, 0.5), "s", baseline)


def fetch(client: Client, address: str) -> None:
    answer = client.get(address, follow=False)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
