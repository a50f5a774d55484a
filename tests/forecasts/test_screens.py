"""The chance beside a deal and the promising deals on Today: asked for after the page, and of what one may read."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from penstock.common import clock
from penstock.deals.models import Deal
from penstock.forecasts import learning, quarter
from penstock.forecasts.views import parts
from penstock.metrics.keeping import NotReady
from tests.forecasts.test_expected import lived
from tests.world import World


@pytest.fixture(autouse=True)
def _few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "ENOUGH", 4)


@pytest.fixture(name="busy")
def busy_world(world: World) -> World:
    lived(world, [*[(300, 1, "won")] * 6, *[(300, 1, "lost")] * 4, *[(0, 0, "open")] * 7])
    lived(world, [(0, 0, "open")], owner="colleague", amount=1000)
    return world


def open_deal(world: World, owner: str = "rep") -> Deal:
    return Deal.unscoped.filter(owner=world.people[owner], status="open").order_by("pk")[0]


def shown(client: Client, name: str, *args: int) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_only_asks_for_it(busy: World) -> None:
    deal = open_deal(busy)
    page = shown(busy.client("rep"), "deals:deal", deal.pk)
    assert f'hx-get="{reverse("forecasts:chance", args=[deal.pk])}"' in page and "deal-chance" not in page


def test_the_chance_has_its_reasons(busy: World) -> None:
    part = shown(busy.client("owner"), "forecasts:chance", open_deal(busy).pk)
    assert "deal-chance" in part and "To be won this quarter" in part
    assert "Of 18 deals that came to this stage" in part


def test_who_may_not_read_all_sees_no_counts(busy: World) -> None:
    part = shown(busy.client("rep"), "forecasts:chance", open_deal(busy).pk)
    assert "about as often as all that come to it" in part and "Of 18" not in part


def test_a_closed_deal_has_none(busy: World) -> None:
    won = Deal.unscoped.filter(status="won")[0]
    assert shown(busy.client("owner"), "forecasts:chance", won.pk) == ""
    assert "forecast/deals" not in shown(busy.client("owner"), "deals:deal", won.pk)


def test_a_colleagues_deal_is_not_there(busy: World) -> None:
    answer = busy.client("rep").get(reverse("forecasts:chance", args=[open_deal(busy, "colleague").pk]))
    assert answer.status_code == 404


def test_while_the_numbers_are_prepared_it_asks_again(busy: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def unready(*_args: object) -> None:
        raise NotReady(0.5)

    monkeypatch.setattr(parts, "of_deal", unready)
    answer = busy.client("rep").get(reverse("forecasts:chance", args=[open_deal(busy).pk]))
    assert answer.status_code == 202 and "load delay:5s" in answer.content.decode()


def test_today_shows_the_few_promising_deals_of_ones_own(busy: World) -> None:
    assert reverse("forecasts:focus") in shown(busy.client("rep"), "activities:today")
    part = shown(busy.client("rep"), "forecasts:focus")
    assert part.count("data-row") == quarter.MOST_SHOWN
    assert reverse("reports:forecast") in part
    mine = set(Deal.unscoped.filter(owner=busy.people["rep"]).values_list("pk", flat=True))
    assert all(f"/deals/{one.pk}/" not in part for one in Deal.unscoped.exclude(pk__in=mine))


def test_what_is_worth_nothing_is_not_promising(world: World) -> None:
    lived(world, [(1, 0, "open")], amount=0)
    assert shown(world.client("rep"), "forecasts:focus").strip() == ""


def test_the_teams_day_asks_for_none(busy: World) -> None:
    answer = busy.client("manager").get(reverse("activities:today") + "?whose=team")
    assert reverse("forecasts:focus") not in answer.content.decode()
    answer = busy.client("manager").get(reverse("forecasts:focus") + "?whose=team")
    assert answer.content == b""


def test_the_quarter_is_asked_at_the_end_of_today() -> None:
    window = quarter.this_quarter()
    today = clock.now().date()
    assert window.from_on.day == window.until_on.day == 1 and window.months == 3
    assert window.from_on - timedelta(days=1) <= today <= window.until_on and window.as_of <= window.until_on
