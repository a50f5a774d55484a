"""What the actions about alerts, targets and pay, and the addresses of targets, are tried with, and who may."""

from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from penstock.alerts import actions as alerts
from penstock.targets import actions as targets
from penstock.targets.kpis import Weighed
from penstock.targets.models import Aim, Measure
from penstock.targets.periods import read_period
from penstock.targets.plans import person as target_of
from tests.matrix.pay import PAY, PAY_ROUTES
from tests.matrix.routes import ALL, Route, everybody
from tests.matrix.scene import Scene
from tests.matrix.tries import ADMIN, ADMINS, HEADS, WRITERS, Try, on


def _rep_id(scene: Scene) -> int:
    return scene.world.people["rep"].pk


def _target(scene: Scene) -> dict[str, int]:
    return {"pk": scene.pk("target")}


def _remark_pk(scene: Scene) -> dict[str, int]:
    return {"pk": scene.pk("remark")}


def _remark(_scene: Scene) -> dict[str, str]:
    return {"text": "Prices rise", "from_on": "2026-03-02", "last_on": ""}


FILE = b"person,metric,period,amount\nRep,revenue_won,2026-03,7\n"

KPI_FILE = b"person,metric,period,weight\nRep,deals_won,2026-03,100\n"

AIMS: dict[str, Try] = {
    **PAY,
    # Alerts
    "alerts.set_alert": Try(
        lambda scene, by: alerts.set_alert("win_rate", "below", by=by, people=[_rep_id(scene)], line=Decimal("0.3")),
        WRITERS | {"viewer"},
    ),
    "alerts.change_alert": on(
        "alert",
        lambda one, scene, by: alerts.change_alert(
            one, "win_rate", "above", by=by, people=[_rep_id(scene)], line=Decimal("0.3")
        ),
        ADMIN,
    ),
    "alerts.check_alert": on("alert", lambda one, _scene, by: alerts.check_alert(one, date(2026, 1, 1), by=by), ADMIN),
    "alerts.remove_alert": on("alert", lambda one, _scene, by: alerts.remove_alert(one, by=by), ADMIN),
    # Targets
    "targets.set_target": Try(
        lambda scene, by: targets.set_target(
            Aim.REVENUE, read_period("2026-03"), Decimal(5), by=by, whose=target_of(_rep_id(scene))
        ),
        HEADS,
    ),
    "targets.break_down_target": on(
        "target", lambda target, _scene, by: targets.break_down_target(target, "month", by=by), HEADS
    ),
    "targets.import_targets": Try(
        lambda scene, by: targets.import_targets(
            [(2, {"person": "Rep", "metric": "revenue_won", "period": "2026-03", "amount": "5"})], by=by
        ),
        HEADS,
    ),
    "targets.set_kpis": Try(
        lambda scene, by: targets.set_kpis(
            [Weighed(Measure.DEALS, Decimal(100))], read_period("2026-03"), by=by, whose=target_of(_rep_id(scene))
        ),
        HEADS,
    ),
    "targets.import_kpis": Try(
        lambda scene, by: targets.import_kpis(
            [(2, {"person": "Rep", "metric": "deals_won", "period": "2026-03", "weight": "100"})], by=by
        ),
        HEADS,
    ),
    "targets.add_remark": Try(lambda _scene, by: targets.add_remark("A fair", date(2026, 3, 2), by=by), HEADS | ADMINS),
    "targets.change_remark": on(
        "remark", lambda one, _scene, by: targets.change_remark(one, "A fair", date(2026, 3, 2), by=by), HEADS
    ),
    "targets.remove_remark": on("remark", lambda one, _scene, by: targets.remove_remark(one, by=by), HEADS),
    "targets.remove_target": on("target", lambda target, _scene, by: targets.remove_target(target, by=by), HEADS),
}

TARGET_ROUTES: dict[str, Route] = {
    **PAY_ROUTES,
    "attainment:targets": everybody(),
    "attainment:set": Route(
        HEADS,
        HEADS,
        lambda scene: {"kind": "person", "pk": scene.world.people["rep"].pk},
        lambda _scene: {"amount": "7"},
    ),
    "attainment:break_down": Route(
        HEADS,
        HEADS,
        _target,
        lambda _scene: {"into": "month", "way": "evenly"},
        hides=ALL - HEADS - {"rep", "viewer"},
    ),
    "attainment:remove": Route(frozenset(), HEADS, _target, hides=ALL - HEADS - {"rep", "viewer"}),
    "attainment:history": everybody(),
    "reports:add_remark": Route(HEADS | {"stranger"}, HEADS | {"stranger"}, data=_remark),
    "reports:change_remark": Route(HEADS, HEADS, _remark_pk, _remark, hides=frozenset({"stranger"})),
    "reports:remove_remark": Route(frozenset(), HEADS, _remark_pk, hides=frozenset({"stranger"})),
    "attainment:import": Route(
        HEADS | {"stranger"},  # who leads in a workspace of their own, and knows none of these people
        HEADS,
        data=lambda _scene: {"file": SimpleUploadedFile("targets.csv", FILE)},
    ),
    "attainment:kpis": everybody(),
    "attainment:kpis_paper": everybody(),
    "exports:scorecards": everybody(file_format=lambda _scene: "csv"),
    "attainment:kpi": Route(
        ALL - {"colleague", "stranger"},
        HEADS,
        lambda scene: {"kind": "person", "pk": scene.world.people["rep"].pk},
        lambda _scene: {"weight_deals_won": "100"},
        hides=frozenset({"colleague", "stranger"}),
    ),
    "attainment:import_kpis": Route(
        HEADS | {"stranger"},
        HEADS,
        data=lambda _scene: {"file": SimpleUploadedFile("kpis.csv", KPI_FILE)},
    ),
    "attainment:needs": Route(
        ALL - {"colleague", "stranger"},
        frozenset(),
        lambda scene: {"pk": scene.world.people["rep"].pk},
        hides=frozenset({"colleague", "stranger"}),
    ),
    "attainment:needs_of": Route(
        ALL - {"colleague", "stranger"},
        frozenset(),
        lambda scene: {"kind": "team", "pk": scene.world.people["rep"].team_id},
        hides=frozenset({"colleague", "stranger"}),
    ),
}
