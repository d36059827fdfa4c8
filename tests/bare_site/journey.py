"""A visitor on the bare site, in a process of its own; prints what came of it as JSON."""

import json
import sys
from typing import Any

import django
from django.conf import settings
from django.test.utils import setup_test_environment

UNKNOWN = "00000000-0000-4000-8000-000000000000"


def case_page(appeal: Any) -> Any:
    from wagtail.models import Page  # noqa: PLC0415 - after django.setup()

    from campaigns.models import CaseIndexPage, CasePage  # noqa: PLC0415 - as above

    home = Page.objects.get(depth=2)
    cases = home.add_child(instance=CaseIndexPage(title="Fälle", slug="faelle"))
    form = {"heading": "Schreib", "intro": "", "button": "Lesen", "appeal": None}
    page = CasePage(title="Anna", slug="anna", case=appeal.case, summary="Seit Mai.")
    page.body = [("text", "<p>Am Morgen.</p>"), ("letter_form", form)]
    return cases.add_child(instance=page)


def visit() -> dict[str, Any]:
    from campaigns.models import Letter  # noqa: PLC0415 - after django.setup()
    from tests.factories import visits  # noqa: PLC0415 - as above
    from tests.factories.appeals import open_appeal  # noqa: PLC0415 - as above

    visitor, appeal = visits.browser(), open_appeal()
    url = case_page(appeal).url
    shown = visitor.get(url)
    reading = visits.read(visitor, appeal, "Anna Berger")
    signed = visits.sign_page(visitor, appeal, reading)
    pdf = visitor.post(visits.address(appeal, "print"), visits.hidden_fields(reading))
    missing = visitor.get(f"/de/letters/{UNKNOWN}/")
    return {
        "case page": [url, shown.status_code, visits.address(appeal) in shown.text],
        "base": "campaigns/base.html" in [each.name for each in reading.templates],
        "read": [reading.context["letter"].language, reading.context["reading"].language],
        "signed": [signed.status_code, visitor.get(signed.url).status_code],
        "rows": list(Letter.objects.values_list("initials", "version__language", "state")),
        "printed": pdf.content[:4].decode(),
        "list": visitor.get("/de/letters/").status_code,
        "letter language": visitor.get("/tr/").status_code,
        "missing": [missing.status_code, "Deutsch" in missing.text],
        "foreign": sorted({"home", "briefe_site"} & {name.split(".")[0] for name in sys.modules}),
        "settings": settings.SETTINGS_MODULE,
    }


if __name__ == "__main__":
    django.setup()
    setup_test_environment()
    json.dump(visit(), sys.stdout)
