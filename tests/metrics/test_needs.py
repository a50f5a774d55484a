"""On which share of the closed deals a need was found: the example by hand, what changes it, and who may know."""

from datetime import date, timedelta
from typing import Any

from penstock.common import clock
from penstock.deals.actions import lose_deal, reopen_deal, win_deal
from penstock.deals.models import Deal
from penstock.metrics.asking import ask, behind
from penstock.playbooks.actions import find_need, meet_objection, remove_finding, restore_finding
from penstock.workspaces.actor import Actor
from tests.world import World

SHARE = "needs_found_share"


def told(by: Actor, *split: str, key: str = SHARE, **words: Any) -> dict[Any, Any]:
    return {row.group[0] if split else None: row.value for row in ask(key, by=by, split=split, **words).rows}


def close(world: World, deal: Deal, *, won: bool, by: Actor) -> None:
    if won:
        win_deal(deal, by=by)
    else:
        lose_deal(deal, by=by, reason=world.reason)


def test_a_need_counts_when_it_was_written_down_before_the_deal_closed(world: World, rep: Actor) -> None:
    for number in range(8):
        deal, won = world.deal(f"D{number}"), number < 3
        if number < 2:
            find_need(deal, "Leaks every week", by=rep)
        meet_objection(deal, "Too dear", by=rep)
        close(world, deal, won=won, by=rep)
    find_need(deal, "Told only after they had said no", by=rep)
    find_need(world.deal("Open"), "Leaks too", by=rep)
    assert told(rep) == {None: 2 / 8}
    assert told(rep, "has_need", key="win_rate") == {"yes": 1.0, "no": 1 / 6}
    assert told(rep, "has_need", key="open_deals") == {"yes": 1}
    rows = behind(SHARE, (), by=rep)
    assert (len(rows), sum(row.amount for row in rows)) == (8, 2)
    page = world.client("rep").get(f"/numbers/rows/?metric={SHARE}").content.decode()
    assert "2" in page and "D0" in page


def test_removing_a_need_and_bringing_it_back_changes_the_share_at_once(world: World, rep: Actor) -> None:
    deal = world.deal()
    need = find_need(deal, "Leaks every week", by=rep)
    win_deal(deal, by=rep)
    assert told(rep) == {None: 1.0}
    remove_finding(need, by=rep)
    assert told(rep) == {None: 0.0}
    restore_finding(need, by=rep)
    assert told(rep) == {None: 1.0}


def test_a_deal_that_was_reopened_counts_by_its_last_closing(world: World, rep: Actor) -> None:
    deal = world.deal()
    lose_deal(deal, by=rep, reason=world.reason)
    find_need(deal, "Came to light afterwards", by=rep)
    assert told(rep) == {None: 0.0}
    reopen_deal(deal, by=rep)
    assert told(rep) == {None: None}
    win_deal(deal, by=rep)
    assert told(rep) == {None: 1.0}


def test_of_a_past_day_counts_what_was_known_and_closed_then(world: World, rep: Actor) -> None:
    yesterday = clock.now().date() - timedelta(days=1)
    deal = world.deal()
    find_need(deal, "Leaks every week", by=rep)
    win_deal(deal, by=rep)
    assert told(rep, as_of=yesterday) == {None: None}
    assert told(rep, known_as_of=date(2020, 1, 1)) == {None: None}


def test_needs_on_deals_of_others_are_no_oracle(world: World, rep: Actor) -> None:
    deal = world.deal()
    find_need(deal, "Leaks every week", by=rep)
    win_deal(deal, by=rep)
    for role in ("colleague", "stranger"):
        by = world.actor(role)
        assert told(by) == {None: None} and told(by, "has_need", key="win_rate") == {}
        assert behind(SHARE, (), by=by) == [] == behind("win_rate", (), by=by, where=[("has_need", "yes")])
