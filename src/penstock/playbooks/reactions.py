"""What playbooks do about the journal: tasks for a deal that entered a stage, once a visit; imports make none.

And the ready playbook for a pipeline that was asked for with it.
"""

from dataclasses import replace

from django.db.models import Q

from penstock.deals.events import DealMoved, DealOpened, DealReopened, DealUndone, DealWon
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.journal.reactions import reaction
from penstock.pipelines.events import PipelineCreated
from penstock.pipelines.models import Pipeline
from penstock.playbooks.actions import add_ready_playbook
from penstock.playbooks.entering import make_tasks, withdraw_tasks
from penstock.playbooks.models import EntryTask
from penstock.workspaces.actor import Actor

ENTRIES = tuple(event.kind for event in (DealOpened, DealMoved, DealReopened, DealWon))


def wanted(by: Actor) -> Q | None:
    """Nothing while no stage lists tasks."""
    return Q(deal_id__isnull=False) if EntryTask.objects.on(by.workspace).exists() else None


@reaction("playbooks.entry_tasks", *ENTRIES, DealUndone.kind, wanted=wanted)
def enter_stage(by: Actor, event: Event) -> None:
    """Make the tasks of the stage entered, if the deal is still there; take back those of an undone entry."""
    acting = replace(by, caused_by=event.position)
    deal = Deal.objects.of(by).select_related("stage", "owner__workspace").filter(pk=event.deal_id).first()
    if deal is None:
        return
    if event.kind == DealUndone.kind:
        withdraw_tasks(deal, event.data["undone"], acting)
    elif entered(event) in (None, deal.stage_id):
        make_tasks(deal, event, acting)


@reaction("playbooks.ready", PipelineCreated.kind)
def fill_playbook(by: Actor, event: Event) -> None:
    """A pipeline that was asked for with the ready playbook gets it, in the language in which it was asked for."""
    language = event.data.get("playbook_in", "")
    pipeline = Pipeline.objects.of(by).filter(pk=event.data["pipeline_id"], retired_at__isnull=True).first()
    if language and pipeline is not None:
        add_ready_playbook(pipeline, by=replace(by, caused_by=event.position), language=language)


def entered(event: Event) -> int | None:
    """The stage that the event led to, where it says so."""
    changed = event.data.get("changes", {}).get("stage_id")
    found = changed[1] if changed else event.data.get("stage_id")
    return int(found) if found is not None else None
