"""Dashboards in the matrix: one of the rep, shared with the manager, the viewer and the owner."""

from datetime import time

from penstock.dashboards import actions
from penstock.dashboards.drafts import Draft
from tests.matrix.routes import ALL, Data, Route, everybody
from tests.matrix.scene import Scene
from tests.matrix.tries import EACH_WRITES_OWN, EVERYBODY, WRITERS, Try, on

MINE = frozenset({"rep", "owner"})
SHARED = frozenset({"rep", "manager", "viewer", "owner"})
HIDDEN = ALL - SHARED
REVENUE = Draft(metrics=("revenue_won",))


def _of(record: str, readers: frozenset[str], writers: frozenset[str], data: Data = lambda _scene: {}) -> Route:
    return Route(readers, writers, lambda scene: {"pk": scene.pk(record)}, data, HIDDEN)


def _named(_scene: Scene) -> dict[str, str]:
    return {"name": "Another"}


def _file(scene: Scene) -> dict[str, object]:
    return {"pk": scene.pk("dashboard"), "place": "0", "extension": "pdf"}


NOBODY = frozenset[str]()
ROUTES: dict[str, Route] = {
    "dashboards:dashboards": everybody(),
    "dashboards:make": Route(EACH_WRITES_OWN, EACH_WRITES_OWN, data=_named),
    "dashboards:ready": everybody(key=lambda _scene: "seller"),
    "dashboards:take": Route(NOBODY, EACH_WRITES_OWN, lambda _scene: {"key": "seller"}),
    "dashboards:ready_file": everybody(
        key=lambda _scene: "seller", place=lambda _scene: "1", extension=lambda _scene: "csv"
    ),
    "dashboards:file": Route(SHARED, NOBODY, _file, hides=HIDDEN),
    "dashboards:dashboard": _of("dashboard", SHARED, NOBODY),
    "dashboards:edit": _of("dashboard", MINE, NOBODY),
    "dashboards:order": _of("dashboard", NOBODY, MINE),
    "dashboards:rename": _of("dashboard", MINE, MINE, _named),
    "dashboards:copy": _of("dashboard", WRITERS, WRITERS, _named),
    "dashboards:share": _of("dashboard", MINE, MINE),
    "dashboards:schedule": _of("dashboard", MINE, MINE, lambda _scene: {"rhythm": "", "at": "08:00"}),
    "dashboards:leave": _of("dashboard", NOBODY, SHARED),
    "dashboards:remove": _of("dashboard", NOBODY, MINE),
    "dashboards:restore": _of("dashboard", NOBODY, MINE),
    "dashboards:add": _of("dashboard", MINE, MINE),
    "dashboards:change": _of("widget", MINE, MINE),
    "dashboards:width": _of("widget", NOBODY, MINE, lambda _scene: {"width": "2"}),
    "dashboards:remove_widget": _of("widget", NOBODY, MINE),
    "dashboards:restore_widget": _of("widget", NOBODY, MINE),
}

ACTIONS: dict[str, Try] = {
    "dashboards.make_dashboard": Try(lambda _scene, by: actions.make_dashboard("New", by=by), EACH_WRITES_OWN),
    "dashboards.copy_dashboard": on("dashboard", lambda one, _scene, by: actions.copy_dashboard(one, "Copy", by=by)),
    "dashboards.rename_dashboard": on(
        "dashboard", lambda one, _scene, by: actions.rename_dashboard(one, "Other", by=by), MINE
    ),
    "dashboards.share_dashboard": on(
        "dashboard", lambda one, _scene, by: actions.share_dashboard(one, is_shared=True, by=by), MINE
    ),
    "dashboards.schedule_dashboard": on(
        "dashboard",
        lambda one, _scene, by: actions.schedule_dashboard(one, "day", readers=[one.owner], at=time(9), by=by),
        MINE,
    ),
    "dashboards.leave_dashboard": on(
        "dashboard", lambda one, _scene, by: actions.leave_dashboard(one, by=by), EVERYBODY
    ),
    "dashboards.remove_dashboard": on("dashboard", lambda one, _scene, by: actions.remove_dashboard(one, by=by), MINE),
    "dashboards.restore_dashboard": on(
        "dashboard", lambda one, _scene, by: actions.restore_dashboard(one, by=by), MINE
    ),
    "dashboards.add_widget": on("dashboard", lambda one, _scene, by: actions.add_widget(one, REVENUE, by=by), MINE),
    "dashboards.arrange_widgets": on(
        "dashboard", lambda one, scene, by: actions.arrange_widgets(one, [scene.pk("widget")], by=by), MINE
    ),
    "dashboards.change_widget": on("widget", lambda one, _scene, by: actions.change_widget(one, REVENUE, by=by), MINE),
    "dashboards.remove_widget": on("widget", lambda one, _scene, by: actions.remove_widget(one, by=by), MINE),
    "dashboards.restore_widget": on("widget", lambda one, _scene, by: actions.restore_widget(one, by=by), MINE),
}
