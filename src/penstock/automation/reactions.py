"""What automation does about the journal and the clock; the worker calls these."""

from datetime import timedelta

from penstock.automation.delivering import deliver_waiting
from penstock.automation.firing import fire, wanted
from penstock.automation.running import run_waiting
from penstock.automation.sieving import sift
from penstock.automation.timing import follow_date, look_at_days
from penstock.journal.models import Event
from penstock.journal.reactions import reaction, recurring
from penstock.workspaces.actor import Actor


@reaction(
    "automation.fire",
    "deal.*",
    "activity.done",
    "note.written",
    "file.attached",
    "process.started",
    "process.moved",
    wanted=wanted,
    sift=sift,
    hears_imports=True,
    begins_at_start=True,
)
def begin_runs(by: Actor, event: Event) -> None:
    """Write down the runs that an event calls for."""
    fire(by, event)
    if event.kind == "deal.changed":
        follow_date(by, event)


recurring("automation.days", timedelta(minutes=1))(look_at_days)
recurring("automation.runs", timedelta(seconds=0.3))(run_waiting)
recurring("automation.deliveries", timedelta(seconds=1), apart=True)(deliver_waiting)
