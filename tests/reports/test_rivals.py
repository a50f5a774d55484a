"""To whom deals are lost, by what customers said."""

from penstock.losses.actions import Said, verify_loss
from penstock.workspaces.actor import Actor
from tests.losses.told import lost
from tests.world import World

TITLE = "To whom deals are lost"


def page(world: World, who: str = "manager") -> str:
    return world.client(who).get("/reports/quality/").content.decode()


def test_who_was_chosen_most_comes_first_and_leads_to_the_deals(world: World, rep: Actor) -> None:
    deals = [lost(world, f"D{number}") for number in range(4)]
    for deal, rival in zip(deals, ("Acme", "Zeta", "Zeta", ""), strict=True):
        verify_loss(deal, Said(reason=world.reason, competitor=rival), by=rep)
    content = page(world)
    told = content[content.index(TITLE) :]
    assert told.index("Zeta") < told.index("Acme")
    rows = world.client("manager").get("/numbers/rows/?metric=deals_lost&competitor=Zeta").content.decode()
    assert "D1" in rows and "D2" in rows and "D0" not in rows
    assert "competitor=Zeta" in told


def test_where_nobody_was_named_there_is_no_table(world: World, rep: Actor) -> None:
    verify_loss(lost(world, "D"), Said(reason=world.reason), by=rep)
    assert TITLE not in page(world)


def test_a_competitor_of_others_deals_is_not_told(world: World, rep: Actor) -> None:
    verify_loss(lost(world, "D"), Said(reason=world.reason, competitor="Acme"), by=rep)
    assert "Acme" in page(world) and "Acme" not in page(world, "colleague")
