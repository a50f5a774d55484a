"""Filters find the deals they name, say what cannot be meant, and tell nothing about what may not be read."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import QueryDict

from penstock.boards.filters import read_filters
from penstock.boards.totals import sums_by, sums_of
from penstock.common import clock
from penstock.companies.models import Company
from penstock.deals.actions import change_deal, move_deal, tag_deal, win_deal
from penstock.deals.models import Deal
from penstock.fields.models import Field
from penstock.workspaces.actor import Actor
from tests.world import World

pytestmark = pytest.mark.django_db


def found(query: str, by: Actor) -> set[str]:
    """The names of the deals that a query string finds."""
    filtering = read_filters(QueryDict(query), by)
    assert not filtering.problems, filtering.problems
    return set(filtering.apply(Deal.objects.of(by)).values_list("name", flat=True))


@pytest.fixture
def deals(world: World) -> World:
    """Four deals: two of the rep, one of the manager, one of the colleague."""
    now = clock.now()
    small = world.deal("Small thing", amount=100, currency="EUR", at=now - timedelta(days=40))
    world.deal("Big Thing", amount=90_000, type="new", expected_close_on=now.date() - timedelta(days=3))
    world.deal("Насос", owner="manager", amount=5_000)
    world.deal("Far away", owner="colleague", amount=1)
    tag_deal(small, ["hot"], by=world.actor("rep"))
    return world


CASES = {
    "": {"Small thing", "Big Thing", "Насос", "Far away"},
    "owner=rep": {"Small thing", "Big Thing"},
    "owner=Rep&owner=Manager": {"Small thing", "Big Thing", "Насос"},
    "owner=none": set(),
    "team=South": {"Far away"},
    "team=North": {"Small thing", "Big Thing", "Насос"},
    "q=thing": {"Small thing", "Big Thing"},
    "q=насос": {"Насос"},
    "q=thing+big": {"Big Thing"},
    "value_from=5000": {"Big Thing", "Насос"},
    "value_from=5000&value_to=5000": {"Насос"},
    "currency=EUR": {"Small thing"},
    "type=new": {"Big Thing"},
    "type=none": {"Small thing", "Насос", "Far away"},
    "tag=hot": {"Small thing"},
    "age_from=40": {"Small thing"},
    "age_to=39": {"Big Thing", "Насос", "Far away"},
    "days_in_stage_from=10": {"Small thing"},
    "stuck=yes": {"Small thing"},
    "close_overdue=yes": {"Big Thing"},
    "status=won": set(),
    "stage=Qualification&status=open": {"Small thing", "Big Thing", "Насос", "Far away"},
    "no_next_step=1": {"Small thing", "Big Thing", "Насос", "Far away"},
    "step_overdue=1": set(),
    "source=none": {"Small thing", "Big Thing", "Насос", "Far away"},
    "expected_from=2000-01-01": {"Big Thing"},
    "opened_from=2000-01-01&closed_from=2000-01-01": set(),
}


@pytest.mark.parametrize("query", CASES)
def test_a_filter_finds_what_it_names(query: str, deals: World) -> None:
    assert found(query, deals.actor("owner")) == CASES[query]


@pytest.mark.parametrize(
    "query",
    [
        "owner=nobody-like-this",
        "stage=999999",
        "value_from=much",
        "value_from=NaN",
        "value_from=9&value_to=1",
        "expected_from=2024-13-45",
        "age_from=-4",
        "company=0",
        "company=²",
        "stuck=perhaps",
        "pipeline='%20OR%201=1",
        "q=a+b+c+d+e+f+g+h+i",
        "q=%00",
        "tag=none-such",
        "days_in_stage_from=99999999999999999999",
    ],
)
def test_a_value_that_cannot_be_meant_gives_a_sentence(query: str, owner: Actor) -> None:
    filtering = read_filters(QueryDict(query), owner)
    assert len(filtering.problems) == 1
    assert filtering.conditions == ()
    list(filtering.apply(Deal.objects.of(owner)))


def test_me_is_the_reader(deals: World) -> None:
    assert found("owner=me", deals.actor("manager")) == {"Насос"}


def test_a_seller_is_not_offered_owners_of_another_team(deals: World) -> None:
    filtering = read_filters(QueryDict(f"owner={deals.people['colleague'].pk}"), deals.actor("rep"))
    assert len(filtering.problems) == 1


def test_a_company_that_may_not_be_read_says_nothing_about_its_deals(deals: World) -> None:
    hidden = Company(
        workspace=deals.workspace, name="Secret", sector="Arms", owner=deals.people["colleague"], created_at=clock.now()
    )
    hidden.save()
    change_deal(Deal.objects.of(deals.system).get(name="Big Thing"), by=deals.system, company=hidden)
    rep, owner = deals.actor("rep"), deals.actor("owner")
    assert found("sector=Arms", owner) == found("company_name=secret", owner) == {"Big Thing"}
    assert found("company_name=secret", rep) == set()
    unknown = [read_filters(QueryDict(query), rep) for query in (f"company={hidden.pk}", "company=987654")]
    assert unknown[0].problems == unknown[1].problems
    assert read_filters(QueryDict("sector=Arms"), rep).problems


CUSTOM = {
    "custom.size_from=10": {"Big Thing"},
    "custom.size_to=9.5": {"Small thing"},
    "custom.day_to=2024-05-01": {"Big Thing"},
    "custom.open=yes": {"Big Thing"},
    "custom.open=no": {"Small thing"},
    "custom.colour=red": {"Big Thing"},
    "custom.places=Пермь": {"Small thing"},
    "custom.note=WOR": {"Big Thing"},
    "custom.note=%25": set(),
}


@pytest.mark.parametrize("query", CUSTOM)
def test_own_fields_filter_by_their_type(query: str, deals: World) -> None:
    own: dict[str, Any] = {
        "size": "number", "day": "date", "open": "yes_no", "colour": "choice", "places": "choices", "note": "text"
    }  # fmt: skip
    for key, kind in own.items():
        options = {"colour": ["red", "blue"], "places": ["Пермь", "Omsk"]}.get(key, [])
        Field(workspace=deals.workspace, subject="deal", key=key, label=key, type=kind, options=options).save()
    big, small = (Deal.objects.of(deals.system).get(name=name) for name in ("Big Thing", "Small thing"))
    big_values = {
        "size": "10.5",
        "day": "2024-05-01",
        "open": True,
        "colour": "red",
        "places": ["Omsk"],
        "note": "a word",
    }
    small_values = {"size": "9", "day": "2024-05-02", "open": False, "colour": "blue", "places": ["Omsk", "Пермь"]}
    change_deal(big, by=deals.system, custom=big_values)
    change_deal(small, by=deals.system, custom=small_values)
    assert found(query, deals.actor("owner")) == CUSTOM[query]


def test_chips_say_the_filters_and_how_to_leave_them_out(deals: World) -> None:
    filtering = read_filters(QueryDict("owner=rep&value_from=5&sort=-value"), deals.actor("owner"))
    assert [chip.value for chip in filtering.chips()] == ["Rep", "from 5"]
    assert filtering.chips()[0].without == "value_from=5&sort=-value"
    assert filtering.query == "owner=rep&value_from=5"


def test_kept_totals_and_counted_ones_agree(deals: World) -> None:
    owner = deals.actor("owner")
    deal = Deal.objects.of(owner).get(name="Насос")
    move_deal(deal, deals.stages[1], by=deals.system)
    win_deal(Deal.objects.of(owner).get(name="Far away"), by=deals.system)
    kept = read_filters(QueryDict("team=North"), owner)
    counted = read_filters(QueryDict("team=North&value_from=0"), owner)
    assert kept.is_kept
    assert not counted.is_kept
    assert sums_by("stage_id", kept) == sums_by("stage_id", counted)
    assert sums_of(kept) == sums_of(counted)


def test_each_reads_only_their_own_scope_in_the_kept_totals(deals: World) -> None:
    counts = {
        role: sums_of(read_filters(QueryDict(), deals.actor(role))).count for role in ("rep", "colleague", "stranger")
    }
    assert counts == {"rep": 3, "colleague": 1, "stranger": 0}


@pytest.mark.parametrize("off", [-1, 0, 1])
@pytest.mark.parametrize("opened", ["2026-03-01T09:30:00+00:00", "2026-03-28T23:59:59.999999+00:00"])
def test_days_of_closed_deals_are_told_to_the_microsecond(world: World, opened: str, off: int) -> None:
    at = datetime.fromisoformat(opened)
    won = world.deal("Won", at=at)
    win_deal(won, by=world.actor("rep"), at=at + timedelta(days=10, microseconds=off))
    by = world.actor("rep")
    assert found("age_from=10", by) == ({"Won"} if off >= 0 else set())
    assert found("age_to=9", by) == ({"Won"} if off < 0 else set())
