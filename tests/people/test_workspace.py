"""The workspace's settings and its rates: converting to another base keeps what everything is worth."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.common.errors import NotPermitted, Refused
from penstock.people.actions import change_workspace, set_rate
from penstock.people.currencies import is_currency, rebased
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import ExchangeRate, Workspace
from penstock.workspaces.rates import Rates
from tests.world import World

DAY = date(2026, 3, 1)
POSITIVE = st.decimals("0.01", "1000", places=2)
HISTORY = st.dictionaries(st.integers(0, 5).map(lambda days: DAY + timedelta(days)), POSITIVE, min_size=1, max_size=4)


def test_a_rate_is_set_once_and_counts_from_its_day(world: World, owner: Actor) -> None:
    assert set_rate("EUR", Decimal("1.1"), DAY, by=owner) is not None
    assert set_rate("EUR", Decimal("1.1"), DAY, by=owner) is None
    set_rate("EUR", Decimal("1.2"), DAY + timedelta(3), by=owner)
    assert Rates(world.workspace, DAY + timedelta(2)).rate("EUR") == Decimal("1.1")
    assert Rates(world.workspace, DAY + timedelta(3)).rate("EUR") == Decimal("1.2")
    assert Rates(world.workspace, DAY - timedelta(1)).rate("EUR") is None


@pytest.mark.parametrize(
    ("currency", "rate"), [("USD", "1"), ("XXL", "1"), ("EUR", "0"), ("EUR", "-1"), ("EUR", "NaN"), ("EUR", "1e12")]
)
def test_a_rate_that_means_nothing_is_refused(world: World, owner: Actor, currency: str, rate: str) -> None:
    with pytest.raises(Refused):
        set_rate(currency, Decimal(rate), DAY, by=owner)
    assert not ExchangeRate.objects.of(owner).exists()


def test_another_base_currency_tells_all_rates_anew(world: World, owner: Actor) -> None:
    set_rate("EUR", Decimal("1.25"), DAY, by=owner)
    set_rate("GBP", Decimal("2.5"), DAY, by=owner)
    change_workspace(currency="EUR", by=owner)
    workspace = Workspace.objects.get(pk=world.workspace.pk)
    rates = Rates(workspace, DAY)
    assert (workspace.currency, rates.rate("USD"), rates.rate("GBP")) == ("EUR", Decimal("0.8"), Decimal("2"))
    assert rates.rate("EUR") == 1


def test_a_base_currency_without_a_rate_is_refused_while_others_have_one(world: World, owner: Actor) -> None:
    set_rate("EUR", Decimal("1.25"), DAY, by=owner)
    with pytest.raises(Refused, match="GBP"):
        change_workspace(currency="GBP", by=owner)
    assert Workspace.objects.get(pk=world.workspace.pk).currency == "USD"
    assert ExchangeRate.objects.of(owner).count() == 1


def test_only_an_administrator_changes_the_workspace(world: World) -> None:
    for role in ("rep", "manager", "viewer"):
        with pytest.raises(NotPermitted):
            change_workspace(name="Mine", by=world.actor(role))
        with pytest.raises(NotPermitted):
            set_rate("EUR", Decimal(1), DAY, by=world.actor(role))
    assert Workspace.objects.get(pk=world.workspace.pk).name == "Ours"


@pytest.mark.parametrize(
    "facts", [{"name": " "}, {"currency": "ZZZ"}, {"time_zone": "Nowhere"}, {"language": "de"}, {"region": "XX"}]
)
def test_what_does_not_exist_is_refused(world: World, owner: Actor, facts: dict[str, str]) -> None:
    with pytest.raises(Refused):
        change_workspace(by=owner, **facts)


def test_nothing_changed_is_nothing_recorded(world: World, owner: Actor) -> None:
    assert change_workspace(name="Ours", by=owner) is None
    assert change_workspace(name="Theirs", region="RU", by=owner).data["changes"]["region"] == ["US", "RU"]


def test_currencies_that_are_gone_do_not_exist() -> None:
    assert is_currency("RUB")
    assert is_currency("CNY")
    assert not is_currency("DEM")


@settings(deadline=None)
@given(new=HISTORY, other=HISTORY)
def test_rebased_rates_keep_what_currencies_are_worth_to_each_other(
    new: dict[date, Decimal], other: dict[date, Decimal]
) -> None:
    told = rebased({"NEW": new, "OTH": other}, "OLD", "NEW")
    for day in (DAY + timedelta(days) for days in range(7)):
        was = {code: newest(history, day) for code, history in (("NEW", new), ("OTH", other))}
        if was["NEW"] is None:
            continue
        assert newest(told["OLD"], day) == 1 / was["NEW"]
        if was["OTH"] is not None:
            assert newest(told["OTH"], day) == was["OTH"] / was["NEW"]


def newest(history: dict[date, Decimal], day: date) -> Decimal | None:
    return next((history[on] for on in sorted(history, reverse=True) if on <= day), None)
