"""What the house lays around the letters of a dispatch, in its own name.

A cover letter to the authority, a note to the embassy that passes them on, a note to each embassy
that gets a copy. All of it is settled at the claim: a text corrected or an office moved on the
other side changes nothing, and equal dispatches give equal pages. None of it holds anything of a
signatory, and where the case forbids to name the organisation, none of it does.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from campaigns.enums import CoverKind
from campaigns.letters.content import Envelope, Layout, LetterBlocks, LetterContent
from campaigns.letters.covers import HOUSE_GAPS, cover, without_name
from campaigns.letters.languages import LANGUAGES
from campaigns.models import Appeal, Authority, CampaignSettings, CoverText, Dispatch, LetterVersion
from campaigns.models.gates import known_page_faults
from campaigns.models.letter_pages import envelope, layout

KEY = "covering"
"""Where a channel keeps what frozen() gives, in its routing."""


def frozen(appeal: Appeal, language: str, house: CampaignSettings) -> dict[str, Any]:
    """What goes around the letters of a claim, as JSON: `{**covering.frozen(...)}` in the routing.

    Under KEY: the words of each sheet and their language, the lines of its envelope, and what
    fills its gaps; a sheet whose text is missing has no `blocks`, no `forwarding` is null.
    """
    return {KEY: _Freezing(appeal, language, house).all()}


def letter_to_authority(dispatch: Dispatch) -> LetterContent | None:
    """The cover letter; None without a text in a language that the authority reads."""
    return _content(dispatch, _of(dispatch).get("letter"))


def note_to_forwarder(dispatch: Dispatch) -> LetterContent | None:
    """The note to the embassy it goes care of; None without either."""
    return _content(dispatch, _of(dispatch).get("forwarding"))


def notes_of_copies(dispatch: Dispatch) -> list[LetterContent | None]:
    """The note to each embassy that gets a copy, in their order; None where its text is missing."""
    return [_content(dispatch, entry) for entry in _of(dispatch).get("copies", ())]


def sheets_before(dispatch: Dispatch) -> list[LetterContent]:
    """What lies on top of the letters: the note to the embassy, then the cover letter.

    A sheet that does not fit its page is left out: no cover keeps letters from leaving.
    """
    found = (note_to_forwarder(dispatch), letter_to_authority(dispatch))
    return [content for content in found if content and not known_page_faults(content)]


@dataclass(frozen=True, slots=True)
class Missing:
    """A sheet without a text of its kind in `language`; `instead` is the language it has."""

    kind: CoverKind
    language: str
    instead: str = ""
    too_long: bool = False


def missing(dispatch: Dispatch) -> list[Missing]:
    """What colleagues have to know before it leaves, each once."""
    covering = _of(dispatch)
    entries = [
        (CoverKind.LETTER, covering.get("letter")),
        (CoverKind.FORWARDING, covering.get("forwarding")),
        *((CoverKind.COPY, entry) for entry in covering.get("copies", ())),
    ]
    found = (_missing(dispatch, kind, entry) for kind, entry in entries if entry)
    return list(dict.fromkeys(each for each in found if each))


def _missing(dispatch: Dispatch, kind: CoverKind, entry: dict[str, Any]) -> Missing | None:
    content = _content(dispatch, entry)
    if content is None:
        return Missing(kind, entry["wanted"])
    if known_page_faults(content):
        return Missing(kind, entry["language"], too_long=True)
    if entry["language"] != entry["wanted"]:
        return Missing(kind, entry["wanted"], entry["language"])
    return None


def _of(dispatch: Dispatch) -> dict[str, Any]:
    """Nothing of one that was claimed before there were covers, or restored from the journal."""
    routing = (dispatch.envelope or {}).get("routing") or {}
    found: dict[str, Any] = routing.get(KEY) or {}
    return found


def _content(dispatch: Dispatch, entry: dict[str, Any] | None) -> LetterContent | None:
    if not entry or not entry["blocks"]:
        return None
    shared = _of(dispatch)
    values = {name: shared[name] for name in ("office", *sorted(HOUSE_GAPS))}
    # A mail is answered to its sender.
    values["answers"] = dispatch.envelope["routing"].get("sender") or values["answers"]
    return cover(
        LetterBlocks.from_json(entry["blocks"]),
        Envelope(lines=tuple(entry["lines"]), return_line=shared["return_line"]),
        {**values, "demand": entry["demand"]},
        dispatch.count,
        dispatch.claimed_on,
        language=entry["language"],
        country=entry["country"],
        layout=Layout(**shared["layout"]),
    )


class _Freezing:
    """One claim: its texts and versions, looked up once."""

    def __init__(self, appeal: Appeal, language: str, house: CampaignSettings) -> None:
        self.appeal, self.language, self.house = appeal, language, house
        self.may_name = appeal.case.may_name_organisation
        rows = CoverText.objects.filter(live=True).select_related("locale")
        self.texts = {(row.kind, row.language): row.letter_blocks() for row in rows}
        newest = LetterVersion.objects.standing().filter(appeal=appeal).order_by("pk")
        self.versions = {version.language: version.letter_blocks for version in newest}

    def all(self) -> dict[str, Any]:
        house, authority = self.house, self.appeal.authority
        return {
            "organisation": house.organisation if self.may_name else "",
            "answers": house.return_line(self.may_name) or house.sender(self.may_name),
            "office": " ".join(authority.name.split()),
            "return_line": house.return_line(self.may_name),
            "layout": asdict(replace(layout(self.appeal, house), copy_line="")),
            "letter": self._letter(),
            "forwarding": self._note(CoverKind.FORWARDING, authority.via),
            "copies": [self._note(CoverKind.COPY, embassy) for embassy in self._embassies()],
        }

    def _embassies(self) -> Iterable[Authority]:
        found = self.appeal.authority.copies_to.order_by("country", "name", "pk")
        return found.prefetch_related("reading_languages", "holders__forms")

    def _letter(self) -> dict[str, Any]:
        authority = self.appeal.authority
        wanted = [self.language, *authority.languages()]
        lines = envelope(self.appeal, self.language, self.house).lines
        return self._entry(CoverKind.LETTER, wanted, lines, str(authority.country))

    def _note(self, kind: CoverKind, embassy: Authority | None) -> dict[str, Any] | None:
        if embassy is None:
            return None
        wanted = [*embassy.languages(), self.house.posting_language, self.language]
        holder = embassy.holder_on()
        lines = embassy.envelope(
            holder=holder.envelope_line(wanted[0]) if holder else "",
            posting_country=str(self.house.posting_country),
            posting_language=self.house.posting_language,
        )
        return self._entry(kind, wanted, lines, str(embassy.country))

    def _entry(
        self, kind: CoverKind, wanted: list[str], lines: Iterable[str], country: str
    ) -> dict[str, Any]:
        """In the first of the `wanted` languages that has a text which can be used."""
        usable = ((code, self._blocks(kind, code)) for code in wanted if code in LANGUAGES)
        language, blocks = next(((c, b) for c, b in usable if b), ("", None))
        return {
            "lines": list(lines),
            "country": country,
            "wanted": wanted[0],
            "language": language,
            "blocks": blocks.as_json() if blocks else None,
            "demand": self._demand(language),
        }

    def _blocks(self, kind: CoverKind, language: str) -> LetterBlocks | None:
        blocks = self.texts.get((kind.value, language))
        if blocks and not self.may_name:
            blocks = without_name(blocks, self.house.telling())
        if blocks and not blocks.salutation:
            blocks = replace(blocks, salutation=self._salutation(language))
        return blocks if blocks and blocks.salutation else None

    def _salutation(self, language: str) -> str:
        """Of the newest letter in that language, else as who holds the office is addressed."""
        if language in self.versions:
            return self.versions[language].salutation
        holder = self.appeal.holder()
        form = holder.form_in(language) if holder else None
        return form.salutation if form else ""

    def _demand(self, language: str) -> str:
        """What the letters ask for, in the language of the sheet where there is a letter in it."""
        blocks = self.versions.get(language) or self.versions.get(self.language)
        return " ".join(blocks.subject.replace("*", "").split()) if blocks else ""
