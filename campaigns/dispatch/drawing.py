"""Letters of a dispatch as pages: from what was frozen at the claim, never from what holds today.

A case renamed, an office moved, a window changed on the other side: a bundle drawn again is the
same, byte for byte.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from campaigns.enums import LetterState
from campaigns.letters.assemble import single
from campaigns.letters.bundle import Letter as BundleLetter
from campaigns.letters.content import Envelope, Layout
from campaigns.letters.kit import Kit
from campaigns.letters.signatory import Signatory
from campaigns.models import Appeal, CampaignSettings, Dispatch, Letter, LetterVersion
from campaigns.models.letter_pages import KITS, envelope, layout, specimen_layout

type Row = tuple[Any, ...]
_ROW = ("uuid", "version_id", "specimen", "initials", "place", "signed_on")


def frozen(
    appeal: Appeal, language: str, house: CampaignSettings, *, copies: bool
) -> dict[str, Any]:
    """What shapes the pages of a dispatch beside the versions, as JSON.

    copies: whether embassies get one, so that the pages may say it.
    """
    own = layout(appeal, house)
    return {
        "lines": list(envelope(appeal, language, house).lines),
        "return_line": envelope(appeal, language, house).return_line,
        "country": str(appeal.authority.country),
        "layout": asdict(own if copies else replace(own, copy_line="")),
        "names_organisation": appeal.case.may_name_organisation,
    }


def kit_of(version: LetterVersion, shape: dict[str, Any], *, specimen: bool = False) -> Kit:
    """The kit of a version in a frozen envelope; raises LetterRefused."""
    own = Layout(**shape["layout"])
    return KITS.kit(
        version.letter_blocks,
        Envelope(lines=tuple(shape["lines"]), return_line=shape["return_line"]),
        language=version.language,
        country=shape["country"],
        layout=specimen_layout(own) if specimen else own,
    )


def title_of(dispatch: Dispatch) -> str:
    """Title of the files. Its second part is secret until somebody holds a file.

    The hash of a bundle is public. Without a secret in it, whoever knows the letter could try all
    initials until the hash of a very small bundle comes out.
    """
    secret = hashlib.blake2b(b"title", key=dispatch.seed.to_bytes(8), digest_size=16)
    return f"{dispatch.uuid} {secret.hexdigest()}"


def letters_of(dispatch: Dispatch) -> list[Row]:
    """The letters in the order of the bundle, which tells nothing of when they were signed.

    Sorted by a keyed hash of their uuids: the same letters and seed give the same order, in any
    version of Python.
    """
    on_their_way = Letter.objects.filter(dispatch=dispatch, state=LetterState.CLAIMED)
    rows = on_their_way.order_by().values_list(*_ROW)
    found = list(rows.iterator(chunk_size=5_000))
    found.sort(key=lambda row: key_of(dispatch, row[0]))
    return found


def key_of(dispatch: Dispatch, letter: UUID) -> str:
    """A name for a letter within its dispatch (32 hex digits), which tells nothing of it."""
    key = dispatch.seed.to_bytes(8)
    return hashlib.blake2b(letter.bytes, key=key, digest_size=16).hexdigest()


def pages_of(dispatch: Dispatch, rows: list[Row]) -> Iterator[BundleLetter]:
    """What the bundle draws, letter by letter; raises LetterRefused."""
    versions = LetterVersion.objects.in_bulk({row[1] for row in rows})
    kits: dict[tuple[int, bool], Kit] = {}
    for _uuid, version, specimen, initials, place, day in rows:
        kit = kits.get((version, specimen))
        if kit is None:
            kit = kit_of(versions[version], dispatch.envelope, specimen=specimen)
            kits[version, specimen] = kit
        yield kit, Signatory(initials, place), day


def letter_file(dispatch: Dispatch, letter: Letter) -> bytes:
    """One letter of a dispatch as a file of its own; raises LetterRefused."""
    kit = kit_of(letter.version, dispatch.envelope, specimen=letter.specimen)
    return single(kit, Signatory(letter.initials, letter.place), letter.signed_on)
