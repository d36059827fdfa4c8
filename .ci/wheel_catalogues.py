"""Build hook: the wheel carries the catalogues of locale/ as campaigns/locale, compiled."""

import tempfile
from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogues(BuildHookInterface):  # type: ignore[type-arg]
    """Adds every .po and its .mo to the wheel; writes nothing into the source tree."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Hand hatchling the files, by source path and path inside the wheel."""
        root = Path(self.root)
        self.room = tempfile.TemporaryDirectory()
        for source in sorted(root.glob("locale/*/LC_MESSAGES/*.po")):
            place = Path("campaigns") / source.relative_to(root)
            compiled = Path(self.room.name) / place.with_suffix(".mo")
            compiled.parent.mkdir(parents=True, exist_ok=True)
            polib.pofile(str(source)).save_as_mofile(str(compiled))
            build_data["force_include"][str(source)] = str(place)
            build_data["force_include"][str(compiled)] = str(place.with_suffix(".mo"))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Drop the compiled copies."""
        self.room.cleanup()
