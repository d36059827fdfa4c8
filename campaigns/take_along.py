"""The letter as a visitor takes it along: to post it, or to send it from a mailbox of their own."""

from dataclasses import dataclass

from django.utils import timezone

from campaigns.enums import ClosedReason, PrintKind
from campaigns.letters.assemble import single
from campaigns.letters.by_hand import by_hand_sheet
from campaigns.letters.docx import word
from campaigns.letters.mail import Mail, MailAddressError, eml, mail, mailto
from campaigns.letters.pdf import LetterRefused
from campaigns.letters.signatory import Signatory
from campaigns.models import Appeal, CampaignSettings, LetterVersion, PrintCount
from campaigns.models.letter_pages import letter_content, letter_kit
from campaigns.signing import NotOpenError, refuse_if_closed


def letter_to_post(
    appeal: Appeal,
    version: LetterVersion,
    signatory: Signatory,
    kind: PrintKind = PrintKind.PDF,
) -> bytes:
    """The file a visitor takes along to post; counted unless a specimen, nothing else kept.

    Raises NotOpenError, also where the page cannot be made: an address may have grown since.
    """
    refuse_if_closed(appeal, version)
    house = CampaignSettings.in_force()
    try:
        file = _file_to_post(appeal, version, signatory, kind, house)
    except LetterRefused as refused:
        raise NotOpenError(ClosedReason.NO_LETTER) from refused
    if not house.specimen_mark:
        PrintCount.add(appeal, version.language, kind)
    return file


def _file_to_post(
    appeal: Appeal,
    version: LetterVersion,
    signatory: Signatory,
    kind: PrintKind,
    house: CampaignSettings,
) -> bytes:
    blocks, language, specimen = version.letter_blocks, version.language, house.specimen_mark
    if kind == PrintKind.PDF:
        kit = letter_kit(appeal, blocks, language, house=house, specimen=specimen, by_hand=True)
        return single(kit, signatory, timezone.localdate())
    content = letter_content(
        appeal, blocks, language, signatory, house=house, specimen=specimen, by_hand=True
    )
    return word(content) if kind == PrintKind.WORD else by_hand_sheet(content)


@dataclass(frozen=True, slots=True)
class OwnMail:
    """A letter for the visitor's own mailbox: what to copy, a draft to open, perhaps a link."""

    to: str
    mail: Mail
    draft: bytes
    link: str | None


def letter_to_mail(
    appeal: Appeal, version: LetterVersion, signatory: Signatory, *, counted: bool = True
) -> OwnMail:
    """For a visitor who writes from a mailbox of their own; nothing of it is kept.

    Raises NotOpenError, also where the office has no address that mail can be sent to.
    """
    refuse_if_closed(appeal, version)
    house = CampaignSettings.in_force()
    to = appeal.authority.email
    try:
        content = letter_content(
            appeal,
            version.letter_blocks,
            version.language,
            signatory,
            house=house,
            specimen=house.specimen_mark,
            by_hand=True,
        )
        written = OwnMail(to, mail(content), eml(content, to), mailto(content, to))
    except (LetterRefused, MailAddressError) as refused:
        raise NotOpenError(ClosedReason.NO_LETTER) from refused
    if counted and not house.specimen_mark:
        PrintCount.add(appeal, version.language, PrintKind.MAIL)
    return written
