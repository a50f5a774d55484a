"""The backup file: a ZIP with a manifest, the database, the uploads and the key that signs sessions."""

import json
import os
import shutil
import tempfile
import zipfile
from gettext import gettext as _
from pathlib import Path, PurePosixPath
from typing import Any

from django.utils import timezone

from penstock import __version__
from penstock.cli import dumps
from penstock.common.errors import Refused

MANIFEST = "manifest.json"
KEPT = ("secret-key", "uploads")


def write(file: Path, data: Path) -> dict[str, Any]:
    """Writes beside the final name first, so that a file of that name is always whole; returns the manifest."""
    manifest = {"version": __version__, "made_at": timezone.now().isoformat(), "database": dumps.vendor()}
    draft = file.with_name(f".{file.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=data) as folder, _private_zip(draft) as target:
            target.writestr(MANIFEST, json.dumps(manifest, indent=2))
            target.write(dumps.dump(Path(folder)), dumps.NAME)
            for path in _kept_files(data):
                target.write(path, path.relative_to(data).as_posix())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def read(file: Path, data: Path, *, replace: bool) -> dict[str, Any]:
    """Unpacks and checks everything beside the data first, then puts it in place; returns the manifest."""
    if not replace and not dumps.is_empty():
        words = _("%(folder)s already holds data. Choose an empty PENSTOCK_DATA, or say --replace to lose it.")
        raise Refused(words % {"folder": data})
    with tempfile.TemporaryDirectory(dir=data) as name:
        folder = Path(name)
        manifest = _unpack(file, folder)
        dumps.restore(folder / dumps.NAME)
        for kept in KEPT:
            _put(folder / kept, data / kept)
    return manifest


def _unpack(file: Path, folder: Path) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(file) as source:
            manifest: dict[str, Any] = json.loads(source.read(MANIFEST))
            _refuse_foreign(source.namelist(), manifest)
            source.extractall(folder)
    except (zipfile.BadZipFile, KeyError, json.JSONDecodeError, UnicodeDecodeError) as error:
        words = _("%(file)s is not a backup that Penstock made, or it is damaged.")
        raise Refused(words % {"file": file}) from error
    return manifest


def _refuse_foreign(names: list[str], manifest: dict[str, Any]) -> None:
    """Only our own names, and only a dump of the kind of database that is set."""
    paths = [PurePosixPath(name) for name in names]
    if any(path.is_absolute() or ".." in path.parts or path.parts[0] not in _names() for path in paths):
        raise Refused(_("The file holds names that no backup has; nothing was restored."))
    if manifest.get("database") != dumps.vendor():
        words = _("The backup is of %(theirs)s, but %(ours)s is set here.")
        raise Refused(words % {"theirs": manifest.get("database"), "ours": dumps.vendor()})


def _names() -> tuple[str, ...]:
    return (MANIFEST, dumps.NAME, *KEPT)


def _put(source: Path, target: Path) -> None:
    if target.is_dir():
        shutil.rmtree(target)
    if source.exists():
        source.replace(target)
        if target.is_file():
            target.chmod(0o600)


def _kept_files(data: Path) -> list[Path]:
    found = [path for kept in KEPT for path in ([data / kept, *(data / kept).rglob("*")])]
    return sorted(path for path in found if path.is_file())


def _private_zip(path: Path) -> zipfile.ZipFile:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    return zipfile.ZipFile(os.fdopen(handle, "wb"), "w", zipfile.ZIP_DEFLATED, compresslevel=1)
