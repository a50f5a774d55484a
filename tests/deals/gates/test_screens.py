"""The gates on the screen: the dialog at a move, the settings, the report."""

from decimal import Decimal

import pytest

from penstock.activities.actions import log_activity
from penstock.deals.actions import add_work_purpose, apply_rule_pack, move_deal
from penstock.deals.gates.kinds import KINDS
from penstock.deals.gates.packs import PACKS
from penstock.deals.gates.rules import Draft
from penstock.deals.models import Override, StageRule, WorkPurpose
from penstock.deals.views import overrides
from tests.deals.gates.test_rules import AMOUNT, ask

PARTIAL = {"HTTP_HX_REQUEST": "true"}


def test_a_drop_that_a_gate_refuses_opens_the_dialog_with_all_that_is_missing(world):
    ask(world, world.stages[1], AMOUNT)
    deal = world.deal()
    sent = {"stage": world.stages[1].pk, "from_stage": deal.stage_id}
    answer = world.client("rep").post(board_move(deal), sent, **PARTIAL)
    page = answer.content.decode()
    assert answer.status_code == 422 and page.lstrip().startswith("<dialog")
    assert 'name="fill.amount"' in page and 'name="fill.expected_close_on"' in page
    assert 'name="override"' not in page


def board_move(deal):
    from django.urls import reverse

    return reverse("boards:move", args=[deal.pk])


def test_what_is_missing_is_filled_in_and_the_deal_moves(world):
    ask(world, world.stages[1], AMOUNT)
    deal = world.deal()
    sent = {"fill.amount": "100", "fill.expected_close_on": "2030-01-01", "seen_stage": deal.stage_id}
    answer = world.client("rep").post(f"/deals/{deal.pk}/gate/?stage={world.stages[1].pk}", sent, **PARTIAL)
    assert answer.status_code == 200 and "deal-changed" in answer["HX-Trigger"]
    moved = world.fresh(deal)
    assert (moved.stage_id, moved.amount) == (world.stages[1].pk, Decimal(100))


def test_what_is_filled_in_only_in_part_leaves_nothing_behind(world):
    ask(world, world.stages[1], AMOUNT)
    deal = world.deal()
    sent = {"fill.amount": "100", "seen_stage": deal.stage_id}
    answer = world.client("rep").post(f"/deals/{deal.pk}/gate/?stage={world.stages[1].pk}", sent, **PARTIAL)
    page = answer.content.decode()
    assert answer.status_code == 422 and 'value="100"' in page and 'name="fill.expected_close_on"' in page
    assert world.fresh(deal).amount is None


def test_a_presentation_is_logged_in_the_dialog_and_leads_back_to_it(world):
    purpose = add_work_purpose("Presentation", by=world.actor("owner"))
    ask(world, world.stages[1], Draft("work", {"what": "meeting", "purpose": purpose.pk, "count": 1}))
    deal, client = world.deal(), world.client("rep")
    gate = f"/deals/{deal.pk}/gate/?stage={world.stages[1].pk}"
    page = client.get(gate, **PARTIAL).content.decode()
    assert "Not done yet: Meeting “Presentation”." in page and "/activities/log/?deal=" in page
    log = f"/activities/log/?deal={deal.pk}&kind=meeting&purpose={purpose.pk}&then={gate}"
    assert f'value="{purpose.pk}" selected' in client.get(log, **PARTIAL).content.decode()
    done = client.post(log, {"kind": "meeting", "subject": "Show", "purpose": purpose.pk}, follow=True, **PARTIAL)
    assert "Nothing is missing." in done.content.decode()
    assert client.post(gate, {}, **PARTIAL).status_code == 200
    assert world.fresh(deal).stage_id == world.stages[1].pk


def test_another_meeting_is_no_presentation(world, rep):
    purpose = add_work_purpose("Presentation", by=world.actor("owner"))
    ask(world, world.stages[1], Draft("work", {"what": "meeting", "purpose": purpose.pk, "count": 1}))
    deal = world.deal()
    log_activity("meeting", "Coffee", by=rep, deal=deal)
    page = world.client("rep").get(f"/deals/{deal.pk}/gate/?stage={world.stages[1].pk}").content.decode()
    assert "Not done yet" in page


def test_overrides_beyond_those_shown_are_counted_too(world, monkeypatch):
    monkeypatch.setattr(overrides, "PAGE", 1)
    ask(world, world.stages[1], AMOUNT)
    client = world.client("manager")
    for name in ("First", "Second"):
        gate = f"/deals/{world.deal(name).pk}/gate/?stage={world.stages[1].pk}"
        client.post(gate, {"override": "In a hurry"})
    shown = client.get("/deals/rules/overrides/")
    assert [row.deal.name for row in shown.context["rows"]] == ["Second"] and "and 1 more" in shown.content.decode()
    assert shown.context["by_person"] == [("Manager", 2)] and [n for _rule, n in shown.context["by_rule"]] == [2]


def test_the_manager_moves_it_anyway_and_is_listed(world):
    ask(world, world.stages[1], AMOUNT)
    deal, client = world.deal(), world.client("manager")
    gate = f"/deals/{deal.pk}/gate/?stage={world.stages[1].pk}"
    assert 'name="override"' in client.get(gate).content.decode()
    assert client.post(gate, {"override": "Signed by fax"}).status_code == 302
    assert world.fresh(deal).stage_id == world.stages[1].pk and Override.unscoped.count() == 1
    report = client.get("/deals/rules/overrides/").content.decode()
    assert "Signed by fax" in report and "Big order" in report and "Manager" in report
    assert "Big order" not in world.client("colleague").get("/deals/rules/overrides/").content.decode()


def test_then_leads_nowhere_else(world):
    page = world.client("rep").get(f"/activities/log/?deal={world.deal().pk}&then=//evil.test/").content.decode()
    assert "evil.test" not in page


@pytest.mark.parametrize("door", ["win", "move", "lose"])
def test_every_form_asks_in_the_same_dialog(world, door):
    kinds = {"win": "won", "lose": "lost", "move": "open"}
    stage = next(one for one in reversed(world.stages) if one.kind == kinds[door])
    ask(world, stage, AMOUNT)
    deal = world.deal()
    sent = {"stage": stage.pk, "loss_reason": world.reason.pk}
    answer = world.client("rep").post(f"/deals/{deal.pk}/{door}/", sent, **PARTIAL)
    assert answer.status_code == 422 and 'name="fill.amount"' in answer.content.decode()
    assert world.fresh(deal).stage_id == deal.stage_id


def test_the_administrator_adds_changes_and_removes_a_rule(world):
    client, stage = world.client("owner"), world.stages[1]
    add = f"/deals/rules/stage/{stage.pk}/entry/number/"
    assert client.get(add).status_code == 200
    assert client.post(add, {"field": "amount", "low": "1,000", "passing": "on"}).status_code == 302
    row = StageRule.unscoped.get()
    assert (row.params, row.passing) == ({"field": "amount", "low": "1000", "high": None}, True)
    assert "Value at least 1,000" in client.get(f"/deals/rules/stage/{stage.pk}/").content.decode()
    assert client.post(f"/deals/rules/{row.pk}/", {"field": "amount", "low": "10", "high": "5"}).status_code == 422
    assert client.post(f"/deals/rules/{row.pk}/", {"field": "amount", "low": "5", "high": "10"}).status_code == 302
    new = StageRule.unscoped.get(retired_at__isnull=True)
    assert new.pk != row.pk and client.post(f"/deals/rules/{new.pk}/remove/").status_code == 302
    page = client.get(f"/deals/rules/stage/{stage.pk}/").content.decode()
    assert "Asks nothing." in page and "− Value" in page


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_form_that_draws(world, kind):
    side = KINDS[kind].sides[-1] if kind != "direction" else "entry"
    assert world.client("owner").get(f"/deals/rules/stage/{world.stages[1].pk}/{side}/{kind}/").status_code == 200


def test_a_rule_is_tried_before_it_counts(world):
    world.deal("Small one")
    url = f"/deals/rules/stage/{world.stages[1].pk}/entry/fields/"
    page = world.client("owner").post(url, {"fields": ["amount"], "try": "1"}).content.decode()
    assert "1 of 1 open deals would be held up" in page and "Small one" in page
    assert not StageRule.unscoped.exists()


@pytest.mark.parametrize("key", PACKS)
def test_a_ready_pack_is_in_force_with_one_click(world, key):
    stage = PACKS[key].usual_stage(world.stages)
    sent = {"pack": key, "stage": stage.pk}
    client = world.client("owner")
    assert client.post(f"/deals/rules/packs/{world.pipeline.pk}/", sent).status_code == 302
    count = StageRule.unscoped.count()
    assert count and apply_rule_pack(key, stage, by=world.actor("owner")) is None
    assert StageRule.unscoped.count() == count
    assert client.get(f"/deals/rules/stage/{stage.pk}/").status_code == 200


def test_a_rule_whose_field_is_gone_is_held_and_says_so(world, rep, owner):
    from penstock.common.errors import Unready
    from penstock.fields.actions import add_field, restore_field, retire_field

    field = add_field("deal", "Budget", by=owner)
    ask(world, world.stages[1], Draft("fields", {"fields": [f"custom.{field.key}"]}))
    retire_field(field, by=owner)
    with pytest.raises(Unready, match="no longer there"):
        move_deal(world.deal(), world.stages[1], by=rep)
    page = world.client("owner").get(f"/deals/rules/stage/{world.stages[1].pk}/").content.decode()
    assert "“Budget” is no longer there" in page
    restore_field(field, by=owner)
    with pytest.raises(Unready, match="Budget is not filled in"):
        move_deal(world.deal(), world.stages[1], by=rep)


def test_a_retired_word_holds_its_rule(world, owner):
    purpose = add_work_purpose("Presentation", by=owner)
    ask(world, world.stages[1], Draft("work", {"what": "meeting", "purpose": purpose.pk, "count": 1}))
    world.client("owner").post(f"/deals/rules/purposes/{purpose.pk}/retire/")
    assert WorkPurpose.unscoped.get().retired_at and StageRule.unscoped.get().held == "Presentation"
    page = world.client("rep").get(f"/deals/{world.deal().pk}/gate/?stage={world.stages[1].pk}").content.decode()
    assert "which is no longer there" in page and "Log it" not in page


def test_a_column_that_is_closed_to_a_card_says_so_before_the_drop(world, rep):
    ask(world, world.stages[2], Draft("direction", {"way": "next", "stages": []}))
    ask(world, world.stages[3], Draft("role", {"roles": ["manager"]}))
    world.deal()
    page = world.client("rep").get("/board/").content.decode()
    assert "No skipping: forward only from the stage just before" in page and "Only: Head of sales" in page
    assert "Only: Head of sales" not in world.client("manager").get("/board/").content.decode()
