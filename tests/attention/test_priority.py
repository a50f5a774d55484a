"""What comes first is worth most, is likely, and closes soon; the parts are shown."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from penstock.attention.priority import first_deals, urgency
from penstock.common import clock

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(("days", "told"), [(None, 1), (400, 1), (90, 1), (45, Decimal("1.5")), (0, 2), (-30, 2)])
def test_a_close_that_comes_near_doubles_the_urgency_at_most(days, told):
    assert urgency(None if days is None else TODAY + timedelta(days=days), TODAY) == told


def test_the_first_deal_is_the_one_with_the_largest_product(world, rep):
    today = clock.day_of(clock.now(), world.workspace.zone)
    large = world.deal("Large", amount=1000, probability=20)
    likely = world.deal("Likely", amount=500, probability=90)
    near = world.deal("Near", amount=300, probability=90, expected_close_on=today)
    world.deal("Nothing")
    world.deal("Another's", amount=9000, owner="colleague")
    found = first_deals(rep, world.people["rep"].pk)
    assert [one.deal for one in found] == [near, likely, large]
    assert (found[0].value, found[0].odds, found[0].urgency, found[0].score) == (300, 90, 2, 540)


def test_today_shows_the_parts(world):
    world.deal("Large", amount=1000, probability=20)
    world.deal("Small", amount=100, probability=20)
    page = world.client("rep").get("/today/").content.decode()
    assert "Work on these first" in page and "× 20 % × urgency 1" in page
    assert "today-first" not in world.client("manager").get("/today/?whose=team").content.decode()
