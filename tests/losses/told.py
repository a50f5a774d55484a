"""Lost deals for the tests of asking why."""

from typing import Any

from penstock.contacts.actions import add_contact
from penstock.contacts.channels import Channel
from penstock.deals.actions import add_deal_contact, lose_deal
from penstock.deals.models import Deal
from penstock.losses.actions import ask_why, set_wordings
from penstock.pipelines.actions import add_loss_reason
from penstock.pipelines.models import LossReason
from tests.world import World

SECRETS: dict[int, str] = {}
"""The secrets of links that wait, by deal: only their maker is told."""

WORDS = {"en": "The price", "ru": "Цена", "zh-hans": "价格"}


def lost(world: World, name: str = "Lost order", **fields: object) -> Deal:
    """A deal of the rep that is lost for the usual reason, with somebody to ask."""
    deal = world.deal(name, **fields)
    mail = [Channel("email", "ann@acme.test")]
    ann = add_contact(by=world.actor("rep"), first_name="Ann", last_name="Buyer", channels=mail)
    add_deal_contact(deal, ann, by=world.actor("rep"))
    lose_deal(deal, by=world.actor("rep"), reason=world.reason)
    return world.fresh(deal)


def reads_to_customers(world: World) -> LossReason:
    """Two reasons, of which customers may choose the first; the second, which they may not, is returned."""
    rude = add_loss_reason("They are difficult", by=world.actor("owner"))
    set_wordings({world.reason.pk: (WORDS, True), rude.pk: ({"en": "Rude words"}, False)}, by=world.actor("owner"))
    return rude


def waiting(world: World) -> dict[str, Any]:
    """A lost deal on which a link waits for its answer, for the matrix."""
    reads_to_customers(world)
    deal = lost(world)
    SECRETS[deal.pk] = ask_why(deal, "en", by=world.actor("rep"))
    return {"lost": deal}
