"""Change many deals as one thing that can be undone as one."""

from django.db import transaction
from django.utils.translation import gettext as _

from penstock.boards.many import AT_ONCE, MOST, Outcome, as_form, go_on, take_back
from penstock.boards.models import BulkChange
from penstock.boards.verbs import VERBS
from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import NotPermitted, Refused
from penstock.workspaces.actor import Actor


@action
def change_many(verb: str, values: dict[str, list[str]], deal_ids: list[int], *, by: Actor) -> BulkChange:
    """Begin to change deals: some at once, many by the worker; each through its own action."""
    if not by.may_write:
        raise NotPermitted(_("You may read deals but not change them."))
    if verb not in VERBS or VERBS[verb].cleaned(as_form(values), by) is None:
        raise Refused(_("This change wants something that is missing."))
    ids = list(dict.fromkeys(deal_ids))
    if not 0 < len(ids) <= MOST:
        raise Refused(_("Choose between 1 and %(most)s deals.") % {"most": MOST})
    bulk = BulkChange(
        workspace=by.workspace, person=by.person, verb=verb, values=values, pending=ids, begun_at=clock.now()
    )
    bulk.save()
    if len(ids) <= AT_ONCE:
        go_on(bulk, by)
    else:
        _hand_to_worker(bulk, by)
    return bulk


def _hand_to_worker(bulk: BulkChange, by: Actor) -> None:
    from penstock.boards.jobs import go_on_job

    transaction.on_commit(lambda: go_on_job.enqueue(bulk.pk, by.workspace_id, by.person_id))


@action
def undo_many(bulk: BulkChange, *, by: Actor) -> Outcome | None:
    """Take a change of many deals back; what is still to be done is not done. None when it was undone before."""
    held = BulkChange.objects.of(by).select_for_update(of=("self",)).filter(pk=bulk.pk).first()
    if held is None:
        raise NotPermitted(_("This change was made by somebody else."))
    if held.undone_at is not None:
        return None
    outcome = take_back(((int(deal), position) for deal, position in held.done.items()), by)
    held.undone_at, held.pending = clock.now(), []
    held.save(update_fields=["undone_at", "pending"])
    return outcome
