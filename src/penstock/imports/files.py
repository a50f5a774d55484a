"""The files of an import, kept under names of our own in the data folder until it is done or undone."""

import shutil
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings

from penstock.imports.models import Import
from penstock.imports.reading import Table
from penstock.imports.reading.opening import open_file

Kept = dict[str, Any]


def folder() -> Path:
    """Where they lie; readable by nobody else."""
    place = Path(settings.DATA) / "imports"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def keep_uploads(uploads: Iterable[Any]) -> list[Kept]:
    """Keep what a browser sent; the name it gave is a label and never a path."""
    kept = []
    for upload in uploads:
        name = uuid.uuid4().hex
        with (folder() / name).open("wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)
        kept.append({"name": Path(upload.name or "file").name[:200], "kept_as": name, "size": upload.size})
    return kept


def keep_paths(paths: Iterable[Path]) -> list[Kept]:
    """Keep copies of files on this machine."""
    kept = []
    for path in paths:
        name = uuid.uuid4().hex
        shutil.copyfile(path, folder() / name)
        kept.append({"name": path.name[:200], "kept_as": name, "size": path.stat().st_size})
    return kept


def tables_of(record: Import) -> list[Table]:
    """The tables in an import's files."""
    return [table for kept in record.files for table in open_file(folder() / kept["kept_as"], kept["name"])]


def throw_away(record: Import) -> None:
    """Remove an import's files."""
    throw_away_files(record.files)


def throw_away_files(kept: Iterable[Kept]) -> None:
    """Remove kept files."""
    for one in kept:
        (folder() / one["kept_as"]).unlink(missing_ok=True)
