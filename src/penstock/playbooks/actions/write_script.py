"""Write the script of a stage: every wording is a version of its own."""

from typing import Any

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.checks import plain
from penstock.common.errors import Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.pipelines.changing import held
from penstock.pipelines.models import Stage
from penstock.playbooks.events import ScriptWritten
from penstock.playbooks.models import Script
from penstock.playbooks.queries import script_of
from penstock.workspaces.actor import Actor

MOST_STEPS, MOST_ANSWERS = 30, 6
LONGEST_STEP, LONGEST_ANSWER = 4_000, 200


@action
def write_script(stage: Stage, steps: list[dict[str, Any]], *, by: Actor) -> Event | None:
    """Let the stage's script be these steps from now on (none: it has no script); None when it is so already."""
    locked, sound = held(stage, by), checked_steps(steps)
    now = script_of(locked, by)
    if (now.steps if now else []) == sound:
        return None
    number = Script.objects.of(by).filter(stage=locked).count() + 1
    script = Script(workspace=by.workspace, stage=locked, number=number, steps=sound, made_at=clock.now())
    script.save()
    return record(by, ScriptWritten(stage_id=locked.pk, script_id=script.pk))[0]


def checked_steps(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The steps as they are kept; raises Refused where one says nothing or leads nowhere."""
    if len(steps) > MOST_STEPS:
        raise Refused(_("A script has at most %(most)s steps.") % {"most": MOST_STEPS})
    sound = [_step(step, number, len(steps)) for number, step in enumerate(steps, start=1)]
    reached = {1} | {answer["to"] for step in sound for answer in step["answers"]}
    lost = [number for number in range(1, len(sound) + 1) if number not in reached]
    if lost:
        raise Refused(_("No answer leads to step %(step)s.") % {"step": lost[0]})
    return sound


def _step(step: dict[str, Any], number: int, last: int) -> dict[str, Any]:
    say = plain(step.get("say"))[:LONGEST_STEP]
    if not say:
        raise Refused(_("Step %(step)s says nothing.") % {"step": number})
    answers = [_answer(answer, number, last) for answer in step.get("answers", [])]
    return {"say": say, "answers": answers[:MOST_ANSWERS]}


def _answer(answer: dict[str, Any], number: int, last: int) -> dict[str, Any]:
    say, to = " ".join(plain(answer.get("say")).split())[:LONGEST_ANSWER], int(answer.get("to") or 0)
    if not say or not 0 <= to <= last:
        raise Refused(
            _("An answer of step %(step)s says nothing or leads to a step that is not there.") % {"step": number}
        )
    return {"say": say, "to": to}
