"""Advise how many open deals a seller should have in a stage at most."""

from django.utils.translation import gettext as _

from penstock.attention.events import StageLimitSet
from penstock.attention.models import StageLimit
from penstock.common.actions import action
from penstock.common.errors import NotPermitted, Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor

LARGEST = 10_000


@action
def set_stage_limit(stage: Stage, most: int | None, *, by: Actor) -> Event | None:
    """At most so many open deals of one seller in the stage, or as many as come; None when that is known so."""
    by.require_admin(_("Only an administrator may set limits."))
    if stage.workspace_id != by.workspace_id:
        raise NotPermitted(_("This stage does not exist."))
    if (most is not None and not 0 < most <= LARGEST) or not stage.is_open:
        sentence = _("A limit is a number from 1 to %(most)s, for a stage in which deals are worked.")
        raise Refused(sentence % {"most": LARGEST}, fields={"most": sentence % {"most": LARGEST}})
    known = StageLimit.objects.of(by).filter(stage_id=stage.pk).first()
    if (known.most if known else None) == most:
        return None
    StageLimit.objects.of(by).filter(stage_id=stage.pk).delete()
    if most is not None:
        StageLimit.objects.insert([StageLimit(workspace=by.workspace, stage_id=stage.pk, most=most)])
    return record(by, StageLimitSet(stage_id=stage.pk, most=most))[0]
