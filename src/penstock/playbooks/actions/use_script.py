"""Lead a talk by a script, and keep which answers were given."""

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.checks import plain
from penstock.common.errors import Refused
from penstock.deals.changing import hold
from penstock.deals.models import Deal
from penstock.journal.recording import record
from penstock.playbooks.events import ScriptUsed
from penstock.playbooks.models import Script, ScriptUse
from penstock.workspaces.actor import Actor

LONGEST_TALK = 60
LONGEST_NOTE = 10_000


@action
def use_script(deal: Deal, script: Script, path: list[tuple[int, int]], *, by: Actor, note: str = "") -> ScriptUse:
    """A talk was led by this version of a script; ``path`` is each step and the answer given, counted from 1."""
    held = hold(deal, by)
    if not Script.objects.of(by).filter(pk=script.pk, stage__pipeline_id=held.pipeline_id).exists():
        raise Refused(_("This script belongs to another pipeline."))
    require_walkable(script, path)
    use = ScriptUse(workspace=by.workspace, deal=held, script=script, path=path, note=plain(note)[:LONGEST_NOTE])
    use.person, use.at = by.person, clock.now()
    use.save()
    record(by, ScriptUsed(deal_id=held.pk, company_id=held.company_id, script_use_id=use.pk, answers=len(path)))
    return use


def require_walkable(script: Script, path: list[tuple[int, int]]) -> None:
    """Raise unless the path begins at the first step and each answer leads to the next."""
    if len(path) > LONGEST_TALK:
        raise Refused(_("This talk is too long."))
    expected = 1
    for number, answer in path:
        step = script.step(number)
        if step is None or number != expected or not 1 <= answer <= len(step["answers"]):
            raise Refused(_("The script has no such way; begin the talk anew."))
        expected = step["answers"][answer - 1]["to"]
