"""Each kind of rule asks what it says: a rule, a deal that lacks it, and the act that brings it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile

from penstock.activities.actions import attach_file, log_activity, remove_activity, remove_file
from penstock.common import clock
from penstock.common.errors import NotPermitted, Unready
from penstock.companies.actions import add_company, change_company, set_company_fact
from penstock.companies.models import CompanyFact
from penstock.contacts.actions import add_contact, set_channels
from penstock.contacts.channels import Channel
from penstock.deals.actions import Line, add_deal_contact, add_deal_person, change_deal, move_deal, set_items
from penstock.deals.gates.passing import missing_for
from penstock.deals.gates.rules import Draft
from penstock.deals.models import DealSpan, DealWork
from penstock.fields.actions import add_field
from penstock.products.actions import add_product, change_product
from tests.deals.gates.test_rules import ask


def lacks(world, deal, role="rep", stage=None):
    """What the deal lacks on its way to the second stage."""
    fresh = world.fresh(deal)
    return [one.about for one in missing_for([fresh], stage or world.stages[1], world.actor(role))[deal.pk]]


def test_fields_of_the_deal_its_own_the_companys_and_a_contacts(world, rep, owner):
    key = add_field("deal", "Budget", by=owner, holds="money").key
    names = ["amount", f"custom.{key}", "company.inn", "contact.email"]
    ask(world, world.stages[1], Draft("fields", {"fields": names}))
    deal = world.deal()
    assert lacks(world, deal) == ["amount", f"custom.{key}", "company", "contact.email"]
    company = add_company("Acme", by=rep)
    change_deal(deal, by=rep, amount=Decimal(1), company=company, custom={key: 5})
    assert lacks(world, deal) == ["company.inn", "contact.email"]
    change_company(company, by=rep, inn="7707083893")
    ann = add_contact(by=rep, first_name="Ann")
    set_channels(ann, [Channel("email", "ann@acme.test")], by=rep)
    add_deal_contact(deal, ann, by=rep)
    assert lacks(world, deal) == []


def test_line_items_are_a_value_too(world, rep):
    ask(world, world.stages[1], Draft("fields", {"fields": ["amount"]}))
    deal = world.deal()
    set_items(deal, [Line(name="Pump", unit_price=Decimal(5))], by=rep)
    assert lacks(world, deal) == []


def test_a_decision_maker_is_named(world, rep):
    ask(world, world.stages[1], Draft("people", {"role": "decision_maker"}), Draft("people", {"role": "ours:expert"}))
    deal = world.deal()
    ann = add_contact(by=rep, first_name="Ann")
    add_deal_contact(deal, ann, by=rep, role="champion")
    assert lacks(world, deal) == ["decision_maker", "ours:expert"]
    add_deal_contact(deal, ann, by=rep, role="decision_maker")
    add_deal_person(deal, world.people["manager"], "expert", by=rep)
    assert lacks(world, deal) == []


def test_work_counts_once_it_is_done_and_no_more_when_it_is_removed(world, rep):
    ask(world, world.stages[1], Draft("work", {"what": "meeting", "purpose": 0, "count": 2}))
    deal = world.deal()
    first, second = (log_activity("meeting", by=rep, deal=deal) for _time in range(2))
    assert lacks(world, deal) == []
    remove_activity(second, by=rep)
    assert lacks(world, deal) == ["meeting:0"]
    assert DealWork.unscoped.get().last_at == first.done_at


def test_seven_touches(world, rep):
    ask(world, world.stages[1], Draft("touches", {"count": 3}))
    deal = world.deal()
    for kind in ("call", "email", "task"):
        log_activity(kind, by=rep, deal=deal)
    assert lacks(world, deal) == ["touches"]
    log_activity("meeting", by=rep, deal=deal)
    assert lacks(world, deal) == []


def test_a_document_is_attached(world, rep):
    ask(world, world.stages[1], Draft("files", {"purpose": 0, "count": 1}))
    deal = world.deal()
    assert lacks(world, deal) == ["file:0"]
    file = attach_file(ContentFile(b"x"), "contract.txt", by=rep, deal=deal)
    assert lacks(world, deal) == []
    remove_file(file, by=rep)
    assert lacks(world, deal) == ["file:0"]


@pytest.mark.parametrize(("amount", "missing"), [(None, True), (99, True), (100, False), (200, False), (201, True)])
def test_a_number_lies_in_a_range(world, rep, amount, missing):
    ask(world, world.stages[1], Draft("number", {"field": "amount", "low": "100", "high": "200"}))
    deal = world.deal(**({"amount": Decimal(amount)} if amount else {}))
    assert bool(lacks(world, deal)) == missing


def test_amounts_are_compared_in_the_workspaces_currency(world, rep, owner):
    from penstock.people.actions import set_rate

    ask(world, world.stages[1], Draft("number", {"field": "amount", "low": "100", "high": None}))
    deal = world.deal(amount=Decimal(60), currency="EUR")
    assert lacks(world, deal) == ["amount"]
    set_rate("EUR", Decimal(2), date(2020, 1, 1), by=owner)
    assert lacks(world, deal) == []


@pytest.mark.parametrize(("days", "missing"), [(None, True), (-1, True), (0, False), (30, False), (31, True)])
def test_a_day_lies_in_a_range(world, days, missing):
    ask(world, world.stages[1], Draft("day", {"field": "expected_close_on", "low": 0, "high": 30}))
    today = clock.day_of(clock.now(), world.workspace.zone)
    deal = world.deal(**({} if days is None else {"expected_close_on": today + timedelta(days=days)}))
    assert bool(lacks(world, deal)) == missing


MATRIX = Draft(
    "discount",
    {
        "lines": [
            {"value": None, "category": "", "role": "manager", "most": "25"},
            {"value": "1000", "category": "", "role": "", "most": "15"},
            {"value": None, "category": "", "role": "", "most": "10"},
        ]
    },
)


@pytest.mark.parametrize(
    ("price", "discount", "role", "missing"),
    [
        (100, 10, "rep", False),
        (100, 11, "rep", True),
        (9000, 15, "rep", False),
        (9000, 16, "rep", True),
        (100, 25, "manager", False),
    ],
)
def test_discounts_keep_to_the_matrix(world, rep, price, discount, role, missing):
    ask(world, world.stages[1], MATRIX)
    deal = world.deal()
    set_items(deal, [Line(name="Pump", unit_price=Decimal(price), discount=Decimal(discount))], by=rep)
    assert bool(lacks(world, deal, role)) == missing


def told(world, deal, role):
    """What the deal lacks, in the sentences that this role reads."""
    return [one.sentence for one in missing_for([world.fresh(deal)], world.stages[1], world.actor(role))[deal.pk]]


@pytest.mark.parametrize(("discount", "missing"), [(0, False), (50, False), ("50.5", True), (100, True)])
def test_a_deal_leaves_a_margin(world, rep, owner, discount, missing):
    ask(world, world.stages[1], Draft("margin", {"least": "20"}))
    deal, pump = world.deal(), add_product("Pump", by=owner, unit_price=100, unit_cost=40)
    set_items(deal, [Line(product_id=pump.pk, discount=Decimal(discount))], by=rep)
    assert lacks(world, deal) == (["margin"] if missing else [])


def test_a_margin_that_is_not_known_does_not_pass_and_says_why(world, rep, owner):
    ask(world, world.stages[1], Draft("margin", {"least": "20"}))
    deal, pump = world.deal(amount=Decimal(500)), add_product("Pump", by=owner, unit_price=100)
    assert "the deal has no products" in told(world, deal, "rep")[0]
    set_items(deal, [Line(product_id=pump.pk), Line(name="Advice", unit_price=Decimal(1))], by=rep)
    assert "no cost of “Pump” is known; no cost of “Advice” is known" in told(world, deal, "rep")[0]
    change_product(pump, by=owner, unit_cost=40, cost_currency="CNY")
    set_items(deal, [Line(product_id=pump.pk)], by=rep)
    assert "no rate to USD is known" in told(world, deal, "rep")[0]
    change_product(pump, by=owner, cost_currency="")
    assert told(world, deal, "rep") == []


def test_a_sentence_that_is_kept_for_others_never_tells_how_much_margin_is_left(world, rep, owner):
    ask(world, world.stages[1], Draft("margin", {"least": "20"}))
    deal, pump = world.deal(), add_product("Pump", by=owner, unit_price=50, unit_cost=Decimal("40.01"))
    set_items(deal, [Line(product_id=pump.pk)], by=rep)
    for role in ("manager", "rep"):
        assert told(world, deal, role) == ["The deal leaves less than the margin of 20% that is asked for."]
    reason = "The customer is worth it"
    move_deal(deal, world.stages[1], by=world.actor("manager"), override=reason)
    page = world.client("rep").get("/deals/rules/overrides/").content.decode()
    assert reason in page and "19.9" not in page and "19.98" not in page


@pytest.mark.parametrize(("cost", "missing"), [(40, False), (41, True), (None, True)])
def test_a_discount_may_depend_on_the_margin_that_is_left(world, rep, owner, cost, missing):
    line = {"value": None, "category": "", "margin": "50", "role": "", "most": "20"}
    ask(world, world.stages[1], Draft("discount", {"lines": [line]}))
    deal, pump = world.deal(), add_product("Pump", by=owner, unit_price=100, unit_cost=cost)
    set_items(deal, [Line(product_id=pump.pk, discount=Decimal(20))], by=rep)
    assert bool(lacks(world, deal)) == missing


def test_a_company_with_overdue_debt(world, rep, manager):
    ask(world, world.stages[1], Draft("debt", {"most": "0"}))
    company = add_company("Acme", by=rep)
    deal = world.deal(company=company)
    assert lacks(world, deal) == []
    with pytest.raises(NotPermitted):
        set_company_fact(company, "overdue_debt", Decimal(5), by=rep)
    assert set_company_fact(company, "overdue_debt", Decimal(5), by=manager)
    assert set_company_fact(company, "overdue_debt", Decimal(5), by=manager) is None
    assert lacks(world, deal) == ["debt"]
    old = clock.day_of(clock.now(), world.workspace.zone) - timedelta(days=9)
    assert set_company_fact(company, "overdue_debt", Decimal(0), by=manager, on=old) is None
    assert CompanyFact.unscoped.get().amount == 5
    set_company_fact(company, "overdue_debt", Decimal(0), by=manager)
    assert lacks(world, deal) == []


def test_long_enough_in_the_stage(world, rep):
    ask(world, world.stages[0], Draft("stay", {"days": 3}), side="exit")
    deal = world.deal()
    assert lacks(world, deal) == [f"stay:{world.stages[0].pk}"]
    DealSpan.unscoped.update(from_at=clock.now() - timedelta(days=4))
    assert lacks(world, deal) == []


@pytest.mark.parametrize(("way", "start", "end", "missing"), [
    ("next", 0, 1, False), ("next", 0, 2, True), ("next", 3, 1, False),
    ("forward", 0, 2, False), ("forward", 3, 1, True), ("forward", 3, 2, True),
])  # fmt: skip
def test_directions(world, way, start, end, missing):
    deal = world.deal()
    move_deal(deal, world.stages[start], by=world.actor("rep"))
    ask(world, world.stages[end], Draft("direction", {"way": way, "stages": []}))
    assert bool(lacks(world, deal, stage=world.stages[end])) == missing


def test_only_from_certain_stages(world, rep):
    ask(world, world.stages[2], Draft("direction", {"way": "listed", "stages": [world.stages[1].pk]}))
    deal = world.deal()
    with pytest.raises(Unready):
        move_deal(deal, world.stages[2], by=rep)
    move_deal(deal, world.stages[1], by=rep)
    assert move_deal(deal, world.stages[2], by=rep)


def test_only_certain_roles(world, rep, manager):
    ask(world, world.stages[1], Draft("role", {"roles": ["manager"]}))
    deal = world.deal()
    assert lacks(world, deal, "rep") == ["role"] and lacks(world, deal, "manager") == []
    assert missing_for([world.fresh(deal)], world.stages[1], world.system)[deal.pk] == []
