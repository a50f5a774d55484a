"""Add the ready playbook to the stages of a pipeline: what they lack of it, and nothing that they have is changed."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.pipelines.actions import change_stage
from penstock.pipelines.changing import held
from penstock.pipelines.models import Pipeline, Stage
from penstock.pipelines.queries import stages_in_use
from penstock.playbooks.actions.assets import renew_asset
from penstock.playbooks.actions.entries import add_playbook_entry
from penstock.playbooks.actions.set_stage_guide import set_stage_guide
from penstock.playbooks.actions.write_script import write_script
from penstock.playbooks.models import AssetKind
from penstock.playbooks.ready.fitting import Additions, additions, fitting, present
from penstock.playbooks.ready.plays import plays_in
from penstock.workspaces.actor import Actor


@action
def add_ready_playbook(
    pipeline: Pipeline, chosen: Mapping[int, str] | None = None, *, by: Actor, language: str = ""
) -> list[Stage]:
    """Add to each stage what it lacks of its play; the stages that got something.

    ``chosen`` maps stages to plays, none to those that fit by name; ``language`` is the workspace's unless told.
    """
    locked = held(pipeline, by)
    plays, stages = plays_in(language or by.workspace.language), list(stages_in_use(by, locked.pk))
    wanted = {stage.pk: fitting(stage) for stage in stages} if chosen is None else dict(chosen)
    if not {key for key in wanted.values() if key} <= plays.keys():
        raise Refused(_("Choose a play from the list."))
    known = present(stages, by)
    found = [(stage, additions(stage, plays.get(wanted.get(stage.pk, "")), known)) for stage in stages]
    changed = [(stage, added) for stage, added in found if not added.is_empty]
    for stage, added in changed:
        _add(stage, added, by)
    return [stage for stage, _added in changed]


def _add(stage: Stage, added: Additions, by: Actor) -> None:
    if added.purpose:
        set_stage_guide(stage, added.purpose, by=by)
    if added.buyer_step:
        change_stage(stage, by=by, buyer_step=added.buyer_step)
    if added.steps:
        write_script(stage, added.steps, by=by)
    for sort, entries in added.lists.items():
        for entry in entries:
            _add_entry(stage, sort, dict(entry), by)


def _add_entry(stage: Stage, sort: str, facts: dict[str, object], by: Actor) -> None:
    if sort != "assets":
        add_playbook_entry(stage, sort, by=by, **facts)
        return
    text = str(facts.pop("text"))
    renew_asset(add_playbook_entry(stage, sort, by=by, kind=AssetKind.TEXT, **facts), by=by, text=text)
