"""A late history supersedes what was believed of a deal; only who may write the deal does so or takes it back."""

from datetime import timedelta
from itertools import pairwise

import pytest

from penstock.common import clock
from penstock.common.errors import NotPermitted
from penstock.deals.actions import DealHistory, Step, change_deal, open_deal
from penstock.deals.actions.rewrite_histories import restore_histories, rewrite_histories
from penstock.deals.models import Deal, DealSpan
from penstock.pipelines.models import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def deal(rep):
    return open_deal("Gate", by=rep, amount=100)


def history(deal, by) -> DealHistory:
    """Two days in the first stage, then where it stands."""
    first, second = Stage.objects.of(by).filter(pipeline_id=deal.pipeline_id).order_by("order")[:2]
    start, facts = clock.now() - timedelta(days=3), {"owner_id": deal.owner_id, "amount": deal.amount}
    return DealHistory(deal.name, [Step(start, second, facts), Step(start + timedelta(days=2), first, {})])


def believed(deal) -> list[tuple]:
    return list(DealSpan.objects.on(deal).believed().order_by("from_at").values_list("from_at", "to_at", "stage_id"))


def test_what_was_believed_is_superseded_and_kept(rep, deal):
    [position] = rewrite_histories([(deal, history(deal, rep))], by=rep)
    assert [stage for _from, _to, stage in believed(deal)][-1] == deal.stage_id
    assert DealSpan.objects.on(deal).filter(superseded_at__isnull=False).count() == 1
    assert Deal.objects.of(rep).get(pk=deal.pk).age_days() == 3
    assert DealSpan.objects.on(deal).believed().filter(position=position).count() == 2


def test_the_same_history_twice_records_nothing(rep, deal):
    told = history(deal, rep)
    rewrite_histories([(deal, told)], by=rep)
    assert rewrite_histories([(deal, told)], by=rep) == [None]


def test_taken_back_twice_is_taken_back_once(rep, deal):
    before = believed(deal)
    [position] = rewrite_histories([(deal, history(deal, rep))], by=rep)
    assert len(restore_histories([position], by=rep)) == 1
    assert restore_histories([position], by=rep) == []
    assert believed(deal) == before
    assert Deal.objects.of(rep).get(pk=deal.pk).opened_at == deal.opened_at


def test_what_was_chosen_here_as_the_forecast_category_stands_at_every_past_moment(world, rep):
    day = [clock.now() - timedelta(days=10 - n) for n in range(10)]
    deal = open_deal("Gate", by=rep, at=day[1])
    for n, category in ((2, "commit"), (5, None), (8, "omitted")):
        change_deal(deal, by=rep, at=day[n], forecast_category=category)
    facts = {"owner_id": deal.owner_id}
    steps = [Step(day[0], world.stages[1], facts), Step(day[5], world.stages[2], {}), Step(day[6], world.stages[0], {})]
    [position] = rewrite_histories([(deal, DealHistory(deal.name, steps))], by=rep)
    assert categories(deal) == [(day[2], "commit"), (day[5], None), (day[8], "omitted")]
    assert [stage for _from, _to, stage in believed(deal)][-1] == world.stages[0].pk
    assert rewrite_histories([(deal, DealHistory(deal.name, steps))], by=rep) == [None]
    assert Deal.objects.of(rep).get(pk=deal.pk).forecast_category == "omitted"
    restore_histories([position], by=rep)
    assert categories(deal) == [(day[2], "commit"), (day[5], None), (day[8], "omitted")]


def test_what_a_history_tells_of_the_category_counts_from_its_moment_on(world, rep):
    day = [clock.now() - timedelta(days=5 - n) for n in range(5)]
    deal = open_deal("Gate", by=rep, at=day[1], forecast_category="omitted")
    steps = [
        Step(day[0], world.stages[0], {"owner_id": deal.owner_id, "forecast_category": "pipeline"}),
        Step(day[3], world.stages[0], {"forecast_category": "commit"}),
    ]
    rewrite_histories([(deal, DealHistory(deal.name, steps))], by=rep)
    assert categories(deal) == [(day[0], "pipeline"), (day[1], "omitted"), (day[3], "commit")]
    assert Deal.objects.of(rep).get(pk=deal.pk).forecast_category == "commit"
    assert rewrite_histories([(deal, DealHistory(deal.name, steps))], by=rep) == [None]


def categories(deal) -> list[tuple]:
    """From when which category was believed."""
    spans = DealSpan.objects.on(deal).believed().order_by("from_at", "pk").values_list("from_at", "forecast_category")
    told = [(None, None), *spans]
    return [after for before, after in pairwise(told) if after[1] != before[1]]


def test_others_can_neither_rewrite_nor_take_back(rep, viewer, colleague, stranger, deal):
    for other in (viewer, colleague, stranger):
        with pytest.raises(NotPermitted):
            rewrite_histories([(deal, history(deal, rep))], by=other)
    [position] = rewrite_histories([(deal, history(deal, rep))], by=rep)
    told = believed(deal)
    for other in (colleague, stranger):
        assert restore_histories([position], by=other) == []
    with pytest.raises(NotPermitted):
        restore_histories([position], by=viewer)
    assert believed(deal) == told
