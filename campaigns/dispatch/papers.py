"""The papers beside the boxes of a dispatch: for colleagues, for the parcel, for embassies.

From what was frozen at the claim and the finished parts: the same dispatch gives the same bytes.
No paper holds initials or places. What leaves the house names the organisation only where the
case allows it, and a label does not say whom the letters are for.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import to_locale

from campaigns.dispatch import covering, figures, weighing
from campaigns.dispatch.weighing import Box, Load
from campaigns.letters import bundle
from campaigns.letters.box_label import BoxLabel, box_labels
from campaigns.letters.box_sheet import BoxSheet, Row, box_sheet
from campaigns.letters.compose import compose
from campaigns.letters.content import Envelope, Layout, LetterContent
from campaigns.letters.languages import LANGUAGES
from campaigns.letters.pack import Pack
from campaigns.models import Appeal, CampaignSettings, Dispatch, LetterVersion
from campaigns.models.gates import known_page_faults
from campaigns.models.letter_pages import specimen_layout
from campaigns.spreadsheets import csv_lines

KEY = "papers"
"""Where the channel keeps what frozen() gives, in its routing."""
COVER_SHEETS, LABELS = "cover-sheets.pdf", "labels.pdf"
EMBASSIES, MANIFEST = "embassies.pdf", "manifest.csv"


def frozen(appeal: Appeal, house: CampaignSettings) -> dict[str, Any]:
    """What the papers say of the case, and in which language, as JSON for the routing."""
    said = {"language": language_of(house), "case": appeal.case.public_name}
    return {KEY: {**said, "office": " ".join(appeal.authority.name.split())}}


def language_of(house: CampaignSettings) -> str:
    """That of the house's post where there are words in it, else the site's own."""
    site = settings.LANGUAGE_CODE
    wanted = (house.posting_language, site, site.partition("-")[0])
    return next((code for code in wanted if code in LANGUAGES and _has_words(code)), "en")


def _has_words(code: str) -> bool:
    """Whether a catalogue is there: Django has some of its own for nearly every language."""
    places = [*settings.LOCALE_PATHS, Path(__file__).parents[1] / "locale"]
    name = Path(to_locale(code)) / "LC_MESSAGES" / "django.mo"
    return any((Path(place) / name).exists() for place in places)


def written(dispatch: Dispatch, room: Path) -> Iterator[Path]:
    """Writes what there is to say about a dispatch whose parts are known, and names the files."""
    if boxes := weighing.boxes_of(dispatch):
        with translation.override(_frozen_of(dispatch)["language"]):
            yield _cover_sheets(dispatch, boxes, room / COVER_SHEETS)
            yield _labels(dispatch, boxes, room / LABELS)
            yield _manifest(dispatch, boxes, room / MANIFEST)
    if sheets := list(_for_embassies(dispatch)):
        with (room / EMBASSIES).open("wb") as file:
            bundle.bundle(file, (), title=f"{dispatch.uuid}", cover=sheets)
        yield room / EMBASSIES


def _frozen_of(dispatch: Dispatch) -> dict[str, str]:
    found: dict[str, str] = dispatch.envelope["routing"][KEY]
    return found


# For colleagues


def _cover_sheets(dispatch: Dispatch, boxes: list[Box], place: Path) -> Path:
    load, language = weighing.load_of(dispatch), _frozen_of(dispatch)["language"]
    with place.open("wb") as file:
        pack = Pack(file)
        for box in boxes:
            total = _totals(dispatch, load) if load and box.number == 1 else ()
            pack.sheet(box_sheet(_words(dispatch, box, len(boxes), total)))
        title = _("Cover sheets")
        pack.finish(f"{title} {dispatch.uuid}", language)
    return place


def _words(dispatch: Dispatch, box: Box, boxes: int, total: tuple[Row, ...]) -> BoxSheet:
    frozen_words = _frozen_of(dispatch)
    return BoxSheet(
        language=frozen_words["language"],
        kicker=_("For colleagues: stays in the house"),
        title=frozen_words["case"],
        office=frozen_words["office"],
        box=_("Box %(number)s of %(boxes)s")
        % {"number": figures.number(box.number), "boxes": figures.number(boxes)},
        rows=(
            Row(_("Language"), _name_of_language(dispatch.language)),
            Row(_("Letters"), figures.number(box.letters)),
            Row(_("Sheets"), figures.number(box.sheets)),
            Row(_("Weight"), figures.weight(box.grams)),
            Row(_("File"), box.file),
            Row(_("SHA-256"), box.sha256, code=True),
            Row(_("Key of the dispatch"), str(dispatch.uuid)),
        ),
        note=_("The weight is that of the paper. Compare the SHA-256 before the file is printed."),
        total_heading=_("All boxes") if total else "",
        total=total,
    )


def _totals(dispatch: Dispatch, load: Load) -> tuple[Row, ...]:
    rows = [
        Row(_("Boxes"), figures.number(load.boxes)),
        Row(_("Letters"), figures.number(dispatch.count)),
        Row(_("Sheets"), figures.number(load.sheets)),
        Row(_("Weight"), figures.weight(load.grams)),
    ]
    if load.postage is not None:
        rows.append(Row(_("Postage"), figures.money(load.postage, load.currency)))
    if copies := len(covering.notes_of_copies(dispatch)):
        rows.append(Row(_("Copies to embassies"), figures.number(copies)))
    return tuple(rows)


def _name_of_language(code: str) -> str:
    entry = LANGUAGES.get(code)
    return entry.autonym if entry else code


def _manifest(dispatch: Dispatch, boxes: list[Box], place: Path) -> Path:
    key = str(dispatch.uuid)
    headings = (
        _("Key of the dispatch"),
        _("Box"),
        _("of"),
        _("File"),
        _("Letters"),
        _("Sheets"),
        _("Grams"),
        "SHA-256",
    )
    rows = (
        (key, box.number, len(boxes), box.file, box.letters, box.sheets, box.grams, box.sha256)
        for box in boxes
    )
    with place.open("wb") as file:
        file.writelines(csv_lines(headings, rows))
    return place


# For the parcel


def _labels(dispatch: Dispatch, boxes: list[Box], place: Path) -> Path:
    labels = [
        BoxLabel(
            lines=tuple(dispatch.envelope["lines"]),
            return_line=dispatch.envelope["return_line"],
            number=box.number,
            boxes=len(boxes),
            load=f"{figures.letters(box.letters)} \N{MIDDLE DOT} {figures.weight(box.grams)}",
        )
        for box in boxes
    ]
    with place.open("wb") as file:
        pack = Pack(file)
        for sheet in box_labels(labels):
            pack.sheet(sheet)
        title = _("Labels")
        pack.finish(f"{title} {dispatch.uuid}", _frozen_of(dispatch)["language"])
    return place


# For embassies


def _for_embassies(dispatch: Dispatch) -> Iterator[LetterContent]:
    """For each embassy its note, then one letter under the specimen mark, signed by nobody."""
    notes = covering.notes_of_copies(dispatch)
    specimen = _specimen(dispatch) if notes else None
    for note in notes:
        yield from (each for each in (note, specimen) if each and not known_page_faults(each))


def _specimen(dispatch: Dispatch) -> LetterContent | None:
    version = LetterVersion.objects.filter(letters__dispatch=dispatch).order_by("-pk").first()
    if version is None:
        return None
    shape = dispatch.envelope
    return compose(
        version.letter_blocks,
        Envelope(lines=tuple(shape["lines"]), return_line=shape["return_line"]),
        None,
        dispatch.claimed_on,
        language=version.language,
        country=shape["country"],
        layout=specimen_layout(Layout(**shape["layout"])),
    )
