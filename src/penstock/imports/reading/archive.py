"""ZIP archives: several tables in one file, within bounds. A member's path is never used as a path."""

import io
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import BinaryIO

from django.utils.translation import gettext as _

from penstock.imports.reading.bounded import LARGEST_UNPACKED, Bounded
from penstock.imports.reading.table import Unreadable

MOST_MEMBERS = 500
LARGEST_RATIO = 200
RATIO_COUNTS_FROM = 50 << 20
"""A small member may be packed tightly; beyond this size the ratio tells a bomb from a table."""


def members_of(label: str, archive: zipfile.ZipFile) -> list[tuple[int, str]]:
    """Number and bare name of each member worth reading; raises ``Unreadable`` for what could be a bomb."""
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS:
        raise Unreadable(
            _("%(file)s holds %(count)d files; an import takes up to %(most)d at once.")
            % {"file": label, "count": len(infos), "most": MOST_MEMBERS}
        )
    if sum(info.file_size for info in infos) > LARGEST_UNPACKED or any(map(_is_bomb, infos)):
        raise Unreadable(_("%(file)s unpacks to too much data to be a real export.") % {"file": label})
    if any(info.flag_bits & 1 for info in infos):
        raise Unreadable(_("%(file)s is locked with a password: unpack it and bring the files.") % {"file": label})
    return [(number, _bare(info)) for number, info in enumerate(infos) if _is_wanted(info)]


def open_member(label: str, reopen: Callable[[], BinaryIO], number: int) -> BinaryIO:
    """The bytes of one member, from the beginning; closing them closes the archive."""
    archive = zipfile.ZipFile(reopen())
    info = archive.infolist()[number]
    return _Member(Bounded(archive.open(info), f"{label} › {_bare(info)}", info.file_size), archive)


class _Member(io.BufferedReader):
    def __init__(self, raw: Bounded, archive: zipfile.ZipFile) -> None:
        super().__init__(raw)
        self.archive = archive

    def close(self) -> None:
        super().close()
        under = self.archive.fp
        self.archive.close()
        if under:
            under.close()


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > RATIO_COUNTS_FROM and info.file_size > LARGEST_RATIO * max(1, info.compress_size)


def _is_wanted(info: zipfile.ZipInfo) -> bool:
    """Folders, hidden files and what macOS adds are left alone."""
    parts = PurePosixPath(info.filename.replace("\\", "/")).parts
    hidden = any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts)
    return not (info.is_dir() or hidden or not info.file_size)


def _bare(info: zipfile.ZipInfo) -> str:
    return PurePosixPath(info.filename.replace("\\", "/")).name
