"""What the uses of playbooks and the letterhead are tried with."""

from penstock.common import clock
from penstock.playbooks import actions as playbooks
from tests.matrix.tries import EACH_WRITES_OWN, Try, on

SOLD: dict[str, Try] = {
    "playbooks.ingest_uses": on(
        "deal",
        lambda deal, scene, by: playbooks.ingest_uses(
            [playbooks.Found(deal, clock.now(), scene.pk("first_stage"), "Speed")], by=by
        ),
        EACH_WRITES_OWN,
    ),
}
