"""Propose an import: look at files and say what would happen."""

from typing import Any

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.imports.files import Kept
from penstock.imports.models import Import
from penstock.imports.permissions import require_importer
from penstock.imports.running.preview import preview
from penstock.workspaces.actor import Actor


@action
def propose_import(files: list[Kept], *, by: Actor, choices: dict[str, Any] | None = None) -> Import:
    """An import of kept files with its proposal; no record of the domain is written. Raises Refused with the reader's sentence."""
    require_importer(by)
    if not files:
        raise Refused(_("Choose at least one file."), fields={"files": _("Choose at least one file.")})
    one = Import(workspace=by.workspace, person=by.person, files=files, choices=choices or {})
    one.title = ", ".join(kept["name"] for kept in files)[:300]
    one.save()
    return proposed(one, by)


def proposed(one: Import, by: Actor) -> Import:
    """The import with a proposal that follows its choices."""
    one.proposal = preview(one, by.through("import"))
    one.system = one.proposal["system"]
    one.rows_total = one.proposal["rows"]
    one.save(update_fields=["proposal", "system", "rows_total", "choices"])
    return one
