"""Who may change a process: who may change its deal, and whoever is responsible for it and may read it."""

from typing import Any

from django.utils.translation import gettext as _

from penstock.common.errors import NotPermitted
from penstock.processes.models import Process
from penstock.workspaces.actor import Actor


def may_change(process: Process, by: Actor) -> bool:
    """Whether the actor, who may read it, may move and change it; a role that only reads stays so."""
    is_mine = by.person_id is not None and process.responsible_id == by.person_id
    return by.may_write_for(process.deal.owner_id) or (is_mine and by.may_write)


def hold(process: Process, by: Actor, rows: Any = None) -> Process:
    """The process as it is now, locked for this transaction; raises unless the actor may change it."""
    found = Process.objects.of(by) if rows is None else rows
    found = found.select_for_update(of=("self",)).select_related("deal__workspace", "stage", "process_kind")
    held: Process | None = found.filter(pk=process.pk).first()
    if held is None:
        raise NotPermitted(_("This process does not exist or you may not see it."))
    if not may_change(held, by):
        raise NotPermitted(_("You may read “%(process)s” but not change it.") % {"process": held})
    return held
