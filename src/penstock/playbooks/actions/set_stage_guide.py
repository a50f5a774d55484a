"""Say what a stage is for."""

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.changes import set_facts
from penstock.common.checks import plain
from penstock.common.errors import Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.pipelines.changing import held
from penstock.pipelines.models import Stage
from penstock.playbooks.events import StageGuideSet
from penstock.playbooks.models import StageGuide
from penstock.workspaces.actor import Actor

LONGEST = 4_000


@action
def set_stage_guide(stage: Stage, purpose: str, *, by: Actor) -> Event | None:
    """The purpose of the stage, which its deals' pages show; None when it says so already."""
    locked, text = held(stage, by), plain(purpose)
    if len(text) > LONGEST:
        sentence = _("This is too long to be read beside a deal; give it as a file.")
        raise Refused(sentence, fields={"purpose": sentence})
    row = StageGuide.objects.of(by).filter(stage=locked).first()
    if row is None:
        row = StageGuide(workspace=by.workspace, stage=locked)
        row.save()
    if not set_facts(row, {"purpose": text}):
        return None
    return record(by, StageGuideSet(stage_id=locked.pk))[0]
