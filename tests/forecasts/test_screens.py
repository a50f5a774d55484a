"""The chance beside a deal and the promising deals on Today: asked for after the page, and of what one may read."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from penstock.boards.actions import choose_columns
from penstock.common import clock
from penstock.deals.actions import change_deal
from penstock.deals.models import Deal
from penstock.forecasts import forecast, learning, quarter
from penstock.forecasts.views import parts
from penstock.metrics.columnar import Copy
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


def listed(world: World, role: str, *keys: str) -> str:
    choose_columns(["name", *keys], by=world.actor(role))
    return shown(world.client(role), "boards:list")


def asked_for(page: str) -> str:
    (url,) = set(re.findall(r'hx-get="(/forecast/chances/\?deals=[0-9,]+)"', page))
    return url


def cells(world: World, role: str, url: str) -> dict[int, str]:
    answer = world.client(role).get(url)
    assert answer.status_code == 200
    found = re.findall(r'<span id="chance-(\d+)" hx-swap-oob="true"[^>]*>([^<]*)</span>', answer.content.decode())
    return {int(pk): text for pk, text in found}


def test_the_list_asks_for_the_chances_of_its_page_once(busy: World) -> None:
    assert "chances" not in listed(busy, "rep", "stage")
    page = listed(busy, "rep", "stage", "chance")
    mine = Deal.unscoped.filter(owner=busy.people["rep"], status="open")
    told = cells(busy, "rep", asked_for(page))
    assert set(told) == set(mine.values_list("pk", flat=True))
    for deal in mine:
        assert f"<strong>{told[deal.pk]}</strong>" in shown(busy.client("rep"), "forecasts:chance", deal.pk)
    assert page.count('class="none">…</span>') == len(told)
    assert "sort=chance" not in page and "Chance this quarter" in page


def test_one_row_asks_for_its_own(busy: World) -> None:
    listed(busy, "rep", "chance")
    deal = open_deal(busy)
    row = shown(busy.client("rep"), "boards:row", deal.pk)
    assert set(cells(busy, "rep", asked_for(row))) == {deal.pk}


@pytest.mark.parametrize("asked", ["", "x", "1;DROP", "9" * 5000, "-1", "1,,2", "٣", "0"])
def test_whatever_is_asked_for_is_answered(busy: World, asked: str) -> None:
    assert busy.client("rep").get(reverse("forecasts:chances"), {"deals": asked}).status_code == 200


def test_a_deal_that_may_not_be_read_is_as_one_that_is_not_there(busy: World) -> None:
    other = open_deal(busy, "colleague")
    answers = cells(busy, "rep", f"{reverse('forecasts:chances')}?deals={other.pk},{10**9}")
    assert answers == {other.pk: "—", 10**9: "—"}
    assert cells(busy, "owner", f"{reverse('forecasts:chances')}?deals={other.pk}")[other.pk].endswith("%")
    assert cells(busy, "stranger", f"{reverse('forecasts:chances')}?deals={other.pk}") == {other.pk: "—"}


def test_the_chances_of_a_page_are_as_many_questions_as_those_of_one_deal(
    busy: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed(busy, "rep", "stage", "chance")
    ids = list(Deal.unscoped.filter(owner=busy.people["rep"], status="open").values_list("pk", flat=True))
    statements: list[str] = []
    ask = Copy.ask
    monkeypatch.setattr(Copy, "ask", lambda copy, sql, *rest: statements.append(sql) or ask(copy, sql, *rest))

    def questions(path: str) -> tuple[int, int]:
        client = busy.client("rep")
        client.get(path)
        statements.clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        return len(queries), len(statements)

    chances = reverse("forecasts:chances")
    assert questions(f"{chances}?deals={ids[0]}") == questions(f"{chances}?deals={','.join(map(str, ids))}")
    page = questions(reverse("boards:list"))
    lived(busy, [(0, 0, "open")] * 20)
    assert questions(reverse("boards:list")) == page and page[1] == 0, "the page itself asks the numbers nothing"


def test_what_is_learnt_is_kept_for_the_next_page(busy: World, monkeypatch: pytest.MonkeyPatch) -> None:
    deal, learnt = open_deal(busy), []
    kept = forecast.learn
    monkeypatch.setattr(forecast, "learn", lambda *given: learnt.append(1) or kept(*given))
    url = f"{reverse('forecasts:chances')}?deals={deal.pk}"
    before = cells(busy, "rep", url)
    change_deal(deal, by=busy.actor("rep"), name="Another name")
    assert cells(busy, "rep", url) == before and len(learnt) <= 1


def test_a_past_day_has_no_chances(busy: World) -> None:
    listed(busy, "rep", "stage", "chance")
    page = busy.client("rep").get(reverse("boards:list"), {"as_of": f"{clock.now().date() - timedelta(days=2)}"})
    assert page.status_code == 200 and "chances" not in page.content.decode().replace("chances of", "")
