"""Discounts, answered calls, refusals after the proposal, time spent selling and adoption, as their examples say."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from penstock.activities.actions import change_activity, log_activity
from penstock.activities.models import Activity
from penstock.common import clock
from penstock.companies.actions import add_company
from penstock.deals.actions import Line, change_deal, lose_deal, move_deal, set_items, win_deal
from penstock.metrics.asking import ask, behind
from penstock.metrics.question import WrongQuestion
from penstock.people.actions import add_special_day, deactivate_person, set_rate
from penstock.pipelines.actions import add_source, change_stage
from penstock.pipelines.models import Stage
from penstock.pipelines.queries import offered_stages
from penstock.products.actions import add_product
from penstock.workspaces.actor import Actor
from tests.world import World

WEEK = {"from_on": date(2026, 3, 2), "until_on": date(2026, 3, 9)}
"""Monday to Sunday, five days of nine hours."""


def told(by: Actor, key: str, *split: str, **words: Any) -> dict[Any, Any]:
    return {row.group[0] if split else None: row.value for row in ask(key, by=by, split=split, **words).rows}


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def test_a_dear_item_weighs_more_in_the_discount(world: World, rep: Actor, owner: Actor) -> None:
    pump = add_product("Pump", by=owner, currency="USD", unit_price=Decimal(1000))
    deal, other = world.deal(), world.deal(amount=Decimal(50))
    dear, cheap = Line(pump.pk, discount=Decimal(10)), Line(None, name="Pipe", unit_price=Decimal(200))
    set_items(deal, [dear, cheap], by=rep)
    assert told(rep, "average_discount") == {None: None}
    win_deal(deal, by=rep)
    win_deal(other, by=rep)
    assert told(rep, "average_discount") == {None: pytest.approx(100 / 1200)}
    assert [(row.amount, row.base) for row in behind("average_discount", (), by=rep)] == [(100, 1200)]
    page = world.client("rep").get("/numbers/rows/?metric=average_discount").content.decode()
    assert "$100 of $1,200" in page and "$100 ÷ $1,200 = 8.33" in page


def test_discounts_in_several_currencies_are_brought_into_one(world: World, rep: Actor, owner: Actor) -> None:
    set_rate("EUR", Decimal(2), date(2020, 1, 1), by=owner)
    for currency, discount in (("USD", 0), ("EUR", 30)):
        deal = world.deal(currency=currency)
        set_items(deal, [Line(None, name="It", unit_price=Decimal(100), discount=Decimal(discount))], by=rep)
        win_deal(deal, by=rep)
    assert told(rep, "average_discount") == {None: pytest.approx(60 / 300)}


def test_calls_count_as_answered_by_what_is_written_of_them(world: World, rep: Actor) -> None:
    deal = world.deal()
    for outcome in ("Interested", "Will call back", "No answer", ""):
        log_activity("call", "Asked", by=rep, deal=deal, outcome=outcome)
    assert told(rep, "calls_answered_share") == {None: pytest.approx(2 / 3)}
    for outcome in ("Не дозвонился", "无人接听", "Didn't answer", "Left voicemail"):
        log_activity("call", "Asked", by=rep, deal=deal, outcome=outcome)
    assert told(rep, "calls_answered_share") == {None: pytest.approx(2 / 7)}


def test_calls_that_came_in_are_told_apart_from_those_we_made(world: World, rep: Actor) -> None:
    deal = world.deal()
    for outcome in ("Asked for a price", "Complained", "Missed", ""):
        log_activity("call", "Rang us", by=rep, deal=deal, outcome=outcome, direction="incoming")
    for direction, outcome in (("outgoing", "Interested"), (None, "No answer")):
        log_activity("call", "Asked", by=rep, deal=deal, outcome=outcome, direction=direction)
    keys = ("calls_made", "calls_received", "calls_answered_share", "calls_taken_share", "activities_done")
    figures = [told(rep, key)[None] for key in keys]
    assert figures == [2, 4, pytest.approx(1 / 2), pytest.approx(2 / 3), 6]
    known = behind("calls_received", (), by=rep)
    assert [row.deal_id for row in known] == [deal.pk] * 4
    change_activity(Activity.objects.of(rep).get(outcome="Missed"), by=rep, direction="outgoing")
    assert [told(rep, key)[None] for key in keys[:2]] == [3, 3]


def test_work_stands_in_the_stage_in_which_it_was_done(world: World, rep: Actor) -> None:
    deal = world.deal()
    log_activity("call", "Asked", by=rep, deal=deal)
    move_deal(deal, world.stages[1], by=rep)
    log_activity("call", "Asked", by=rep, deal=deal)
    log_activity("meeting", "Long ago", by=rep, deal=deal, at=clock.now() - timedelta(days=400))
    first, second = (stage.name for stage in world.stages[:2])
    assert told(rep, "calls_made", "stage") == {first: 1, second: 1}
    assert told(rep, "meetings_held", "stage") == {None: 1}


def test_only_deals_that_saw_the_proposal_can_refuse_it(world: World, rep: Actor, owner: Actor) -> None:
    proposal = world.stages[2]
    change_stage(proposal, by=owner, is_proposal=True)
    for outcome in (win_deal, lose_deal):
        words = {"reason": world.reason} if outcome is lose_deal else {}
        deal = world.deal()
        move_deal(deal, proposal, by=rep)
        outcome(deal, by=rep, **words)
        outcome(world.deal(), by=rep, **words)
    assert told(rep, "win_rate") == {None: 0.5}
    assert told(rep, "refusals_after_proposal") == {None: 0.5}
    assert ask("refusals_after_proposal", by=rep).rows[0].n == 2
    assert len(behind("refusals_after_proposal", (), by=rep)) == 2


def test_the_stage_of_the_proposal_is_known_by_its_name_until_it_is_marked(world: World, owner: Actor) -> None:
    def offered() -> set[str]:
        stages = offered_stages(Stage.objects.of(owner))
        return {stage.name for stage in Stage.objects.of(owner).filter(pk__in=stages)}

    for stage, name in zip(world.stages, ("Lead", "Отправили КП", "Closing"), strict=False):
        change_stage(stage, by=owner, name=name, is_proposal=False)
    later = {stage.name for stage in Stage.objects.of(owner).filter(kind="open").order_by("order")[1:]}
    assert offered() == later
    change_stage(world.stages[2], by=owner, is_proposal=True)
    assert offered() == later - {"Отправили КП"}


def test_calls_and_meetings_are_a_share_of_working_time(world: World, owner: Actor) -> None:
    deal = world.deal(at=at(1))
    for minutes in (90, 90):
        log_activity("meeting", "Show it", by=world.actor("rep"), deal=deal, duration=minutes, at=at(3))
    log_activity("task", "Sort", by=world.actor("rep"), deal=deal, duration=500, at=at(3))
    mine = {"where": [("owner", "Rep")], **WEEK}
    assert told(owner, "time_selling_share", **mine) == {None: pytest.approx(180 / 2700)}
    add_special_day("Away", date(2026, 3, 5), date(2026, 3, 6), by=owner, person=world.people["rep"])
    assert told(owner, "time_selling_share", **mine) == {None: pytest.approx(180 / 1620)}
    assert told(owner, "time_selling_share", "day", **mine)["2026-03-03"] == pytest.approx(180 / 540)
    by_owner = told(owner, "time_selling_share", "owner", **WEEK)
    assert by_owner["Rep"] == pytest.approx(180 / 1620) and by_owner["Manager"] == 0
    assert sum(row.amount for row in behind("time_selling_share", (), by=owner, **WEEK)) == 180


def work(world: World, role: str, monkeypatch: pytest.MonkeyPatch, *days: int) -> None:
    """Somebody writes something on a deal of theirs on these days of March 2026."""
    deal = world.deal(owner=role, at=at(1))
    for day in days:
        monkeypatch.setattr(clock, "now", lambda day=day: at(day))
        change_deal(deal, by=world.actor(role), description=f"On the {day}th")
    monkeypatch.undo()


def test_adoption_is_the_share_of_working_days_with_work(
    world: World, owner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    work(world, "rep", monkeypatch, 2, 3, 4, 5, 7)
    work(world, "manager", monkeypatch, 3)
    assert told(owner, "adoption", **WEEK, where=[("owner", "Rep"), ("owner", "Manager")]) == {None: 0.5}
    by_owner = told(owner, "adoption", "owner", **WEEK)
    assert (by_owner["Rep"], by_owner["Manager"], by_owner["Colleague"]) == (0.8, 0.2, 0)
    assert told(owner, "adoption", "owner", "day", **WEEK)["Colleague"] == 0
    assert "Viewer" not in by_owner


def test_who_sees_only_their_own_has_only_their_own_adoption(
    world: World, rep: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    work(world, "rep", monkeypatch, 2)
    work(world, "colleague", monkeypatch, 2, 3)
    assert "Colleague" not in told(rep, "adoption", "owner", **WEEK)
    assert told(rep, "adoption", **WEEK, where=[("owner", "Colleague")]) == {None: None}
    assert behind("adoption", (), by=rep, where=[("owner", "Colleague")], **WEEK) == []
    assert told(world.actor("stranger"), "adoption", "owner", **WEEK) == {"Stranger": 0}


def test_who_left_counts_for_what_they_did(world: World, owner: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    work(world, "colleague", monkeypatch, 2)
    deactivate_person(world.people["colleague"], by=owner)
    assert told(owner, "adoption", "owner", **WEEK)["Colleague"] == 0.2
    assert "Colleague" not in told(owner, "adoption", "owner", from_on=date(2026, 4, 6), until_on=date(2026, 4, 13))


def test_shares_of_working_time_want_a_period(owner: Actor) -> None:
    for key in ("adoption", "time_selling_share"):
        for words in ({}, {"where": [("month", "2026-03")], **WEEK}):
            with pytest.raises(WrongQuestion):
                ask(key, by=owner, **words)


def test_days_to_come_are_nobodys_fault(world: World, owner: Actor) -> None:
    today = clock.day_of(clock.now(), owner.workspace.zone)
    monday = today - timedelta(days=today.weekday())
    until = {"from_on": monday, "until_on": monday + timedelta(days=70)}
    week = {"from_on": monday, "until_on": today + timedelta(days=1)}
    world.deal()
    assert told(owner, "adoption", "owner", **until) == told(owner, "adoption", "owner", **week)


def test_by_channel_and_size_of_the_company(world: World, owner: Actor) -> None:
    fair = add_source("Fair", by=owner, channel="Events")
    world.deal(source=fair, company=add_company("Acme", by=owner, employees=40))
    world.deal(company=add_company("Big", by=owner, employees=4000))
    world.deal()
    assert told(owner, "open_deals", "channel") == {"Events": 1, None: 2}
    assert told(owner, "open_deals", "size") == {"11-50": 1, "1001+": 1, None: 1}
    assert told(owner, "open_deals", where=[("size", "1001+")]) == {None: 1}


def test_a_demo_counts_on_the_days_of_which_it_tells(world: World, owner: Actor) -> None:
    world.workspace.is_demo = True
    world.workspace.save(update_fields=["is_demo"])
    deal = world.deal(at=at(2))
    move_deal(deal, world.stages[1], by=world.actor("rep"), at=at(4))
    words = {"where": [("owner", "Rep")], **WEEK}
    assert told(world.actor("owner"), "adoption", **words) == {None: 0.4}
