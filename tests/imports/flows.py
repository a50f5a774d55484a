"""How tests bring files in: proposed, started and run in the foreground, through the import's own door."""

from pathlib import Path
from typing import Any

from penstock.imports.actions import propose_import, start_import, undo_import
from penstock.imports.files import keep_paths
from penstock.imports.models import Import
from penstock.imports.running.run_import import run_import
from penstock.imports.running.undoing import run_undo
from penstock.workspaces.actor import Actor


def proposed(by: Actor, *paths: Path, **choices: Any) -> Import:
    """A proposal for files."""
    return propose_import(keep_paths(paths), by=by, choices=choices)


def imported(by: Actor, *paths: Path, **choices: Any) -> Import:
    """Files brought in."""
    return carried_on(proposed(by, *paths, **choices), by)


def carried_on(one: Import, by: Actor) -> Import:
    """An import run to its end, or to where it stops."""
    started = start_import(one, by=by, in_background=False)
    run_import(started, by.through("import"))
    return Import.objects.of(by).get(pk=one.pk)


def undone(one: Import, by: Actor) -> Import:
    """An import taken back."""
    run_undo(undo_import(one, by=by, in_background=False), by.through("import"))
    return Import.objects.of(by).get(pk=one.pk)


def csv_file(folder: Path, name: str, text: str) -> Path:
    """A CSV file with this text."""
    path = folder / name
    path.write_text(text.strip() + "\n", encoding="utf-8")
    return path
