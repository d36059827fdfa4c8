"""How long the overview of 200 cases in 10 languages takes, against one case in the same run."""

from collections.abc import Iterator

from django.contrib.auth import get_user_model
from django.test import Client
from django.test.utils import (
    setup_databases,
    setup_test_environment,
    teardown_databases,
    teardown_test_environment,
)
from django.utils import translation
from wagtail.models import Locale
from wagtail_localize.models import Translation

from tests.benchmarks import Figure, figure, quantile, seconds

CASES, ROUNDS = 200, 20
LANGUAGES = ("tr", "en", "fr", "ar", "fa", "ka", "ti", "zh-hans", "ru", "es")
ADDRESS = "/admin/translations/"


def figures() -> Iterator[Figure]:
    """`translations.one_case.p50` and `translations.dashboard.p50`, in seconds, uncached.

    Each case has one appeal with a German letter that is submitted into 10 languages, one of them
    translated.
    """
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        yield from measured()
    finally:
        teardown_databases(databases, verbosity=0)
        teardown_test_environment()


def measured() -> Iterator[Figure]:
    client = Client()
    translation.activate("de")
    client.force_login(get_user_model().objects.create_superuser("planner"))
    plant(1)
    one = figure("translations.one_case.p50", fetched(client), "s")
    yield one
    plant(CASES - 1)
    yield figure("translations.dashboard.p50", fetched(client), "s", one)


def plant(cases: int) -> None:
    from wagtail_localize.operations import translate_object  # noqa: PLC0415 - apps are set up now

    from tests.factories.appeals import letter_text  # noqa: PLC0415 - as above
    from tests.factories.records import AppealFactory  # noqa: PLC0415 - as above
    from tests.factories.translations import put_strings  # noqa: PLC0415 - as above

    locales = [Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES]
    for _number in range(cases):
        text = letter_text(AppealFactory(), "de", live=False)
        translate_object(text, locales)
        put_strings(
            Translation.objects.get(
                source__object_id=text.translation_key, target_locale__language_code="tr"
            )
        )


def fetched(client: Client) -> float:
    return quantile(seconds(lambda: fetch(client), ROUNDS), 0.5)


def fetch(client: Client) -> None:
    answer = client.get(ADDRESS)
    if answer.status_code != 200:
        raise RuntimeError(f"{ADDRESS} answered {answer.status_code}")
