"""The style sheet knows the scripts of the registry."""

import re

from campaigns.letters.languages import LANGUAGES
from tests.quality.project import ROOT

# Set in the fonts of the admin.
OF_THE_ADMIN = {"Latin", "Greek", "Cyrillic"}


def test_every_script_of_the_registry_has_its_fonts() -> None:
    css = (ROOT / "campaigns/static/campaigns/translating/desk.css").read_text()
    scripts = {entry.scripts[0] for entry in LANGUAGES.values()}

    assert scripts - OF_THE_ADMIN == set(re.findall(r'data-script="(\w+)"\] \{', css))
