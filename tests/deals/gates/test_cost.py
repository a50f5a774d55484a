"""What a gate costs in queries: next to nothing without rules, the same with many rules and many deals."""

from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from penstock.deals.actions import Line, move_deal, set_items
from penstock.deals.gates.passing import missing_for
from penstock.deals.gates.rules import Draft
from tests.deals.gates.test_kinds import MATRIX
from tests.deals.gates.test_rules import AMOUNT, MEETING, ask

ALL = (
    AMOUNT,
    MEETING,
    MATRIX,
    Draft("fields", {"fields": ["company.inn", "contact.email"]}),
    Draft("people", {"role": "decision_maker"}),
    Draft("people", {"role": "ours:expert"}),
    Draft("touches", {"count": 7}),
    Draft("files", {"purpose": 0, "count": 1}),
    Draft("number", {"field": "amount", "low": "5", "high": None}),
    Draft("debt", {"most": "0"}),
    Draft("margin", {"least": "20"}),
    Draft("role", {"roles": ["manager"]}),
)


def queries(act):
    """How many queries something takes."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        act()
    return len(captured)


def test_a_pipeline_without_rules_costs_one_query_a_move(world, rep):
    deal = world.fresh(world.deal())
    assert queries(lambda: missing_for([deal], world.stages[1], rep)) == 1


def test_the_queries_depend_neither_on_the_rules_nor_on_the_deals(world, rep):
    deals = [world.fresh(world.deal(f"Deal {n}")) for n in range(20)]
    for deal in deals:
        set_items(deal, [Line(name="Pump", discount=Decimal(50))], by=rep)
    ask(world, world.stages[1], *ALL)
    ask(world, world.stages[2], *ALL)
    missing_for(deals, world.stages[2], rep)
    one = queries(lambda: missing_for(deals[:1], world.stages[1], rep))
    assert queries(lambda: missing_for(deals, world.stages[2], rep)) == one <= 12


def test_a_move_that_is_let_through_asks_a_bounded_number_of_questions(world, rep):
    warm, first, second = (world.deal() for _time in range(3))
    move_deal(warm, world.stages[1], by=rep)
    free = queries(lambda: move_deal(first, world.stages[1], by=rep))
    ask(world, world.stages[1], Draft("fields", {"fields": ["owner"]}), Draft("role", {"roles": ["rep"]}))
    assert queries(lambda: move_deal(second, world.stages[1], by=rep)) == free + 1
