"""Open pages hear of the deals their person may know of, and of no others."""

from penstock.deals.actions import assign_deal, remove_deal
from penstock.deals.models import Deal
from penstock.live.changes import MANY, heads, since
from tests.world import World


def heard(world: World, role: str, after: int) -> list[dict[str, object]]:
    actor = world.actor(role)
    return since(actor, after, heads()[actor.workspace_id])


def told(deal: Deal) -> dict[str, object]:
    """The message about a deal whose change is the newest of all."""
    return {"event": "deal-changed", "id": deal.pk, "position": heads()[deal.workspace_id]}


def test_everybody_who_may_read_a_deal_hears_of_it(world: World) -> None:
    after = heads()[world.workspace.pk]
    deal = world.deal(owner="rep")
    for role in ("rep", "manager", "viewer", "owner"):
        assert heard(world, role, after) == [told(deal)], role


def test_another_workspace_hears_nothing(world: World) -> None:
    after = heads()[world.workspace.pk]
    world.deal(owner="rep")
    assert heard(world, "stranger", after) == []


def test_who_may_not_read_a_deal_hears_nothing(world: World) -> None:
    rep = world.people["rep"]
    rep.role.read_scope = "own"
    rep.role.save()
    after = heads()[world.workspace.pk]
    world.deal(owner="colleague")
    assert heard(world, "rep", after) == []


def test_a_deal_that_goes_to_somebody_else_is_heard_of_once_more(world: World) -> None:
    role = world.people["rep"].role
    role.read_scope = "own"
    role.save()
    deal = world.deal(owner="rep")
    after = heads()[world.workspace.pk]
    assign_deal(deal, world.people["colleague"], by=world.actor("owner"))
    assert heard(world, "rep", after) == [told(deal)]


def test_a_removed_deal_is_heard_of(world: World) -> None:
    deal = world.deal(owner="rep")
    after = heads()[world.workspace.pk]
    remove_deal(deal, by=world.actor("owner"))
    assert heard(world, "rep", after) == [told(deal)]


def test_many_changes_at_once_are_one_message(world: World) -> None:
    after = heads()[world.workspace.pk]
    for _ in range(MANY + 1):
        world.deal(owner="rep")
    assert heard(world, "rep", after) == [{"event": "board-changed"}]
