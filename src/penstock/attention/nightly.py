"""Learns the norms once a night, when nobody waits for the database."""

from datetime import timedelta

from penstock.attention.actions import learn_norms
from penstock.attention.models import Learning
from penstock.common import clock
from penstock.journal.reactions import recurring
from penstock.workspaces.actor import Actor

NIGHT = timedelta(hours=3)
"""So long after midnight by the workspace's clock."""


@recurring("attention.norms", timedelta(minutes=20))
def learn_at_night(by: Actor) -> bool:
    """Learn when nothing was learnt since the last night began; whether anything is usual now that was not."""
    today = clock.day_of(clock.now() - NIGHT, by.workspace.zone)
    began = clock.day_start(today, by.workspace.zone) + NIGHT
    if Learning.objects.on(by.workspace).filter(learnt_at__gte=began).exists():
        return False
    return learn_norms(by=by) is not None
