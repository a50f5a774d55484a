"""Asking why deals were lost: who may note, ask, revoke and set how reasons read; customers need no sign-in."""

from penstock.deals.models import Deal
from penstock.losses import actions as losses
from penstock.losses.actions import Said
from tests.losses.told import SECRETS
from tests.matrix.routes import Route, admin, owned, public
from tests.matrix.scene import Scene
from tests.matrix.tries import ADMINS, Try, on


def _secret(scene: Scene) -> str:
    return SECRETS[scene.pk("lost")]


def _said(scene: Scene) -> Said:
    return Said(reason=scene.world.reason)


def _verified(deal: Deal, scene: Scene) -> Deal:
    losses.verify_loss(deal, _said(scene), by=scene.world.system)
    return deal


LOSSES: dict[str, Try] = {
    "losses.verify_loss": on("lost", lambda deal, scene, by: losses.verify_loss(deal, _said(scene), by=by)),
    "losses.take_back_verification": on(
        "lost", lambda deal, scene, by: losses.take_back_verification(_verified(deal, scene), by=by)
    ),
    "losses.ask_why": on("lost", lambda deal, _scene, by: losses.ask_why(deal, "en", by=by)),
    "losses.revoke_link": on("lost", lambda deal, _scene, by: losses.revoke_link(deal, by=by)),
    "losses.answer_survey": Try(lambda scene, by: losses.answer_survey(_secret(scene), _said(scene), by=by), ADMINS),
    "losses.set_wordings": on(
        "loss_reason", lambda one, _scene, by: losses.set_wordings({one.pk: ({"en": "Money"}, True)}, by=by), ADMINS
    ),
    "losses.plan_asking": Try(lambda _scene, by: losses.plan_asking(3, 30, by=by), ADMINS),
}

LOSSES_ROUTES: dict[str, Route] = {
    "losses:verify": owned("lost", lambda scene: {"reason": scene.world.reason.pk}),
    "losses:take_back": owned("lost"),
    "losses:ask": owned("lost", lambda _scene: {"language": "en"}),
    "losses:revoke": owned("lost"),
    "losses:settings": admin(data=lambda _scene: {"days_open": 30}),
    "losses:wordings": admin(),
    "losses:thanks": public(language=lambda _scene: "en"),
    "losses:answer": public(language=lambda _scene: "en", secret=_secret),
}
