"""What the actions about pay and its addresses are tried with: only who was let see pay may, the heads here."""

from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from penstock.payroll import actions as payroll
from penstock.people import actions as people
from tests.matrix.routes import Route
from tests.matrix.tries import ADMIN, Try, on

DAY = date(2026, 1, 1)
FILE = b"person,from,amount\nRep,2026-01-01,7\n"


HEAD = frozenset({"manager"})


PAY: dict[str, Try] = {
    "people.let_see_pay": Try(lambda scene, by: people.let_see_pay(scene.world.people["rep"].role, True, by=by), ADMIN),
    "payroll.set_pay": Try(lambda scene, by: payroll.set_pay(scene.world.people["rep"], Decimal(5), DAY, by=by), HEAD),
    "payroll.import_pay": Try(
        lambda scene, by: payroll.import_pay([(2, {"person": "Rep", "from": "2026-01-01", "amount": "5"})], by=by),
        HEAD,
    ),
    "payroll.remove_pay": on("pay", lambda pay, _scene, by: payroll.remove_pay(pay, by=by), HEAD),
}

PAY_ROUTES: dict[str, Route] = {
    "people:see_pay": Route(
        frozenset(),
        ADMIN,
        lambda scene: {"pk": scene.world.people["rep"].role_id},
        lambda _scene: {"may": "1"},
        frozenset({"stranger"}),
    ),
    "payroll:payroll": Route(HEAD, frozenset()),
    "payroll:person": Route(
        HEAD,
        HEAD,
        lambda scene: {"pk": scene.world.people["rep"].pk},
        lambda _scene: {"amount": "7", "currency": "USD", "from_on": "2026-01-01"},
    ),
    "payroll:remove": Route(frozenset(), HEAD, lambda scene: {"pk": scene.pk("pay")}),
    "payroll:import": Route(HEAD, HEAD, data=lambda _scene: {"file": SimpleUploadedFile("pay.csv", FILE)}),
}
