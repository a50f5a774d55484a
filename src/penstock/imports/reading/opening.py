"""Opening: what kind of file it is, by its bytes and not by its name, and the tables in it."""

import gzip
import io
import zipfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from django.utils.translation import gettext as _

from penstock.imports.reading.archive import members_of, open_member
from penstock.imports.reading.bounded import Bounded
from penstock.imports.reading.delimited import delimited_table
from penstock.imports.reading.table import Table, Unreadable
from penstock.imports.reading.workbook import workbook_tables

Reopen = Callable[[], BinaryIO]
GZIP, ZIP, OLD_EXCEL = b"\x1f\x8b", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OFFICE_PARTS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
LARGEST_WORKBOOK = 300 << 20
"""A workbook is unpacked whole in memory, so it may be this large and no larger; CSV has no such bound."""


def open_files(paths: Iterable[Path | str]) -> list[Table]:
    """The tables of several files, in their order; raises ``Unreadable`` with a sentence for the first bad one."""
    tables = [table for path in paths for table in open_file(Path(path))]
    if not tables:
        raise Unreadable(_("There is no table in these files: nothing to import."))
    return tables


def open_file(path: Path, label: str = "") -> list[Table]:
    """The tables of one file; ``label`` is the name that a person gave it, where it is kept under another."""
    label = label or path.name
    if not path.is_file():
        raise Unreadable(_("%(file)s is not there: check the name and the folder.") % {"file": label})
    try:
        return tables_in(label, lambda: path.open("rb"), nested=False)
    except PermissionError as problem:
        raise Unreadable(_("%(file)s may not be read: check its permissions.") % {"file": label}) from problem


def tables_in(label: str, reopen: Reopen, *, nested: bool) -> list[Table]:
    """The tables in the bytes that ``reopen`` gives; an archive inside an archive is refused."""
    with reopen() as stream:
        head = stream.read(8)
    if head.startswith(GZIP):
        return tables_in(label.removesuffix(".gz"), lambda: _unzipped(label, reopen), nested=True)
    if head == OLD_EXCEL:
        return workbook_tables(label, reopen)
    if head.startswith(ZIP):
        return _zipped(label, reopen, nested)
    table = delimited_table(Path(label).stem, label, reopen)
    return [table] if table else []


def _unzipped(label: str, reopen: Reopen) -> BinaryIO:
    return io.BufferedReader(Bounded(cast(BinaryIO, gzip.open(reopen())), label))


def _zipped(label: str, reopen: Reopen, nested: bool) -> list[Table]:
    """A workbook is a ZIP too; which one it is shows in its parts."""
    try:
        with reopen() as stream, zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
            if any(part in names for part in OFFICE_PARTS):
                _check_workbook(label, archive)
                return workbook_tables(label, reopen)
            if nested:
                raise Unreadable(_("%(file)s is an archive inside an archive: unpack it first.") % {"file": label})
            members = members_of(label, archive)
    except (zipfile.BadZipFile, NotImplementedError) as problem:
        raise Unreadable(
            _("%(file)s is a damaged ZIP file (%(problem)s): make it again.") % {"file": label, "problem": problem}
        ) from problem
    return [table for number, name in members for table in _member(name, partial(open_member, label, reopen, number))]


def _member(name: str, reopen: Reopen) -> list[Table]:
    """The tables of one member; what is no table (a photo, a letter) stands as an empty one and is told as such."""
    try:
        return tables_in(name, reopen, nested=True)
    except Unreadable as problem:
        return [Table(Path(name).name, name, (problem.message,), 1, lambda: iter(()))]


def _check_workbook(label: str, archive: zipfile.ZipFile) -> None:
    if sum(member.file_size for member in archive.infolist()) > LARGEST_WORKBOOK:
        raise Unreadable(
            _("%(file)s is too large for a workbook: save each of its sheets as CSV and import those.")
            % {"file": label}
        )
