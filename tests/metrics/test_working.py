"""The share of time spent selling and the adoption are what a slow and obvious computation over random weeks says."""

from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from penstock.activities.actions import log_activity
from penstock.common import clock
from penstock.deals.actions import change_deal
from penstock.metrics.asking import ask
from penstock.people.actions import add_special_day, deactivate_person
from tests.metrics.slow_working import Company, Somebody, Talk, days_of, noon

pytestmark = pytest.mark.django_db
FIRST = date(2026, 3, 2)
DAYS = days_of(FIRST, FIRST + timedelta(days=28))
ROLES = {"rep": "North", "manager": "North", "colleague": "South", "owner": None}
NAMES = {role: role.title() for role in ROLES}
READERS = ("owner", "manager", "rep")


@dataclass(frozen=True)
class Weeks:
    """What is done, by whom and when; and the question that is asked afterwards."""

    talks: list[tuple[str, str, int | None, date]]
    edits: list[tuple[str, date]]
    away: list[tuple[str, date, int]]
    left: bool
    first: date
    end: date
    by: str
    split: tuple[str, ...]
    where: tuple[tuple[str, str], ...]


roles, days = st.sampled_from(list(ROLES)), st.sampled_from(DAYS)
OWNERS = [(("owner", "Rep"),), (("owner", "Rep"), ("owner", "Colleague")), (("team", "North"),), (("team", "—"),), ()]


@st.composite
def weeks(draw: Any) -> Weeks:
    """Four weeks of work by four people, and a question about some of them."""
    minutes = st.sampled_from([None, 0, 5, 60, 240])
    kinds = st.sampled_from(["call", "call in", "meeting", "task", "email"])
    first, end = sorted(draw(st.sets(days, min_size=2, max_size=2)))
    return Weeks(
        draw(st.lists(st.tuples(roles, kinds, minutes, days), max_size=8)),
        draw(st.lists(st.tuples(roles, days), max_size=12)),
        draw(st.lists(st.tuples(roles, days, st.integers(0, 4)), max_size=3)),
        draw(st.booleans()),
        first,
        end,
        draw(st.sampled_from(READERS)),
        draw(st.sampled_from([(), ("owner",), ("team",), ("day",), ("week",), ("owner", "day"), ("month", "team")])),
        draw(st.sampled_from(OWNERS)),
    )


@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink weeks that are really lived takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(told=weeks())
@pytest.mark.parametrize("key", ["adoption", "time_selling_share", "time_desk_share", "calls_a_day"])
def test_every_share_is_what_slow_counting_says(world, monkeypatch, key, told):
    with transaction.atomic(), monkeypatch.context() as patch:
        company = lived(world, told, patch, key)
        mine = world.actor(told.by).readable_people
        readable = {NAMES[role] for role in ROLES if mine is None or world.people[role].pk in mine}
        if told.left and key != "adoption":
            readable.add("Colleague")  # whose deal is nobody's now, which everybody reads with what was done on it
        expected = slowly(company, key, told, readable)
        words = {"from_on": told.first, "until_on": told.end, "where": list(told.where)}
        found = {
            row.group: row.value for row in ask(key, by=world.actor(told.by), split=list(told.split), **words).rows
        }
        for group, value in expected.items():
            assert found.pop(group, None) == (None if value is None else pytest.approx(value)), (group, expected)
        assert not {group: value for group, value in found.items() if value is not None}
        transaction.set_rollback(True)


def lived(world, told: Weeks, patch, key: str) -> Company:
    """Do all of it through the actions, and write it down plainly."""
    deals = {role: world.deal(role, role, at=noon(FIRST - timedelta(days=30)).replace(tzinfo=UTC)) for role in ROLES}
    away: dict[str, set[date]] = {role: set() for role in ROLES}
    for role, day, more in told.away:
        last = day + timedelta(days=more)
        add_special_day("Away", day, last, by=world.actor("owner"), person=world.people[role])
        away[role] |= set(days_of(day, last + timedelta(days=1)))
    company = Company([])
    for role, kind, minutes, day in told.talks:
        at = noon(day).replace(tzinfo=UTC)
        sort, _sign, came = kind.partition(" ")
        way = "incoming" if came else None
        log_activity(sort, "It", by=world.actor(role), deal=deals[role], duration=minutes, at=at, direction=way)
        company.talks.append(Talk(NAMES[role], kind, minutes, day))
    for number, (role, day) in enumerate(told.edits):
        patch.setattr(clock, "now", lambda day=day: noon(day).replace(tzinfo=UTC))
        change_deal(deals[role], by=world.actor(role), description=f"Edit {number}")
        company.worked.add((NAMES[role], day))
    patch.undo()
    if told.left:
        deactivate_person(world.people["colleague"], by=world.actor("owner"))
    company.people = [
        Somebody(NAMES[role], team, not (told.left and role == "colleague"), frozenset(away[role]))
        for role, team in ROLES.items()
    ]
    return company


def slowly(company: Company, key: str, told: Weeks, readable: set[str]) -> dict[tuple[str | None, ...], Any]:
    """Every group of the question with its share."""
    period = days_of(told.first, told.end)
    wanted = {one.name for one in company.people if asked_for(one, told.where)}
    wanted &= company.counted(key, period, readable)
    groups: dict[tuple[str | None, ...], tuple[list[date], set[str]]] = {}
    for one in company.people:
        for day in period:
            group = tuple(part(name, one, day) for name in told.split)
            if one.name in wanted:
                at, who = groups.setdefault(group, ([], set()))
                at.append(day)
                who.add(one.name)
    if not told.split:
        return {(): company.share(key, period, wanted, wanted)}
    return {
        group: company.share(key, [day for day in period if day in set(at)], wanted, who)
        for group, (at, who) in groups.items()
    }


def asked_for(one: Somebody, where: tuple[tuple[str, str], ...]) -> bool:
    """Whether somebody is among those who are asked for."""
    names = {value for name, value in where if name == "owner"}
    teams = {None if value == "—" else value for name, value in where if name == "team"}
    return (not names or one.name in names) and (not teams or one.team in teams)


def part(name: str, one: Somebody, day: date) -> str | None:
    """What a person and a day are called in a split."""
    if name in ("owner", "team"):
        return one.name if name == "owner" else one.team
    return {"day": f"{day}", "week": f"{day:%G-W%V}", "month": f"{day:%Y-%m}"}[name]
