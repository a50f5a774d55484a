"""Say what stands over the workspace's documents."""

from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.changes import set_facts
from penstock.common.checks import line, plain
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.letterhead.events import LetterheadSet
from penstock.letterhead.logos import keep_logo
from penstock.letterhead.models import Letterhead
from penstock.workspaces.actor import Actor

TEXTS = ("address", "requisites", "bank")
LONGEST, MOST_LINES = 1000, 8


@action
def set_letterhead(
    *, by: Actor, logo: "File[bytes] | None" = None, without_logo: bool = False, **texts: str
) -> Event | None:
    """Set ``name address requisites bank``, and another logo or none; None where nothing changes."""
    by.require_admin(_("Only an administrator may change the letterhead."))
    row, _made = Letterhead.objects.on(by.workspace).select_for_update().get_or_create(workspace=by.workspace)
    facts: dict[str, Any] = {name: _checked(name, value) for name, value in texts.items()}
    before = row.logo
    if logo is not None:
        facts["logo"], facts["logo_wide"], facts["logo_high"] = keep_logo(logo)
    elif without_logo:
        facts |= {"logo": "", "logo_wide": 0, "logo_high": 0}
    changes = set_facts(row, facts)
    if not changes:
        return None
    if before and row.logo != before:
        transaction.on_commit(lambda: default_storage.delete(before))
    changed = {name.partition("_")[0] for name in changes}
    return record(by, LetterheadSet(fields=sorted(changed)))[0]


def _checked(name: str, value: str) -> str:
    if name == "name":
        return line(200)(value)
    if name not in TEXTS:
        raise TypeError(f"the letterhead has no {name}")
    kept = [" ".join(one.split()) for one in plain(value)[:LONGEST].splitlines()]
    return "\n".join([one for one in kept if one][:MOST_LINES])
