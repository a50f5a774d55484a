"""What the uses of playbooks and the letterhead are tried with."""

from django.core.files.base import ContentFile

from penstock.common import clock
from penstock.letterhead.actions import set_letterhead
from penstock.playbooks import actions as playbooks
from tests.matrix.routes import ALL, Route, admin
from tests.matrix.tries import ADMIN, ADMINS, Try, on

SOLD: dict[str, Try] = {
    "playbooks.renew_asset": on(
        "asset",
        lambda one, _scene, by: playbooks.renew_asset(one, by=by, content=ContentFile(b"b"), name="b.txt"),
        ADMIN,
    ),
    "playbooks.give_asset": on(
        "deal", lambda deal, scene, by: playbooks.give_asset(deal, scene.records["asset"], by=by)
    ),
    "playbooks.ingest_uses": on(
        "deal",
        lambda deal, scene, by: playbooks.ingest_uses(
            [playbooks.Found(deal, clock.now(), scene.pk("first_stage"), "Speed")], by=by
        ),
    ),
    "playbooks.ingest_follow_ups": on(
        "deal", lambda deal, _scene, by: playbooks.ingest_follow_ups([(deal, deal)], by=by)
    ),
    "letterhead.set_letterhead": Try(lambda _scene, by: set_letterhead(by=by, address="Quay 1"), ADMINS),
}

LETTERHEAD_ROUTES: dict[str, Route] = {
    "letterhead:letterhead": admin(data=lambda _scene: {"name": "Ours", "address": "Quay 1"}),
    "letterhead:sample": admin(kind=lambda _scene: "pdf"),
    # There is none yet: nobody finds it.
    "letterhead:logo": Route(frozenset(), frozenset(), hides=ALL),
}
