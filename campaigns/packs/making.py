"""Making a pack: one file from what is public of a case, and a row that counts it.

Initials pass through to the page and are kept nowhere; the row holds numbers, the file the code.
"""

import io
from dataclasses import dataclass
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import get_language

from campaigns import conf
from campaigns.enums import ClosedReason, PackKind
from campaigns.letters.by_hand import page_of as by_hand_page
from campaigns.letters.content import LetterContent
from campaigns.letters.gates import LetterRefused
from campaigns.letters.labels import LabelSheet, labels
from campaigns.letters.pack import Pack
from campaigns.letters.sheets import Sheet, draw
from campaigns.letters.tally import tally
from campaigns.models import Appeal, CampaignSettings, CasePage, GroupPack, LetterVersion
from campaigns.models.letter_pages import envelope, letter_content, letter_kit
from campaigns.packs.codes import hash_of, new_code
from campaigns.packs.sheets import PackSheets
from campaigns.signing import NotOpenError, refuse_if_closed

CASE, POSTER, BY_HAND, LABELS = "case", "poster", "by_hand", "labels"


@dataclass(frozen=True, slots=True)
class Order:
    """What a group asks for: a letter for each of `initials`, and `blank` ones to sign on a line.

    contents: of CASE, POSTER, BY_HAND, LABELS. two_sided: the printer prints on both sides.
    """

    kind: PackKind
    initials: tuple[str, ...] = ()
    blank: int = 0
    contents: frozenset[str] = frozenset()
    two_sided: bool = False

    @property
    def size(self) -> int:
        return len(self.initials) + self.blank


@dataclass(frozen=True, slots=True)
class Made:
    """A pack: its row, its file, and the code that is printed in it and stored nowhere."""

    pack: GroupPack
    file: bytes
    code: str


def open_page(appeal: Appeal) -> CasePage | None:
    """The page of the case that everybody can open, in the active language."""
    pages = CasePage.objects.live().public().filter(case=appeal.case_id)
    return pages.filter(locale__language_code=get_language()).first()


def make_pack(version: LetterVersion, page: CasePage, order: Order) -> Made:
    """A pack of letters of `version` in the words of `page`; raises NotOpenError, and then there
    is no row.

    A class has no initials in its pack: whatever the order says, its letters have a line to sign.
    """
    appeal = version.appeal
    refuse_if_closed(appeal, version)
    if order.kind == PackKind.CLASS:
        order = Order(order.kind, (), order.size, order.contents, order.two_sided)
    house, code = CampaignSettings.in_force(), new_code()
    try:
        file = _Press(version, page, order, house, code).printed()
    except LetterRefused as refused:
        raise NotOpenError(ClosedReason.NO_LETTER) from refused
    pack = GroupPack.objects.create(
        appeal=appeal,
        language=version.language,
        kind=order.kind,
        size=order.size,
        specimen=house.specimen_mark,
        code_hash=hash_of(code),
    )
    return Made(pack, file, code)


@lru_cache(maxsize=64)
def _to_copy(content: LetterContent) -> Sheet:
    """The sheet to copy by hand; without a signatory it is the same for all of a day."""
    return draw(by_hand_page(content), content.language, most=2)


class _Press:
    """One pack on its way to paper."""

    def __init__(
        self,
        version: LetterVersion,
        page: CasePage,
        order: Order,
        house: CampaignSettings,
        code: str,
    ) -> None:
        self.version, self.order, self.house, self.code = version, order, house, code
        self.appeal, self.language = version.appeal, page.locale.language_code
        self.sheets = PackSheets(self.appeal, page, house, order.kind)
        self.file = io.BytesIO()
        self.pack = Pack(self.file, two_sided=order.two_sided)

    def printed(self) -> bytes:
        """What the group reads first comes first, what it posts last."""
        self.pack.sheet(tally(self.sheets.tally(self.order.size, self.code)))
        for sheet in self._told():
            self.pack.sheet(sheet)
        self._letters()
        if LABELS in self.order.contents:
            self._labels()
        self.pack.finish(self.sheets.title(), self.language)
        return self.file.getvalue()

    def _told(self) -> list[Sheet]:
        chosen, sheets = self.order.contents, []
        if self.order.kind == PackKind.CLASS:
            sheets.append(self.sheets.lesson())
        if CASE in chosen:
            sheets.append(self.sheets.case())
        if POSTER in chosen:
            sheets.append(self.sheets.poster())
        if BY_HAND in chosen:
            sheets.append(self._by_hand())
        return sheets

    def _by_hand(self) -> Sheet:
        content = letter_content(
            self.appeal,
            self.version.letter_blocks,
            self.version.language,
            None,
            house=self.house,
            specimen=self.house.specimen_mark,
            by_hand=True,
        )
        return _to_copy(content)

    def _letters(self) -> None:
        kit = letter_kit(
            self.appeal,
            self.version.letter_blocks,
            self.version.language,
            house=self.house,
            specimen=self.house.specimen_mark,
            by_hand=True,
        )
        day = timezone.localdate()
        for initials in (*self.order.initials, *[""] * self.order.blank):
            self.pack.letter(kit, initials, day)

    def _labels(self) -> None:
        lines = envelope(self.appeal, self.version.language, self.house, by_hand=True).lines
        sheet = LabelSheet(*conf.get("LABEL_SHEET"))
        for each in labels(lines, self.order.size, sheet):
            self.pack.sheet(each)
