"""Reports by e-mail in the matrix: one of the rep, mailed to the rep and the manager."""

from datetime import time

from penstock.mailings import actions
from tests.matrix.routes import ALL, Data, Route
from tests.matrix.scene import Scene
from tests.matrix.tries import EVERYBODY, Try, on

MINE = frozenset({"rep", "owner"})
SEEN = frozenset({"rep", "manager", "owner"})
HIDDEN = ALL - SEEN
SENT = {"rhythm": "day", "at": "08:00", "period": "last_week"}


def _of(readers: frozenset[str], writers: frozenset[str], data: Data = lambda _scene: {}) -> Route:
    return Route(readers, writers, lambda scene: {"pk": scene.pk("mailing")}, data, HIDDEN)


def _to_rep(scene: Scene) -> dict[str, object]:
    return {**SENT, "readers": [scene.world.people["rep"].pk]}


ROUTES: dict[str, Route] = {
    "mailings:add": Route(ALL, ALL, lambda _scene: {"key": "sales"}, _to_rep),
    "mailings:change": _of(MINE, MINE, _to_rep),
    "mailings:stop": _of(frozenset(), MINE),
    "mailings:resume": _of(frozenset(), MINE),
    "mailings:leave": _of(frozenset(), SEEN),
}

ACTIONS: dict[str, Try] = {
    "mailings.schedule_report": Try(
        lambda _scene, by: actions.schedule_report("sales", "day", readers=[by.person], at=time(9), by=by), EVERYBODY
    ),
    "mailings.change_mailing": on(
        "mailing", lambda one, _scene, by: actions.change_mailing(one, "month", readers=[one.owner], by=by), MINE
    ),
    "mailings.stop_mailing": on("mailing", lambda one, _scene, by: actions.stop_mailing(one, by=by), MINE),
    "mailings.resume_mailing": on("mailing", lambda one, _scene, by: actions.resume_mailing(one, by=by), MINE),
    "mailings.leave_mailing": on("mailing", lambda one, _scene, by: actions.leave_mailing(one, by=by), SEEN),
}
