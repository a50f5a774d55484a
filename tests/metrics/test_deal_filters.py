"""Numbers and reports take the filters of the list and one's own fields: the same deals, by the reader's own rights."""

import re
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.staticfiles import finders
from django.http import QueryDict
from django.urls import reverse

from penstock.boards.filters import read_filters
from penstock.common import clock
from penstock.deals.actions import change_deal, lose_deal, tag_deal, win_deal
from penstock.deals.models import Deal, Tag
from penstock.fields.actions import add_field
from penstock.metrics.asking import ask, behind
from penstock.metrics.question import WrongQuestion
from penstock.reports.registry import REPORTS
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(world: World) -> World:
    """Deals of two people over forty days, with a level, a tick, a budget and tags."""
    owner = world.actor("owner")
    add_field("deal", "Level", by=owner, holds="choice", options=["High", "Low"])
    add_field("deal", "Urgent", by=owner, holds="yes_no")
    add_field("deal", "Budget", by=owner, holds="number")
    for place in range(12):
        role = "rep" if place % 2 else "colleague"
        opened = clock.now() - timedelta(days=40 - place)
        deal = world.deal(f"Deal {place}", role, amount=Decimal(100 * place), at=opened)
        by = world.actor(role)
        own: dict[str, Any] = {"level": "High" if place % 3 else "Low", "budget": 10 * place}
        change_deal(deal, by=by, custom=own | ({"urgent": True} if place % 4 == 0 else {}))
        if place % 3 == 0:
            tag_deal(deal, ["hot"], by=by)
        if place % 4 == 1:
            win_deal(deal, by=by)
        elif place % 4 == 2:
            lose_deal(deal, by=by, reason=world.reason)
    return world


def asked(world: World, role: str, **filters: str) -> int:
    where = tuple((name.replace("__", "."), value) for name, value in filters.items())
    return int(ask("stage_deals", by=world.actor(role), where=where).value or 0)


def hot(world: World) -> str:
    return str(Tag.objects.of(world.actor("owner")).get(name="hot").pk)


@pytest.mark.parametrize(
    "query",
    [
        "q=Deal 1",
        "value_from=300&value_to=900",
        "closed_from=2000-01-01",
        "opened_from=2000-01-01",
        "status=open",
        "status=won&status=lost",
        "tag=hot",
        "age_from=35",
        "custom.level=High",
        "custom.budget_from=40",
        "custom.urgent=yes",
        "no_next_step=yes",
        "value_from=300&tag=hot&status=open",
        "q=nothing",
    ],
)
def test_figures_count_the_deals_that_the_list_shows(there: World, query: str) -> None:
    for role in ("owner", "rep"):
        by, params = there.actor(role), QueryDict(query)
        listed = set(read_filters(params, by).apply(Deal.objects.of(by)).values_list("pk", flat=True))
        where = tuple((f"deal.{name}", value) for name in params for value in params.getlist(name))
        assert int(ask("stage_deals", by=by, where=where).value or 0) == len(listed)
        assert {row.deal_id for row in behind("stage_deals", (), by=by, where=where)} == listed


def test_status_is_that_of_the_day_asked_about(there: World) -> None:
    by = there.actor("owner")
    earlier = (clock.now() - timedelta(days=3)).date()
    assert asked(there, "owner", deal__status="won") == 3
    assert not ask("stage_deals", by=by, as_of=earlier, where=(("deal.status", "won"),)).value


def test_filters_tell_nothing_of_deals_one_may_not_read(there: World) -> None:
    assert asked(there, "rep", deal__q="Deal 2") == 0
    assert asked(there, "stranger", deal__value_from="0") == 0


def test_several_filters_must_all_hold(there: World) -> None:
    assert asked(there, "owner", deal__tag=hot(there)) == 4
    assert asked(there, "owner", deal__tag=hot(there), field__level="Low") == 4
    assert asked(there, "owner", deal__tag=hot(there), field__level="High") == 0


def test_what_means_nothing_is_told(there: World) -> None:
    with pytest.raises(WrongQuestion, match="Value"):
        asked(there, "owner", deal__value_from="much")


@pytest.mark.parametrize("page", ["metrics:numbers", "metrics:changes", "metrics:over_time"])
def test_the_pages_of_numbers_keep_the_filters_in_every_address(there: World, page: str) -> None:
    query = urlencode({"deal.value_from": "300", "field.level": "High"})
    shown = there.client("owner").get(f"{reverse(page)}?{query}").content.decode()
    assert "from 300" in shown and "High" in shown
    assert "deal.value_from=300&amp;field.level=High" in shown


def test_the_rows_behind_a_figure_keep_the_filter(there: World) -> None:
    query = urlencode({"metric": "open_deals", "deal.value_from": "300", "field.level": "High"})
    shown = there.client("owner").get(f"{reverse('metrics:rows')}?{query}").content.decode()
    assert "Deal 4" in shown and "Deal 3<" not in shown and "Deal 0" not in shown


def test_the_dialog_offers_every_filter_and_keeps_what_is_asked(there: World) -> None:
    told = {"to": "/reports/sales/", "deal.value_from": "300", "period": "all"}
    shown = there.client("rep").get(f"{reverse('metrics:filters')}?{urlencode(told)}").content.decode()
    for name in ("deal.value_from", "deal.tag", "deal.custom.budget_from", "field.level", "field.urgent", "source"):
        assert f'name="{name}"' in shown, name
    assert 'action="/reports/sales/"' in shown and 'name="period" value="all"' in shown and 'value="300"' in shown
    assert "Colleague" not in shown


def test_the_dialog_leads_nowhere_else(there: World) -> None:
    shown = there.client("rep").get(reverse("metrics:filters") + "?to=//evil.example/").content.decode()
    assert 'action="/numbers/"' in shown


def test_a_report_counts_only_what_fits_and_says_so(there: World) -> None:
    query = urlencode({"period": "all", "deal.tag": hot(there), "field.level": "Low"})
    client = there.client("owner")
    shown = client.get(f"{reverse('reports:report', args=['sales'])}?{query}").content.decode()
    assert "Tag: hot" in shown and "Level: Low" in shown
    assert client.get(f"{reverse('reports:paper', args=['sales'])}?{query}").status_code == 200
    for report in REPORTS.values():
        assert client.get(f"/reports/{report.key}/?{query}").status_code == 200, report.key


def test_closed_deals_are_told_by_a_field_of_ones_own(there: World) -> None:
    shown = there.client("owner").get(reverse("metrics:numbers") + "?by=field.level").content.decode()
    assert "Closed deals by: Level" in shown and "field.level=High" in shown
    file = there.client("owner").get(reverse("exports:numbers", args=["people", "csv"]) + "?by=field.level")
    rows = b"".join(file.streaming_content).decode("utf-8-sig").splitlines()
    assert rows[0].startswith('"Level",') and rows[1].startswith(('"High",', '"Low",'))


def test_a_dashboard_takes_the_same_filters_and_says_them(there: World) -> None:
    client = there.client("owner")
    shown = client.get("/dashboards/ready/owner/?deal.value_from=300&field.level=High").content.decode()
    assert "from 300" in shown and "deal.value_from=300" in shown and "deal.value_from:" not in shown
    assert "to=%2Fdashboards%2Fready%2Fowner%2F" in shown


def test_a_mailed_report_says_its_filters(there: World) -> None:
    url = reverse("mailings:add", args=["sales"]) + "?deal.value_from=300&field.level=High"
    client = there.client("rep")
    assert "Level: High · Value: from 300" in client.get(url).content.decode()
    sent = {"rhythm": "day", "at": "08:00", "period": "", "readers": [there.people["rep"].pk]}
    client.post(url, sent)
    assert "Level: High · Value: from 300" in client.get(reverse("notifications:preferences")).content.decode()


@pytest.mark.parametrize("page", ["/numbers/", "/reports/sales/", "/dashboards/ready/owner/"])
def test_the_dialog_is_dressed_wherever_it_opens(there: World, page: str) -> None:
    """It comes without a head, so every page brings what its boxes look like."""
    shown = there.client("owner").get(page).content.decode()
    sheets = re.findall(r'href="/static/([^"?]+\.css)', shown)
    assert any(".filter-box " in Path(str(finders.find(one))).read_text() for one in sheets)
