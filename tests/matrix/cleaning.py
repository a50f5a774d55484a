"""Keeping clean: who may mark, keep, take leave and plan the cleaning."""

from datetime import timedelta

from penstock.common import clock
from penstock.deals.models import Deal
from penstock.hygiene import actions as hygiene
from penstock.hygiene.models import BreakUp
from tests.matrix.routes import Route, admin, everybody, owned
from tests.matrix.scene import Scene
from tests.matrix.tries import ADMIN, ADMINS, EACH_WRITES_OWN, Try, on


def _letter(deal: Deal, scene: Scene) -> BreakUp:
    """A letter that has waited long enough."""
    now = clock.now()
    letter = BreakUp(workspace=deal.workspace, deal=deal, sent_at=now, closes_on=now.date() - timedelta(days=2))
    letter.save()
    return letter


CLEANING: dict[str, Try] = {
    "hygiene.mark_irrelevant": on("deal", lambda deal, _scene, by: hygiene.mark_irrelevant(deal, "Gone", by=by)),
    "hygiene.mark_relevant": on("contact", lambda one, _scene, by: hygiene.mark_relevant(one, by=by)),
    "hygiene.keep_deal": on(
        "deal", lambda deal, _scene, by: hygiene.keep_deal(deal, clock.now().date() + timedelta(days=30), by=by)
    ),
    "hygiene.check_contact": on("contact", lambda one, _scene, by: hygiene.check_contact(one, by=by)),
    "hygiene.send_break_up": on("deal", lambda deal, _scene, by: hygiene.send_break_up(deal, "Farewell", 7, by=by)),
    "hygiene.note_answer": on("deal", lambda deal, _scene, by: hygiene.note_answer(deal, by=by)),
    "hygiene.close_unanswered": on(
        "deal", lambda deal, scene, by: hygiene.close_unanswered(_letter(deal, scene), by=by), ADMIN
    ),
    "hygiene.plan_cleaning": Try(lambda _scene, by: hygiene.plan_cleaning(0, None, by=by), ADMINS),
    "hygiene.begin_cleaning": Try(lambda _scene, by: hygiene.begin_cleaning(by=by), ADMINS),
    "hygiene.complete_cleaning": Try(lambda _scene, by: hygiene.complete_cleaning(by=by), EACH_WRITES_OWN),
}

CLEANING_ROUTES: dict[str, Route] = {
    "hygiene:to_clean": everybody(),
    "hygiene:review": everybody(lambda _scene: {"verdict": "keep", "until": clock.now().date() + timedelta(days=30)}),
    "hygiene:check": everybody(),
    "hygiene:plan": admin(data=lambda _scene: {"months": 0}),
    "hygiene:complete": everybody(),
    "hygiene:irrelevant": owned("deal", lambda _scene: {"reason": "Gone"}, what=lambda _scene: "deal"),
    "hygiene:relevant": owned("deal", what=lambda _scene: "deal"),
    "hygiene:break_up": owned("deal", lambda _scene: {"text": "Farewell", "days": 7}),
    "hygiene:answered": owned("deal"),
}
