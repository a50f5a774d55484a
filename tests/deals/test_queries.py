"""Questions about deals."""

from decimal import Decimal

from penstock.common import clock
from penstock.deals.models import Deal
from penstock.deals.queries import AS_WORTH, most_valuable, most_valuable_first
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import ExchangeRate
from tests.world import World


def test_worth_is_compared_at_the_rates_of_the_day_and_never_as_plain_numbers(world: World, rep: Actor) -> None:
    ExchangeRate.objects.of(world.system).create(
        workspace=world.workspace, currency="RUB", on=clock.now().date(), rate=Decimal("0.01")
    )
    for name, amount, currency in (
        ("Roubles", 1_000_000, "RUB"),
        ("Dollars", 50_000, "USD"),
        ("Unknown", 9_000_000, "XXX"),
        ("Few", 1, "USD"),
    ):
        world.deal(name, amount=Decimal(amount), currency=currency)
    ordered = [deal.name for deal in most_valuable_first(Deal.objects.of(rep), rep)]
    assert ordered == ["Dollars", "Roubles", "Few", "Unknown"]
    for most in range(1, 6):
        found = most_valuable(Deal.objects.of(rep), rep, most)
        assert [deal.name for deal in found] == ordered[:most]


def test_the_most_valuable_of_a_currency_lie_side_by_side_in_an_index() -> None:
    index = next(one for one in Deal._meta.indexes if one.name == "deal_worth")
    names = ["workspace", "status", "currency", *(name.replace("_id", "") for name in AS_WORTH[:-1]), "removed_at"]
    assert index.fields == names
