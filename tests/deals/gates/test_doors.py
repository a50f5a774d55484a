"""None goes round a gate: every door answers alike, and a door that is not in this list fails the test."""

import ast
import json
import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from click.testing import CliRunner
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from penstock.activities.actions import log_activity
from penstock.boards.many import rehearse
from penstock.cli.deals import command
from penstock.common import clock
from penstock.common.errors import Unready
from penstock.deals.actions import (
    DealHistory,
    Line,
    Step,
    ingest_deals,
    move_deal,
    open_deal,
    set_items,
    set_stage_rules,
)
from penstock.deals.gates.passing import missing_for
from penstock.deals.gates.rules import Draft
from penstock.deals.models import Deal
from penstock.products.actions import add_product
from tests.architecture import tree
from tests.world import build_world

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""Without shrinking: an example builds a company and costs a second."""

MOVERS = {"move_deal", "win_deal", "lose_deal", "reopen_deal", "open_deal", "ingest_deals", "rewrite_histories"}
DOORS = {
    "deals/views/move.py": "asked below",
    "deals/views/gate.py": "asked below",
    "deals/views/open.py": "asked below",
    "boards/views/move.py": "asked below",
    "boards/verbs.py": "asked below; automation does what this does, tests/automation/test_gates.py",
    "cli/deals.py": "asked below",
    "automation/steps.py": "opens deals in the first stage, tests/automation/test_gates.py",
    "imports/running/deals.py": "tests/imports/test_gates.py",
    "imports/running/deal_updates.py": "tests/imports/test_gates.py",
    "imports/running/late_histories.py": "tests/imports/test_gates.py",
    "imports/running/undoing.py": "puts deals back where they stood, as an override that is told",
    "playbooks/actions/follow_up.py": "opens a deal in the first stage through open_deal, with its override",
    "hygiene/actions/break_up.py": "loses through lose_deal, tests/hygiene/test_break_up.py",
    "hygiene/reviewing.py": "loses through lose_deal, tests/hygiene/test_cleaning.py",
    "demo/world.py": "makes a company's past before it has rules",
    "demo/after_sales.py": "makes the past of those who order again, before there are rules",
}
"""Every file that takes deals to stages, and where it is shown that it meets the gates."""

WRITERS = {
    "deals/actions/move_deal.py": "asks",
    "deals/actions/open_deal.py": "asks",
    "deals/actions/ingest_deals.py": "asks",
    "deals/actions/rewrite_histories.py": "asks",
    "deals/changing.py": "how the actions write; only they are called with a stage",
    "deals/actions/undo_change.py": "puts back what was true before",
    "deals/bulk.py": "follows an administrator who retires a stage",
    "deals/gates/conditions.py": "writes deals that are being opened to ask about them, and takes them back",
    "deals/followers.py": "follows an administrator who merges stages",
}
"""Every file that writes a deal's stage, and whether it asks or why it need not; see docs/decisions."""


SETS = r"setattr\(deal,|deal\.__dict__|fresh\(Deal,|\bDeal\($|fields = {\"stage\":|_rewrite\("
WRITES = re.compile(SETS + r"|\bDeal\.objects.*\.update\(\*\*", re.MULTILINE)


def test_every_file_that_moves_deals_is_a_known_door():
    found = {_place(path) for path in tree.modules() if _calls(path) & MOVERS and "deals/actions/" not in _place(path)}
    assert found == set(DOORS), "show in a test that it meets the gates, then add it here"


def test_every_file_that_writes_a_stage_is_known():
    found = {_place(path) for path in tree.modules() if tree.app_of(path) == "deals" and _writes_stage(path)}
    assert found == set(WRITERS), "let it ask, or say why it need not"


def _place(path):
    return path.relative_to(tree.PACKAGE).as_posix()


def _calls(path):
    calls = (node for node in ast.walk(tree.parsed(path)) if isinstance(node, ast.Call))
    return {node.func.id for node in calls if isinstance(node.func, ast.Name)}


def _writes_stage(path):
    """Whether a file sets facts of deals that may be the stage: by name, row by row, or in bulk."""
    return bool(WRITES.search(path.read_text(encoding="utf-8")))


FIELDS = ("amount", "expected_close_on", "forecast_category", "source", "company")
CONDITIONS = ("", "", "value_from=10", "value_to=10", "no_next_step=yes&currency=USD", "type=new")
CONDITIONS += ("forecast_category=commit", "forecast_category=none")


@st.composite
def rules(draw):
    """A few rules that do not exclude each other."""
    found = []
    if chosen := draw(st.sets(st.sampled_from(FIELDS), max_size=2)):
        found.append(Draft("fields", {"fields": sorted(chosen)}, passing=draw(st.booleans())))
    if count := draw(st.integers(0, 2)):
        found.append(Draft("work", {"what": draw(st.sampled_from(("call", "any"))), "purpose": 0, "count": count}))
    if draw(st.booleans()):
        found.append(Draft("number", {"field": "amount", "low": str(draw(st.integers(1, 50))), "high": None}))
    if draw(st.booleans()):
        found.append(Draft("role", {"roles": sorted(draw(st.sets(st.sampled_from(("rep", "manager")), min_size=1)))}))
    if draw(st.booleans()):
        found.append(Draft("margin", {"least": str(draw(st.sampled_from((10, 60))))}))
    if draw(st.booleans()):
        line = {"value": None, "category": "", "margin": "40", "role": "", "most": "20"}
        found.append(Draft("discount", {"lines": [line]}))
    return [replace(one, conditions=draw(st.sampled_from(CONDITIONS))) for one in found]


@pytest.mark.django_db(transaction=False)
@settings(max_examples=25, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_move_through_every_door_is_answered_alike(data):
    """Random rules on random stages, a random deal, one way: the same answer through each door."""
    with TakenBack():
        world = build_world()
        ways = [stage for stage in world.stages if stage.kind != "lost"]
        deal = _deal(world, data)
        for stage in data.draw(st.sets(st.sampled_from(ways), max_size=3, min_size=1), label="stages with rules"):
            set_stage_rules(stage, "entry", data.draw(rules()), by=world.actor("owner"))
        after = data.draw(st.sampled_from(ways[1:]), label="to")
        answers = {name: door(world, deal, after) for name, door in ASKED.items()}
        assert len(set(answers.values())) == 1, answers


@pytest.mark.django_db(transaction=False)
@settings(max_examples=15, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_deal_is_opened_and_imported_by_the_same_rules(data):
    """A new deal in a stage, by the form, by the action and as a history that ends there."""
    with TakenBack():
        world = build_world()
        ways = [stage for stage in world.stages if stage.is_open]
        for stage in data.draw(st.sets(st.sampled_from(ways), max_size=3, min_size=1), label="stages with rules"):
            drafts = [draft for draft in data.draw(rules()) if draft.kind != "role" or "rep" in draft.params["roles"]]
            set_stage_rules(stage, "entry", drafts, by=world.actor("owner"))
        after, amount = data.draw(st.sampled_from(ways)), data.draw(st.sampled_from((None, 5, 100)))
        answers = {name: door(world, after, amount) for name, door in OPENED.items()}
        assert len(set(answers.values())) == 1, answers


class TakenBack:
    """What happens inside is forgotten by the database."""

    def __enter__(self):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, kind, error, trace):
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)
        return False


def _deal(world, data):
    category = data.draw(st.sampled_from((None, "commit", "omitted")), label="forecast category")
    amount = {"amount": 30} if data.draw(st.booleans(), label="has an amount") else {}
    deal = world.deal(forecast_category=category, **amount)
    for _number in range(data.draw(st.integers(0, 2), label="calls")):
        log_activity("call", by=world.actor("rep"), deal=deal)
    if data.draw(st.booleans(), label="has a product"):
        cost = data.draw(st.sampled_from((None, 5, 25)), label="its cost")
        pump = add_product("Pump", by=world.actor("owner"), unit_price=30, unit_cost=cost)
        discount = data.draw(st.sampled_from((0, 15)), label="discount")
        set_items(deal, [Line(product_id=pump.pk, discount=Decimal(discount))], by=world.actor("rep"))
    return deal


def _tried(world, deal, act):
    """The sentences of what is missing, or that it moved; everything is as before afterwards."""
    with TakenBack():
        said = act()
        moved = Deal.unscoped.get(pk=deal.pk).stage_id != deal.stage_id
    return "moved" if moved else said


def by_action(world, deal, after):
    def act():
        try:
            move_deal(deal, after, by=world.actor("rep"))
        except Unready as problem:
            return problem.message

    return _tried(world, deal, act)


def by_query(world, deal, after):
    """What the page of the deal says beforehand; nothing missing is as good as moved."""
    from penstock.deals.gates.passing import sentence_of

    missing = missing_for([world.fresh(deal)], after, world.actor("rep"))[deal.pk]
    return sentence_of(missing, after) if missing else "moved"


def by_bulk(world, deal, after):
    values = {"stage": after, "loss_reason": None, "loss_comment": ""}
    outcome = rehearse("move", values, [deal.pk], world.actor("rep"))
    return outcome.refused.get(deal.pk, "moved")


def by_command_line(world, deal, after):
    def act():
        words = ["move", str(deal.pk), str(after.pk), "--as", "rep@demo.test", "--format", "json"]
        told = CliRunner().invoke(command, words)
        return _joined(after, [one["sentence"] for one in json.loads(told.stdout)["missing"]])

    return _tried(world, deal, act)


def _on_screen(name, **fixed):
    def door(world, deal, after):
        def act():
            url = reverse(name, args=[deal.pk]) + (f"?stage={after.pk}" if name == "deals:gate" else "")
            sent = {"stage": after.pk, "from_stage": deal.stage_id, "seen_stage": deal.stage_id}
            answer = world.client("rep").post(url, sent, HTTP_HX_REQUEST="true")
            assert answer.status_code in (200, 422)
            missing = missing_for([world.fresh(deal)], after, world.actor("rep"))[deal.pk]
            page = answer.content.decode()
            assert all(one.sentence.replace("'", "&#x27;") in page for one in missing)
            return _joined(after, [one.sentence for one in missing])

        return _tried(world, deal, act)

    return door


def _joined(after, sentences):
    return f"{after.name} wants more. {' '.join(sentences)}"


ASKED = {
    "action": by_action,
    "query": by_query,
    "bulk": by_bulk,
    "command line": by_command_line,
    "form": _on_screen("deals:move"),
    "board": _on_screen("boards:move"),
    "dialog": _on_screen("deals:gate"),
}


def opened_by_action(world, after, amount):
    with TakenBack():
        try:
            open_deal("New", by=world.actor("rep"), stage=after, amount=amount)
        except Unready as problem:
            return problem.message
    return "opened"


def opened_by_history(world, after, amount):
    facts = {"owner_id": world.people["rep"].pk, "amount": amount}
    history = DealHistory("New", [Step(clock.now() - timedelta(days=1), after, facts)], {"currency": "USD"})
    with TakenBack():
        try:
            ingest_deals([history], by=world.actor("rep"))
        except Unready as problem:
            return problem.message
    return "opened"


def opened_by_form(world, after, amount):
    with TakenBack():
        sent = {"name": "New", "stage": after.pk, "amount": amount or "", "currency": "USD", "contact_role": ""}
        sent["owner"] = world.people["rep"].pk
        answer = world.client("rep").post(reverse("deals:open"), sent, HTTP_HX_REQUEST="true")
        if Deal.unscoped.filter(name="New").exists():
            return "opened"
        assert answer.status_code == 422
    return opened_by_action(world, after, amount)


OPENED = {"action": opened_by_action, "history": opened_by_history, "form": opened_by_form}
