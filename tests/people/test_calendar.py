"""Working time is the administrator's to set; days off are one's own."""

from datetime import date, time

import pytest
from django.urls import reverse

from penstock.common.errors import NotPermitted, Refused
from penstock.people.actions import add_special_day, remove_special_day, set_hours
from penstock.workspaces.calendar import calendar_of
from penstock.workspaces.models import SpecialDay

WEEK = {day: (time(10), time(16)) for day in range(6)}


def test_hours_set_once_count_from_then_on(owner):
    assert set_hours(WEEK, by=owner) is not None
    assert set_hours(WEEK, by=owner) is None
    assert calendar_of(owner.workspace).is_working_day(date(2026, 1, 3))


def test_a_week_without_work_and_hours_that_end_before_they_begin_are_refused(owner):
    with pytest.raises(Refused):
        set_hours({}, by=owner)
    with pytest.raises(Refused) as refused:
        set_hours({0: (time(18), time(9))}, by=owner)
    assert "ends_0" in refused.value.fields


def test_who_may_say_which_days_are_free(world, rep, viewer, owner):
    mine = add_special_day("Holiday", date(2026, 5, 4), date(2026, 5, 8), by=rep, person=rep.person)
    assert add_special_day("Holiday", date(2026, 5, 4), date(2026, 5, 8), by=rep, person=rep.person) == mine
    for person in (None, world.people["manager"]):
        with pytest.raises(NotPermitted):
            add_special_day("Holiday", date(2026, 5, 4), by=rep, person=person)
    with pytest.raises(NotPermitted):
        add_special_day("Holiday", date(2026, 5, 4), by=viewer, person=viewer.person)
    everybodys = add_special_day("Labour day", date(2026, 5, 1), by=owner)
    with pytest.raises(NotPermitted):
        remove_special_day(everybodys, by=rep)
    assert remove_special_day(mine, by=rep) and remove_special_day(mine, by=rep) is None


@pytest.mark.parametrize("last", [date(2026, 4, 30), date(2027, 6, 1)])
def test_days_that_end_before_they_begin_or_last_for_years_are_refused(owner, last):
    with pytest.raises(Refused):
        add_special_day("Holiday", date(2026, 5, 1), last, by=owner)


def test_the_page_shows_and_sets_the_hours(world):
    client, url = world.client("owner"), reverse("people:calendar")
    assert b"09:00" in client.get(url).content
    posted = {"begins_0": "08:00", "ends_0": "12:30"}
    assert client.post(url, posted).status_code == 302
    assert not calendar_of(world.workspace).is_working_day(date(2026, 1, 6))
    assert client.post(url, {"begins_0": "08:00"}).status_code == 422


def test_the_page_takes_and_gives_up_days_off(world):
    client = world.client("rep")
    page = reverse("people:calendar")
    assert client.post(reverse("people:add_day"), {"name": "Seaside", "first_on": "2099-05-04"}).status_code == 302
    day = SpecialDay.objects.of(world.actor("rep")).get()
    assert day.person == world.people["rep"] and b"Seaside" in client.get(page).content
    assert client.post(reverse("people:remove_day", args=[day.pk])).status_code == 302
    assert b"Seaside" not in client.get(page).content
