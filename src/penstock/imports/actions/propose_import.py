"""Propose an import: look at files and say what would happen."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.collector import collector_at_rest
from penstock.common.errors import Problem, Refused
from penstock.imports.files import Kept
from penstock.imports.models import Import, ImportState
from penstock.imports.permissions import require_importer
from penstock.imports.running.preparing import prepare
from penstock.imports.running.preview import preview
from penstock.workspaces.actor import Actor

QUICK_BYTES = 4 << 20
"""Files up to this size are looked at while the person waits, larger ones by the worker."""


@action
def propose_import(
    files: list[Kept], *, by: Actor, choices: dict[str, Any] | None = None, in_background: bool = False
) -> Import:
    """An import of kept files with its proposal; nothing of the domain is written. Raises what the reader says."""
    require_importer(by)
    if not files:
        raise Refused(_("Choose at least one file."), fields={"files": _("Choose at least one file.")})
    one = Import(workspace=by.workspace, person=by.person, files=files, choices=choices or {})
    one.title = ", ".join(kept["name"] for kept in files)[:300]
    one.save()
    return propose_later(one, by) if in_background else proposed(one, by)


def is_large(files: list[Kept]) -> bool:
    """Whether looking at the files takes longer than a person should wait for a page."""
    return sum(kept["size"] or 0 for kept in files) > QUICK_BYTES


def proposed(one: Import, by: Actor) -> Import:
    """The import with a proposal that follows its choices."""
    with collector_at_rest():
        run = prepare(one, by.through("import"))
        one.proposal = preview(run)
    one.prepared = run
    one.system = one.proposal["system"]
    one.rows_total = one.proposal["rows"]
    one.state = ImportState.PROPOSED
    one.save(update_fields=["proposal", "system", "rows_total", "choices", "state"])
    return one


def propose_later(one: Import, by: Actor) -> Import:
    """Let the worker look at the files."""
    from penstock.imports.jobs import propose_import_job

    one.state = ImportState.READING
    one.save(update_fields=["state", "choices"])
    transaction.on_commit(lambda: propose_import_job.enqueue(one.pk, by.workspace_id, by.person_id))
    return one


def propose_now(one: Import, by: Actor) -> None:
    """What the worker does then; files that cannot be read leave the sentence with the import."""
    if one.state != ImportState.READING:
        return
    try:
        proposed(one, by)
    except Problem as problem:
        one.state, one.message = ImportState.FAILED, problem.message
        one.save(update_fields=["state", "message"])
