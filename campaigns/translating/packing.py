"""ZIP archives of PO files, read with care: nothing is written to a disk, nothing grows."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from campaigns.translating.catalogues import LARGEST

LARGEST_ARCHIVE = 20 * 1024 * 1024  # bytes, packed
LARGEST_CONTENT = 50 * 1024 * 1024  # bytes, unpacked
MOST_FILES = 1_000
_ENCRYPTED = 0x1
# The same bytes for the same texts, and no hint when somebody worked.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
# What systems and we ourselves add beside the PO files.
_PASSED_OVER = (".txt", ".ds_store", "thumbs.db", "desktop.ini")
_DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError)


@dataclass(slots=True)
class Unpacked:
    """files: contents by name. refused: why others were not read. broken: why none was."""

    files: dict[str, bytes] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    broken: str = ""


def packed(files: Iterable[tuple[str, str]]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files:
            archive.writestr(zipfile.ZipInfo(name, _NO_TIME), text, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def unpacked(content: bytes) -> Unpacked:
    """The PO files of an archive; whatever is odd about one is told, and the others are read."""
    found = Unpacked()
    if len(content) > LARGEST_ARCHIVE:
        found.broken = _("The archive is larger than 20 MB.")
        return found
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found.broken = _too_much(archive)
            for member in [] if found.broken else _wanted(archive):
                _unpack(archive, member, found)
    except _DAMAGE:
        found.broken = _("This is no ZIP archive, or it is damaged.")
    return found


def _too_much(archive: zipfile.ZipFile) -> str:
    members = archive.infolist()
    if len(members) > MOST_FILES:
        return _("The archive holds more than 1000 files.")
    if sum(member.file_size for member in members) > LARGEST_CONTENT:
        return _("The archive holds more than 50 MB.")
    return ""


def _wanted(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    for member in archive.infolist():
        name = member.filename.lower()
        hidden = name.startswith("__macosx/") or name.rpartition("/")[2].startswith("._")
        if not (member.is_dir() or hidden or name.endswith(_PASSED_OVER)):
            yield member


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, found: Unpacked) -> None:
    name = member.filename
    if reason := _refusal(member, found):
        found.refused[name] = reason
        return
    try:
        with archive.open(member) as file:
            # What the archive says about sizes may be a lie.
            content = file.read(LARGEST + 1)
    except _DAMAGE:
        found.refused[name] = _("The file is damaged.")
        return
    if len(content) > LARGEST:
        found.refused[name] = _("The file is larger than 2 MB.")
    else:
        found.files[name] = content


def _refusal(member: zipfile.ZipInfo, found: Unpacked) -> str:
    name = member.filename
    if member.flag_bits & _ENCRYPTED:
        return _("The file is locked with a password.")
    if not name.lower().endswith(".po"):
        return _("This is no PO file.")
    if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/"):
        return _("The name points outside the archive.")
    if name in found.files or name in found.refused:
        return _("The archive holds two files of this name.")
    return ""
