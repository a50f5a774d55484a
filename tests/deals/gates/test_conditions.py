"""A rule may be for some deals only: those which a view with the same conditions lists, and no others."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from penstock.boards.actions import save_view
from penstock.boards.filters import read_filters
from penstock.common import clock
from penstock.common.errors import Refused, Unready
from penstock.companies.actions import add_company
from penstock.deals.actions import DealHistory, Step, change_deal, ingest_deals, move_deal, open_deal, tag_deal
from penstock.deals.gates.closed import ClosedWays
from penstock.deals.gates.judge import in_words
from penstock.deals.gates.names import Names
from penstock.deals.gates.passing import missing_for
from penstock.deals.gates.rules import Draft, Rule
from penstock.deals.gates.trying import try_rule
from penstock.deals.models import Deal, StageRule
from penstock.fields.actions import add_field, restore_field, retire_field
from penstock.pipelines.actions import retire_stage
from tests.deals.gates.test_cost import queries
from tests.deals.gates.test_doors import TakenBack
from tests.deals.gates.test_rules import ask
from tests.world import build_world

LARGE = Draft("fields", {"fields": ["expected_close_on"]}, conditions="value_from=100000")
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


def test_only_deals_that_fit_are_asked(world, rep):
    ask(world, world.stages[1], LARGE)
    assert move_deal(world.deal(amount=99_999), world.stages[1], by=rep)
    with pytest.raises(Unready) as refused:
        move_deal(world.deal(amount=100_000), world.stages[1], by=rep)
    assert [one.about for one in refused.value.missing] == ["expected_close_on"]


def test_the_rule_says_of_which_deals_it_is(world, rep):
    ask(world, world.stages[1], LARGE)
    assert in_words(_rule(), Names(rep)).endswith("— only for deals that fit: value: from 100,000")


def test_a_deal_that_is_only_being_opened_is_asked_by_what_it_would_be(world, rep):
    ask(world, world.stages[0], LARGE)
    assert open_deal("Small", by=rep, amount=5)
    with pytest.raises(Unready):
        open_deal("Large", by=rep, amount=200_000)
    assert [deal.name for deal in Deal.unscoped.all()] == ["Small"]


@pytest.mark.parametrize("count", [3, 30])
def test_an_import_is_asked_row_by_row(world, owner, count):
    ask(world, world.stages[1], LARGE)
    begun = clock.now() - timedelta(days=2)
    histories = [
        DealHistory(f"Deal {n}", [Step(begun, world.stages[1], {"amount": n * 100_000})], {"currency": "USD"})
        for n in range(count)
    ]
    with pytest.raises(Unready):
        ingest_deals(histories, by=owner)
    assert not Deal.unscoped.exists()
    assert len(ingest_deals(histories[:1], by=owner)) == 1


def test_what_means_somebody_else_to_everybody_is_refused(world):
    with pytest.raises(Refused, match="choose the people by name"):
        ask(world, world.stages[1], replace(LARGE, conditions="owner=me"))


@pytest.mark.parametrize("text", ["nonsense=1", "value_from=many", "stage=999999", "q=" + "x" * 2100])
def test_what_means_nothing_is_refused(world, text):
    with pytest.raises(Refused):
        ask(world, world.stages[1], replace(LARGE, conditions=text))
    assert not StageRule.unscoped.exists()


def test_a_rule_about_a_field_that_is_gone_is_held_and_says_so(world, owner, rep):
    field = add_field("deal", "Risk", by=owner, holds="number")
    deal = world.deal()
    ask(world, world.stages[1], replace(LARGE, conditions=f"custom.{field.key}_from=5"))
    assert missing_for([deal], world.stages[1], rep)[deal.pk] == []
    retire_field(field, by=owner)
    assert StageRule.unscoped.get().held
    with pytest.raises(Unready, match="no longer there"):
        move_deal(deal, world.stages[1], by=rep)
    restore_field(field, by=owner)
    assert move_deal(deal, world.stages[1], by=rep)


def test_a_rule_about_a_stage_that_is_gone_is_held(world, owner, rep):
    ask(world, world.stages[2], replace(LARGE, conditions=f"stage={world.stages[1].pk}"))
    retire_stage(world.stages[1], by=owner, into=world.stages[0])
    with pytest.raises(Unready, match="no longer there"):
        move_deal(world.deal(), world.stages[2], by=rep)


def test_what_can_no_longer_be_read_lets_nobody_pass_even_before_it_is_held(world, rep):
    ask(world, world.stages[1], LARGE)
    StageRule.unscoped.update(conditions="custom.never=1")
    with pytest.raises(Unready, match="no longer there"):
        move_deal(world.deal(), world.stages[1], by=rep)


def test_names_are_kept_as_what_they_name(world):
    ask(world, world.stages[2], replace(LARGE, conditions=f"stage={world.stages[1].name}"))
    assert _rule().conditions == f"stage={world.stages[1].pk}"


def test_rules_for_the_same_deals_that_exclude_each_other_are_named(world):
    low = Draft("number", {"field": "amount", "low": None, "high": "5"}, conditions="type=new")
    high = Draft("number", {"field": "amount", "low": "10", "high": None}, conditions="type=new")
    with pytest.raises(Refused, match="Some deals could not enter"):
        ask(world, world.stages[1], low, high)
    assert ask(world, world.stages[1], low, replace(high, conditions="type=repeat"))


def test_a_rule_for_all_and_one_for_some_may_not_exclude_each_other(world):
    low = Draft("number", {"field": "amount", "low": None, "high": "5"})
    high = Draft("number", {"field": "amount", "low": "10", "high": None}, conditions="type=new")
    with pytest.raises(Refused, match="Some deals could not enter"):
        ask(world, world.stages[1], low, high)


def test_a_way_that_is_closed_to_some_deals_is_not_shown_as_closed_to_all(world, rep):
    ask(world, world.stages[1], Draft("role", {"roles": ["manager"]}, conditions="value_from=100000"))
    small, large = world.deal(amount=5), world.deal(amount=100_000)
    assert ClosedWays(rep, world.stages).reasons(large) == {}
    assert move_deal(small, world.stages[1], by=rep)
    with pytest.raises(Unready):
        move_deal(large, world.stages[1], by=rep)


def test_trying_a_rule_out_tells_of_the_deals_that_fit(world, owner):
    world.deal(amount=5)
    large = world.deal(amount=100_000)
    tried = try_rule(Rule(0, world.stages[1], "entry", LARGE.kind, LARGE.params, conditions=LARGE.conditions), owner)
    assert (tried.deals, [deal.pk for deal, _missing in tried.held_up]) == (2, [large.pk])


def test_conditions_cost_one_query_for_any_number_of_deals(world, rep):
    deals = [world.fresh(world.deal(f"Deal {n}", amount=n * 10_000)) for n in range(30)]
    plain = [replace(LARGE, conditions=""), Draft("touches", {"count": 1})]
    ask(world, world.stages[1], *plain)
    before = queries(lambda: missing_for(deals, world.stages[1], rep))
    ask(world, world.stages[1], LARGE, replace(plain[1], conditions="value_to=50000&no_next_step=yes"))
    one = queries(lambda: missing_for(deals[:1], world.stages[1], rep))
    assert one == queries(lambda: missing_for(deals, world.stages[1], rep)) == before + 1


def test_what_a_deal_lacks_of_no_rule_it_is_not_asked_about(world, rep):
    lacking, ready = world.deal("Lacking"), world.deal("Ready", expected_close_on=clock.now().date())
    ask(world, world.stages[1], replace(LARGE, conditions=""))
    before = queries(lambda: missing_for([ready], world.stages[1], rep))
    ask(world, world.stages[1], replace(LARGE, conditions="type=new"))
    assert queries(lambda: missing_for([ready], world.stages[1], rep)) == before
    assert queries(lambda: missing_for([ready, lacking], world.stages[1], rep)) == before + 1


def test_what_the_mover_may_not_read_counts_all_the_same(world, owner, rep):
    company = add_company("Steel works", by=world.actor("colleague"), sector="Metal")
    ask(world, world.stages[1], replace(LARGE, conditions="sector=Metal"))
    deal = world.deal()
    change_deal(deal, by=owner, company=company)
    with pytest.raises(Unready):
        move_deal(deal, world.stages[1], by=rep)


def test_conditions_are_built_in_the_form_of_the_rule_and_tried_there(world):
    world.deal("Small one", amount=5)
    world.deal("Large one", amount=500)
    page = reverse("deals:add_rule", args=[world.stages[1].pk, "entry", "touches"])
    sent = {"count": "3", "sentence": "", "passing": "on", "if.value_from": "100", "if.type": ""}
    tried = world.client("owner").post(page, {**sent, "try": "1"}).content.decode()
    assert "Large one" in tried and "Small one" not in tried
    assert world.client("owner").post(page, sent).status_code == 302
    assert _rule().conditions == "value_from=100"
    shown = world.client("owner").get(reverse("deals:rule", args=[_rule().pk])).content.decode()
    assert 'name="if.value_from" value="100"' in shown
    listed = world.client("rep").get(reverse("deals:rules")).content.decode()
    assert "only for deals that fit: value: from 100" in listed


def test_the_conditions_of_a_saved_view_are_taken_over(world, owner):
    view = save_view("Large", "list", "value_from=700&sort=name", by=owner, is_shared=True)
    page = reverse("deals:add_rule", args=[world.stages[1].pk, "entry", "touches"])
    shown = world.client("owner").get(page, {"view": view.pk}).content.decode()
    assert 'name="if.value_from" value="700"' in shown
    sent = {"count": "3", "sentence": "", "passing": "on", "if.owner": "me"}
    answer = world.client("owner").post(page, sent)
    assert answer.status_code == 422 and "choose the people by name" in answer.content.decode()


@st.composite
def conditions(draw):
    """A view’s query out of a few filters."""
    offered = {
        "value_from": draw(st.integers(0, 60)),
        "value_to": draw(st.integers(0, 60)),
        "type": draw(st.sampled_from(("new", "repeat", "none"))),
        "no_next_step": "yes",
        "q": draw(st.sampled_from(("deal", "1", "zz"))),
        "age_to": draw(st.integers(0, 3)),
        "days_in_stage_from": draw(st.integers(0, 2)),
        "tag": "Hot",
        "owner": "none",
        "currency": draw(st.sampled_from(("USD", "EUR"))),
        "custom.size_from": draw(st.integers(0, 5)),
        "slow": "yes",
    }
    chosen = draw(st.sets(st.sampled_from(sorted(offered)), min_size=1, max_size=3))
    query = QueryDict(mutable=True)
    for name in sorted(chosen):
        query[name] = str(offered[name])
    return query.urlencode()


@pytest.mark.django_db(transaction=False)
@settings(max_examples=20, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_rule_asks_exactly_the_deals_that_the_view_lists(data):
    """Random deals, random conditions: the bulk answer, the answer one by one, the dry run and the view agree."""
    with TakenBack():
        world = build_world()
        owner = world.actor("owner")
        add_field("deal", "Size", by=owner, holds="number")
        deals = [_random_deal(world, number, data) for number in range(4)]
        try:
            ask(world, world.stages[1], Draft("touches", {"count": 9}, conditions=data.draw(conditions())))
        except Refused:
            return
        rule, fresh = _rule(), [world.fresh(deal) for deal in deals]
        view = read_filters(QueryDict(rule.conditions), owner)
        listed = set(view.apply(Deal.objects.of(owner)).values_list("pk", flat=True))
        together = missing_for(fresh, world.stages[1], owner)
        assert {pk for pk, missing in together.items() if missing} == listed
        assert {deal.pk for deal in fresh if missing_for([deal], world.stages[1], owner)[deal.pk]} == listed
        assert {deal.pk for deal, _missing in try_rule(rule, owner).held_up} == listed


def _random_deal(world, number, data):
    facts = {"amount": data.draw(st.sampled_from((None, 5, 30, 60))), "type": data.draw(st.sampled_from(("", "new")))}
    facts["currency"] = data.draw(st.sampled_from(("USD", "EUR")))
    deal = world.deal(f"Deal {number}", **facts)
    if data.draw(st.booleans()):
        tag_deal(deal, ["Hot"], by=world.actor("rep"))
    if data.draw(st.booleans()):
        change_deal(deal, by=world.actor("rep"), custom={"size": data.draw(st.integers(0, 5))})
    return deal


def _rule():
    return Rule.of_row(StageRule.unscoped.select_related("stage").get())
