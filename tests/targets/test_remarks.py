"""Remarks about what happens outside: who writes them, what the journal keeps, and which ones touch which days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.common.errors import NotPermitted, Refused
from penstock.journal.models import Event
from penstock.targets.actions import add_remark, change_remark, remove_remark
from penstock.targets.models import Remark
from penstock.targets.periods import Span

MARCH = date(2026, 3, 9)
DAYS = st.integers(0, 40).map(lambda count: MARCH + timedelta(days=count))


def told(by):
    rows = Event.objects.of(by).filter(kind__startswith="remark.").order_by("position")
    return [(row.kind, row.data["text"], row.data["from_on"], row.data["until_on"]) for row in rows]


def test_it_is_written_changed_and_taken_away_once_each(owner):
    fair = add_remark("  Trade \n fair ", MARCH, MARCH + timedelta(days=4), by=owner)
    assert add_remark("Trade fair", MARCH, date(2026, 3, 13), by=owner) == fair
    assert (fair.last_on, fair.written_by_id) == (date(2026, 3, 13), owner.person_id)
    assert change_remark(fair, "Trade fair", MARCH, date(2026, 3, 13), by=owner) is None
    assert change_remark(fair, "Fair", MARCH, by=owner)
    assert remove_remark(fair, by=owner) and remove_remark(fair, by=owner) is None
    assert told(owner) == [
        ("remark.added", "Trade fair", "2026-03-09", "2026-03-14"),
        ("remark.changed", "Fair", "2026-03-09", "2026-03-10"),
        ("remark.removed", "Fair", "2026-03-09", "2026-03-10"),
    ]


def test_who_may_set_targets_writes_them_and_everybody_reads_them(manager, rep, viewer, stranger):
    one = add_remark("Prices rise", MARCH, by=manager)
    for by in (rep, viewer):
        assert list(Remark.objects.of(by)) == [one]
        for act in (
            lambda by: add_remark("Mine", MARCH, by=by),
            lambda by: change_remark(one, "Mine", MARCH, by=by),
            lambda by: remove_remark(one, by=by),
        ):
            with pytest.raises(NotPermitted):
                act(by)
    with pytest.raises(NotPermitted):
        change_remark(one, "Theirs", MARCH, by=stranger)
    assert not Remark.objects.of(stranger).exists() and remove_remark(one, by=stranger) is None
    assert Remark.objects.of(manager).get().text == "Prices rise"


@pytest.mark.parametrize(
    ("text", "last", "field"),
    [("", None, "text"), ("x" * 201, None, "text"), ("a\0b", None, "text"), ("Fair", date(2026, 3, 8), "last_on")],
)
def test_what_makes_no_sense_is_refused_at_its_field(owner, text, last, field):
    with pytest.raises(Refused) as refused:
        add_remark(text, MARCH, last, by=owner)
    assert set(refused.value.fields) == {field} and not Remark.objects.of(owner).exists()


@pytest.mark.parametrize("day", [date.min, date(1949, 12, 31), date(2200, 1, 1), date.max])
def test_days_that_lie_too_far_away_are_refused(owner, day):
    with pytest.raises(Refused) as refused:
        add_remark("Fair", day, by=owner)
    assert set(refused.value.fields) == {"from_on"}


@given(own=st.tuples(DAYS, DAYS).map(sorted), other=st.tuples(DAYS, DAYS).map(sorted))
def test_one_touches_a_span_where_they_have_a_day_in_common(own, other):
    (from_on, last), (first, until) = own, (other[0], other[1] + timedelta(days=1))
    one = Remark(from_on=from_on, until_on=last + timedelta(days=1))
    held = {from_on + timedelta(days=count) for count in range((last - from_on).days + 1)}
    asked = {first + timedelta(days=count) for count in range((until - first).days)}
    assert one.touches(Span(first, until)) == bool(held & asked)


def test_the_query_finds_what_touches(owner):
    for offset, length in [(n, m) for n in range(-4, 8) for m in range(4)]:
        day = MARCH + timedelta(days=offset)
        add_remark(f"{offset} {length}", day, day + timedelta(days=length), by=owner)
    span = Span(MARCH, MARCH + timedelta(days=3))
    found = list(Remark.objects.of(owner).touching(span))
    assert found == sorted(found, key=lambda one: (one.from_on, one.pk))
    assert {one.pk for one in found} == {one.pk for one in Remark.objects.of(owner) if one.touches(span)}
