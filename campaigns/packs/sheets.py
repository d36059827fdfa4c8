"""The sheets of a pack in the visitor's language: what is public of the case, and our own words.

Where a case may not name the organisation, no sheet names it: no address and no code that lead to
its site, no credit and no paragraph with its name. A class is led to no form: its sheets carry no
code, its pupils sign on paper. Pictures only while the consent to them holds.
"""

from collections.abc import Iterable
from typing import Any

from babel.dates import format_date
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from campaigns.enums import PackKind
from campaigns.letters.case_sheet import CaseSheet, case_sheet
from campaigns.letters.languages import LANGUAGES
from campaigns.letters.lesson import Lesson, lesson
from campaigns.letters.poster import Poster, poster
from campaigns.letters.sheets import Picture, Sheet
from campaigns.letters.tally import Tally
from campaigns.models import Appeal, CampaignSettings, CasePage
from campaigns.models.letter_pages import SPECIMEN_MARK
from campaigns.packs.lesson_words import sections
from campaigns.packs.pictures import picture_for_paper
from campaigns.packs.story import demands, paragraphs, silent_about

POSTER_PIXELS = (1456, 768)
CASE_PIXELS = (880, 660)


def country_name(record: Any) -> str:
    """Of a case or an authority, in the active language."""
    return str(record.country.name)


class PackSheets:
    """Sheets for one appeal; `page` is live, and the active language is its language."""

    def __init__(
        self, appeal: Appeal, page: CasePage, house: CampaignSettings, kind: PackKind
    ) -> None:
        self.appeal, self.subject, self.page, self.house = appeal, appeal.case, page, house
        self.language = page.locale.language_code
        self.in_class = kind == PackKind.CLASS
        self.may_name = self.subject.may_name_organisation
        self.mark = SPECIMEN_MARK if house.specimen_mark else ""
        self.address = "" if self.in_class else self._address("appeal", appeal.uuid)

    def title(self) -> str:
        return _("Letters for %(name)s") % {"name": self.subject.public_name}

    def poster(self) -> Sheet:
        picture, credit = self._picture(POSTER_PIXELS)
        return poster(
            Poster(
                language=self.language,
                kicker=country_name(self.subject),
                name=self.subject.public_name,
                lead=" ".join(self._said([self.page.summary])),
                until=self._until(),
                call=_("Write a letter."),
                how=self._how(),
                address=self.address,
                code_alt=self._code_alt(),
                house=self.house.organisation if self.may_name else "",
                picture=picture,
                picture_alt=self.page.picture_alt,
                credit=credit,
                mark=self.mark,
                mono=self.in_class,
            )
        )

    def case(self) -> Sheet:
        # A credit stands on the poster; here it would be longer than the picture is wide.
        picture, _credit = self._picture(CASE_PIXELS)
        return case_sheet(
            CaseSheet(
                language=self.language,
                kicker=country_name(self.subject),
                title=self.page.title,
                lead=" ".join(self._said([self.page.summary])),
                story=self._said(paragraphs(self.page)),
                demands_heading=_("What we demand"),
                demands=self._said(demands(self.page)),
                facts=self._facts(),
                more=_("The story goes on: ask those who gave you this sheet."),
                note=self.content_note() if self.in_class else "",
                call=_("Sign the letter"),
                how=self._how(),
                address=self.address,
                code_alt=self._code_alt(),
                picture=picture,
                picture_alt=self.page.picture_alt,
                mark=self.mark,
                mono=self.in_class,
            )
        )

    def tally(self, size: int, code: str) -> Tally:
        """Words of the sheet with the code of the pack, which is in no other place."""
        return Tally(
            language=self.language,
            kicker=self.title(),
            title=_("For those who look after the letters"),
            steps_heading=_("How to go about it"),
            steps=self._steps(),
            boxes_heading=_("Letters that are signed: tick one box for each"),
            boxes=size,
            code_heading=_("The code of this pack"),
            code=code,
            how=self._reporting(size),
            address=self._address("packs"),
            note=_("Write no names on this sheet. What counts is the number."),
            mark=self.mark,
            mono=self.in_class,
        )

    def lesson(self) -> Sheet:
        return lesson(
            Lesson(
                language=self.language,
                kicker=self.title(),
                title=_("A letter in class"),
                note=self.content_note(),
                sections=sections(),
                mark=self.mark,
            )
        )

    def content_note(self) -> str:
        """What the editor warns of, or what is true of every case."""
        neutral = _("It is about imprisonment and about injustice done by a state.")
        warned = " ".join(self._said([self.page.content_note])) or neutral
        return _("About what is told here: %(note)s") % {"note": warned}

    def _said(self, texts: Iterable[str]) -> tuple[str, ...]:
        if self.may_name:
            return tuple(texts)
        return silent_about(self.house.organisation, texts)

    def _picture(self, pixels: tuple[int, int]) -> tuple[Picture | None, str]:
        """The picture that may be shown now, and who made it."""
        shown = self.subject.picture()
        if shown is None:
            return None, ""
        picture = picture_for_paper(shown.image, *pixels, grey=self.in_class)
        return picture, " ".join(self._said([shown.credit]))

    def _address(self, name: str, *args: object) -> str:
        """Where a page of ours lies on the site; "" where the sheet must not say whose it is."""
        if not self.may_name:
            return ""
        parts = self.page.get_url_parts()
        origin = parts[1] if parts else ""
        return origin + reverse(f"campaigns:{name}", args=args) if origin else ""

    def _code_alt(self) -> str:
        return _("Code that leads to the form, at the address beside it")

    def _until(self) -> str:
        locale = LANGUAGES[self.language].locale
        day = format_date(self.appeal.closes, format="long", locale=locale)
        return _("Sign until %(day)s") % {"day": day}

    def _facts(self) -> tuple[tuple[str, str], ...]:
        native = self.subject.native_name
        named = native and native != self.subject.public_name
        return (
            *([(_("Name in its own script:"), native)] if named else []),
            (_("The letter goes to:"), self.appeal.authority.name),
            ("", self._until()),
        )

    def _how(self) -> str:
        if self.address:
            return _(
                "Scan the code. Read the letter in your own language. Sign it with nothing but "
                "your initials: your name stays with you."
            )
        return _(
            "Read the letter, then sign it with nothing but your initials: your name stays with "
            "you. The letters are here."
        )

    def _steps(self) -> tuple[str, ...]:
        last = _("Fold the letters, put each in an envelope of its own, and post them.")
        if self.in_class:
            return (
                _("Read the sheet for teachers first, and the case itself."),
                _("Nobody has to sign. Who does signs with initials only, on the line."),
                last,
            )
        return (
            _("Let everybody read the case before they sign."),
            _("Who signs uses initials only, by hand. No sender on the envelope either."),
            last,
        )

    def _reporting(self, size: int) -> str:
        said = ngettext(
            "Tell us whether you have posted the letter, with this code.",
            "Tell us how many of the %(size)d letters you have posted, with this code.",
            size,
        ) % {"size": size}
        if self._address("packs"):
            here = pgettext("an address follows", "You do so here:")
            return f"{said} {here}"
        place = _("You do so on the site where you made this pack, under “Report a pack”.")
        return f"{said} {place}"
