"""When something happens, if the deal fits, then it is done: once, in the owner's name, whole or not at all."""

from datetime import timedelta
from decimal import Decimal
from unittest.mock import patch

import pytest

from penstock.activities.actions import log_activity
from penstock.activities.models import Activity
from penstock.automation.actions import change_automation, retry_run, switch_automation_off, take_over_automation
from penstock.automation.models import Run, RunState
from penstock.automation.running import ATTEMPTS
from penstock.common import clock
from penstock.companies.actions import add_company
from penstock.contacts.actions import add_contact
from penstock.deals.actions import (
    Line,
    add_deal_contact,
    add_deal_person,
    change_deal,
    move_deal,
    set_items,
    tag_deal,
    win_deal,
)
from penstock.deals.models import Deal, DealContact, DealItem
from penstock.fields.actions import add_field, retire_field
from penstock.journal.models import Event
from penstock.people.actions import add_person, deactivate_person
from penstock.pipelines.actions import create_pipeline, retire_stage
from penstock.pipelines.templates import SHORT
from penstock.playbooks.models import FollowUp
from tests.automation.setting import NOTE, TASK, a_rule, runs, switched_on, work

pytestmark = pytest.mark.django_db


def tasks(world):
    return list(Activity.objects.of(world.system).filter(kind="task").order_by("pk"))


def test_a_won_deal_gets_a_task_for_its_owner_once(world, rep, owner):
    automation = switched_on(a_rule("won", TASK), owner)
    deal = world.deal(company=add_company("Acme", by=rep))
    win_deal(deal, by=rep)
    work()
    work()
    (task,) = tasks(world)
    assert (task.subject, task.owner_id, task.deal_id) == ("Thank Acme", rep.person_id, deal.pk)
    assert clock.now() + timedelta(days=1) < task.due_at < clock.now() + timedelta(days=3)
    (run,) = runs(automation)
    assert run.state == RunState.DONE and len(run.effects) == 1
    event = Event.objects.of(rep).get(position=run.effects[0])
    won = Event.objects.of(rep).get(kind="deal.won")
    assert (event.origin, event.person_id, event.caused_by) == ("automation", owner.person_id, won.position)


def test_the_example_opens_an_onboarding_deal_with_everything_that_belongs_to_it(world, rep, owner):
    onboarding = create_pipeline("Onboarding", SHORT.stages, by=owner)
    follow_up = ("task", {**TASK[1], "who": "role:account_manager", "on": "opened"})
    opening = ("open", {"pipeline": onboarding.pk, "name": "Onboard {company}", "who": "role:account_manager"})
    draft = ("email", {"subject": "Thank you", "text": "Dear {contact}, …", "who": "owner", "on": ""})
    automation = switched_on(a_rule("won", opening, follow_up, draft, pipeline=world.pipeline.pk), owner)
    company = add_company("Acme", by=rep)
    contact = add_contact(by=rep, first_name="Ann", company=company)
    deal = world.deal(company=company, amount=100)
    add_deal_contact(deal, contact, by=rep, role="champion", is_primary=True)
    add_deal_person(deal, world.people["manager"], "account_manager", by=rep)
    win_deal(deal, by=rep)
    work()
    opened = Deal.objects.of(owner).get(pipeline=onboarding)
    assert (opened.name, opened.company_id, opened.owner_id) == ("Onboard Acme", company.pk, world.people["manager"].pk)
    assert DealContact.objects.on(opened).get().contact_id == contact.pk
    assert FollowUp.objects.on(opened).get().origin_id == deal.pk
    (task,) = tasks(world)
    assert (task.deal_id, task.owner_id) == (opened.pk, world.people["manager"].pk)
    letter = Activity.objects.of(owner).get(kind="email")
    assert (letter.subject, letter.body, letter.done_at) == ("Thank you", "Dear Ann, …", None)
    (run,) = runs(automation)
    assert run.state == RunState.DONE, run.error


@pytest.mark.parametrize("trigger", ["won", "tagged"])
@pytest.mark.parametrize("products", [True, False])
def test_products_go_along_where_the_step_says_so(world, rep, owner, trigger, products):
    onboarding = create_pipeline("Onboarding", SHORT.stages, by=owner)
    opening = {"pipeline": onboarding.pk, "name": "", "who": "owner", "products": products}
    automation = switched_on(a_rule(trigger, ("open", opening)), owner)
    page = world.client("owner").get(f"/settings/automations/{automation.pk}/").content.decode()
    assert ("company, contacts and products" in page) == products
    deal = world.deal()
    set_items(deal, [Line(name="Pump", unit_price=Decimal(50))], by=rep)
    win_deal(deal, by=rep) if trigger == "won" else tag_deal(deal, ["good"], by=rep)
    work()
    opened = Deal.objects.of(owner).get(pipeline=onboarding)
    assert (DealItem.objects.on(opened).count(), opened.value) == ((1, 50) if products else (0, 0))


@pytest.mark.parametrize(
    ("trigger", "when", "act"),
    [
        ("enters", {"stage": 1}, lambda deal, world, rep: move_deal(deal, world.stages[1], by=rep)),
        ("leaves", {"from_stage": 0}, lambda deal, world, rep: move_deal(deal, world.stages[1], by=rep)),
        ("changed", {"fact": "amount"}, lambda deal, world, rep: change_deal(deal, by=rep, amount=5)),
        ("tagged", {}, lambda deal, world, rep: tag_deal(deal, ["hot"], by=rep)),
        ("done", {"type": "call"}, lambda deal, world, rep: log_activity("call", "Rang", by=rep, deal=deal)),
        ("opened", {}, lambda deal, world, rep: world.deal("Another")),
    ],
)
def test_what_can_start_an_automation(world, rep, owner, trigger, when, act):
    chosen = {name: world.stages[value].pk if "stage" in name else value for name, value in when.items()}
    deal = world.deal()
    automation = switched_on(a_rule(trigger, NOTE, **chosen), owner)
    change_deal(deal, by=rep, name="Renamed")
    log_activity("meeting", "Met", by=rep, deal=deal)
    work()
    assert runs(automation) == []
    act(deal, world, rep)
    work()
    (run,) = runs(automation)
    assert run.state == RunState.DONE, run.error


def test_only_deals_that_fit_the_conditions_count(world, rep, owner):
    automation = switched_on(a_rule("won", TASK, if_="value_from=10000"), owner)
    small, big = world.deal("Small", amount=100), world.deal("Big", amount=20_000)
    for deal in (small, big):
        win_deal(deal, by=rep)
    work()
    (run,) = runs(automation)
    assert run.deal_id == big.pk


def test_what_came_before_it_was_switched_on_and_after_it_was_switched_off_does_not_count(world, rep, owner):
    before, after = world.deal("Before"), world.deal("After")
    win_deal(before, by=rep)
    automation = switched_on(a_rule("won", TASK), owner)
    switch_automation_off(automation, by=owner)
    win_deal(after, by=rep)
    work()
    assert runs(automation) == []


def test_an_import_does_not_fire_it_unless_asked(world, rep, owner):
    quiet = switched_on(a_rule("won", NOTE), owner, "Quiet")
    asked = switched_on(a_rule("won", NOTE, imports=True), owner, "Asked")
    win_deal(world.deal(), by=rep.through("import"))
    work()
    assert runs(quiet) == []
    assert [run.state for run in runs(asked)] == [RunState.DONE]


def test_it_acts_with_its_owners_rights_of_the_moment(world, rep, owner, manager):
    administrator = add_person("Admin", by=owner, role="owner")
    automation = switched_on(a_rule("won", TASK), owner)
    role = world.people["owner"].role
    role.write_scope, role.is_admin = "own", False
    role.save()
    win_deal(world.deal(), by=rep)
    work()
    (run,) = runs(automation)
    assert run.state == RunState.REFUSED and "Big order" in run.error
    assert tasks(world) == []
    assert administrator


def test_deals_that_its_owner_may_not_read_are_not_its_business(world, rep, owner, colleague):
    automation = switched_on(a_rule("won", NOTE), owner)
    role = world.people["owner"].role
    role.read_scope = role.write_scope = "own"
    role.save()
    win_deal(world.deal(owner="colleague"), by=world.actor("colleague"))
    work()
    assert runs(automation) == []


def test_when_its_owner_leaves_it_is_held_until_somebody_takes_it_over(world, rep, owner):
    second = add_person("Second", by=owner, role="owner")
    automation = switched_on(a_rule("won", TASK), world.system.of_person(second, "screen"))
    deactivate_person(second, by=owner)
    win_deal(world.deal(), by=rep)
    work()
    (run,) = runs(automation)
    assert run.state == RunState.HELD and "Second" in run.error
    take_over_automation(automation, by=owner)
    retry_run(run, by=owner)
    work()
    assert [one.state for one in runs(automation)] == [RunState.DONE]


def test_what_speaks_of_something_gone_is_held_and_says_so(world, rep, owner):
    field = add_field("deal", "Colour", by=owner)
    by_field = switched_on(a_rule("won", NOTE, if_=f"custom.{field.key}=red"), owner, "Field")
    by_stage = switched_on(a_rule("won", ("move", {"stage": world.stages[1].pk, "loss_reason": ""})), owner, "Stage")
    retire_field(field, by=owner)
    retire_stage(world.stages[1], by=owner)
    win_deal(world.deal(), by=rep)
    work()
    (one,), (two,) = runs(by_field), runs(by_stage)
    assert one.state == two.state == RunState.HELD
    assert field.key in one.error
    assert "Stage" in two.error


def test_a_run_is_whole_or_did_not_happen(world, rep, owner):
    lost = ("move", {"stage": world.stages[-1].pk, "loss_reason": ""})
    automation = switched_on(a_rule("changed", TASK, lost, fact="amount"), owner)
    deal = world.deal()
    change_deal(deal, by=rep, amount=7)
    work()
    (run,) = runs(automation)
    assert run.state == RunState.REFUSED and "lost" in run.error
    assert tasks(world) == [] and run.effects == []
    assert world.fresh(deal).is_open


def test_what_fails_is_tried_again_and_given_up_in_the_end(world, rep, owner):
    automation = switched_on(a_rule("won", TASK), owner)
    win_deal(world.deal(), by=rep)
    with patch("penstock.automation.steps.plan_activity", side_effect=ValueError("broken")):
        for _attempt in range(ATTEMPTS):
            work()
            Run.objects.on(automation).update(next_at=clock.now())
    (run,) = runs(automation)
    assert run.state == RunState.FAILED and run.error == "ValueError: broken"
    retry_run(run, by=owner)
    work()
    assert [one.state for one in runs(automation)] == [RunState.DONE]
    assert len(tasks(world)) == 1


def test_a_run_names_the_version_that_it_followed(world, rep, owner):
    automation = switched_on(a_rule("won", TASK), owner)
    win_deal(world.deal("First"), by=rep)
    work()
    change_automation(automation, by=owner, rule=a_rule("won", NOTE))
    win_deal(world.deal("Second"), by=rep)
    work()
    assert [run.version.number for run in runs(automation)] == [1, 2]
    assert len(tasks(world)) == 1
