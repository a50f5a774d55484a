"""Of which share of the losses the customer said why: the example by hand, what changes it, and who may know."""

from datetime import date, timedelta
from typing import Any

from penstock.common import clock
from penstock.deals.actions import lose_deal, reopen_deal
from penstock.losses.actions import Said, ask_why, take_back_verification, verify_loss
from penstock.losses.models import LossCheck
from penstock.metrics.asking import ask, behind
from penstock.workspaces.actor import Actor
from tests.losses.told import lost, reads_to_customers
from tests.world import World

SHARE = "losses_verified_share"


def told(by: Actor, **words: Any) -> Any:
    return ask(SHARE, by=by, **words).value


def test_who_said_why_counts_and_who_would_not_does_not(world: World, rep: Actor) -> None:
    reads_to_customers(world)
    deals = [lost(world, f"D{number}") for number in range(5)]
    for deal in deals[:3]:
        verify_loss(deal, Said(reason=world.reason), by=rep)
    verify_loss(deals[3], Said(would_not_say=True), by=rep)
    ask_why(deals[4], "en", by=rep)
    world.deal("Open")
    assert told(rep) == 3 / 5
    rows = behind(SHARE, (), by=rep)
    assert (len(rows), sum(row.amount for row in rows)) == (5, 3)
    assert "3" in world.client("rep").get(f"/numbers/rows/?metric={SHARE}").content.decode()


def test_what_is_said_anew_or_taken_back_changes_it_at_once(world: World, rep: Actor) -> None:
    deal = lost(world)
    assert told(rep) == 0
    verify_loss(deal, Said(reason=world.reason), by=rep)
    assert told(rep) == 1
    verify_loss(deal, Said(would_not_say=True), by=rep)
    assert told(rep) == 0
    take_back_verification(deal, by=rep)
    assert told(rep) == 1, "what stood before stands again"


def test_losses_are_told_by_whom_the_customers_chose(world: World, rep: Actor) -> None:
    deals = [lost(world, f"D{number}") for number in range(4)]
    for deal, rival in zip(deals, ("Acme", "Acme", "Zeta"), strict=False):
        verify_loss(deal, Said(reason=world.reason, competitor=rival), by=rep)
    by_rival = {row.group: row.n for row in ask("deals_lost", by=rep, split=["competitor"]).rows}
    assert by_rival == {("Acme",): 2, ("Zeta",): 1, (None,): 1}
    verify_loss(deals[0], Said(reason=world.reason, competitor="Zeta"), by=rep)
    assert ask("deals_lost", by=rep, where=[("competitor", "zeta")]).value == 2
    assert len(behind("deals_lost", ("Zeta",), by=rep, split=["competitor"])) == 2


def test_a_deal_lost_again_has_to_be_asked_about_again(world: World, rep: Actor) -> None:
    deal = lost(world)
    verify_loss(deal, Said(reason=world.reason), by=rep)
    reopen_deal(world.fresh(deal), by=rep)
    assert told(rep) is None
    lose_deal(world.fresh(deal), by=rep, reason=world.reason)
    assert told(rep) == 0


def test_of_a_past_day_counts_what_stood_then(world: World, rep: Actor) -> None:
    today = clock.now().date()
    for number in range(2):
        verify_loss(lost(world, f"D{number}"), Said(reason=world.reason), by=rep)
    LossCheck.unscoped.filter(deal__name="D1").update(checked_at=clock.now() + timedelta(days=3))
    lost(world, "D2")
    assert told(rep, as_of=today) == 1 / 3
    assert told(rep, known_as_of=date(2020, 1, 1)) is None
    assert told(rep, known_as_of=today) == 1 / 3


def test_what_customers_said_of_others_deals_is_no_oracle(world: World, rep: Actor) -> None:
    verify_loss(lost(world), Said(reason=world.reason), by=rep)
    for role in ("colleague", "stranger"):
        by = world.actor(role)
        assert told(by) is None and behind(SHARE, (), by=by) == []
