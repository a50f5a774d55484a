"""Processes beside deals: who may begin, move and change them, and who defines their kinds."""

from typing import Any

from penstock.deals.models import ProcessStage
from penstock.processes import actions as processes
from penstock.processes.ready import BLANK
from penstock.workspaces.actor import Actor
from tests.matrix.routes import ALL, Route, admin, everybody, listed, owned
from tests.matrix.scene import Scene
from tests.matrix.tries import ADMIN, ADMINS, Try, on


def _stage(scene: Scene) -> dict[str, Any]:
    return {"process_stage": scene.pk("process_stage")}


ROUTES: dict[str, Route] = {
    "processes:processes": everybody(),
    "processes:of_kind": Route(
        ALL - {"stranger"}, frozenset(), lambda scene: {"pk": scene.pk("process_kind")}, hides=frozenset({"stranger"})
    ),
    "processes:process": owned("process"),
    "processes:move": owned("process", _stage),
    "processes:change": owned("process", lambda _scene: {"title": "Other"}),
    "processes:hand_over": owned("process", lambda scene: {"responsible": scene.world.people["rep"].pk}),
    "processes:remove": owned("process"),
    "processes:restore": owned("process"),
    "processes:undo": owned("process", position=lambda _scene: 1),
    "processes:start": owned("deal", lambda _scene: {"title": "New"}, kind_pk=lambda scene: scene.pk("process_kind")),
    "processes:kinds": listed(),
    "processes:define": admin(data=lambda _scene: {"name": "B", "ready": "blank"}),
    "processes:reorder": admin(data=lambda scene: {"order": scene.pk("process_kind")}),
    "processes:kind": Route(
        ALL - {"stranger"},
        ADMIN,
        lambda scene: {"pk": scene.pk("process_kind")},
        lambda _scene: {"name": "B"},
        hides=frozenset({"stranger"}),
    ),
    "processes:retire": admin("process_kind"),
    "processes:bring_back": admin("process_kind"),
    "processes:reorder_stages": admin("process_kind"),
    "processes:add_stage": admin("process_kind", lambda _scene: {"name": "B", "kind": "open"}),
    "processes:stage": admin("process_stage", lambda _scene: {"name": "B", "kind": "open"}),
    "processes:retire_stage": admin("process_stage"),
    "processes:restore_stage": admin("process_stage"),
}


def _move(one: Any, scene: Scene, by: Actor) -> Any:
    return processes.move_process(one, scene.records["process_stage"], by=by)


def _reversed(one: Any, scene: Scene, by: Actor) -> Any:
    rows = ProcessStage.unscoped.filter(process_kind=one).order_by("-order")
    return processes.reorder_process_stages(one, [row.pk for row in rows], by=by)


ACTIONS: dict[str, Try] = {
    "processes.start_process": on(
        "deal", lambda deal, scene, by: processes.start_process(deal, scene.records["process_kind"], by=by)
    ),
    "processes.move_process": on("process", _move),
    "processes.change_process": on("process", lambda one, _scene, by: processes.change_process(one, by=by, title="B")),
    "processes.hand_over_process": on(
        "process", lambda one, scene, by: processes.hand_over_process(one, scene.world.people["rep"], by=by)
    ),
    "processes.remove_process": on("process", lambda one, _scene, by: processes.remove_process(one, by=by)),
    "processes.restore_process": on("process", lambda one, _scene, by: processes.restore_process(one, by=by)),
    "processes.undo_process_change": on(
        "process", lambda one, _scene, by: processes.undo_process_change(one, 1, by=by)
    ),
    "processes.define_process_kind": Try(
        lambda _scene, by: processes.define_process_kind("B", BLANK.stages, by=by), ADMINS
    ),
    "processes.change_process_kind": on(
        "process_kind", lambda one, _scene, by: processes.change_process_kind(one, by=by, name="B"), ADMIN
    ),
    "processes.retire_process_kind": on(
        "process_kind", lambda one, _scene, by: processes.retire_process_kind(one, by=by), ADMIN
    ),
    "processes.restore_process_kind": on(
        "process_kind", lambda one, _scene, by: processes.restore_process_kind(one, by=by), ADMIN
    ),
    "processes.reorder_process_kinds": on(
        "process_kind", lambda one, _scene, by: processes.reorder_process_kinds([one.pk], by=by), ADMIN
    ),
    "processes.add_process_stage": on(
        "process_kind", lambda one, _scene, by: processes.add_process_stage(one, "B", by=by), ADMIN
    ),
    "processes.change_process_stage": on(
        "process_stage", lambda one, _scene, by: processes.change_process_stage(one, by=by, name="B"), ADMIN
    ),
    "processes.retire_process_stage": on(
        "process_stage", lambda one, _scene, by: processes.retire_process_stage(one, by=by), ADMIN
    ),
    "processes.restore_process_stage": on(
        "process_stage", lambda one, _scene, by: processes.restore_process_stage(one, by=by), ADMIN
    ),
    "processes.reorder_process_stages": on("process_kind", _reversed, ADMIN),
}
