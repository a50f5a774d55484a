"""What each action is tried with, and who may do it. An action that is missing here fails the matrix test."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from penstock.activities import actions as activities
from penstock.activities.actions.withdraw_activities import withdraw_activities
from penstock.attention import actions as attention
from penstock.boards import actions as boards
from penstock.common import clock
from penstock.companies import actions as companies
from penstock.contacts import actions as contacts
from penstock.deals import actions as deals
from penstock.deals.actions import DealHistory, Line, Step
from penstock.deals.actions.rewrite_histories import restore_histories, rewrite_histories
from penstock.deals.actions.withdraw_deals import withdraw_deals
from penstock.deals.gates.rules import Draft
from penstock.fields import actions as fields
from penstock.imports import actions as imports
from penstock.people import actions as people
from penstock.pipelines import actions as pipelines
from penstock.pipelines.templates import BLANK
from penstock.playbooks import actions as playbooks
from penstock.products import actions as products
from tests.matrix import dashboards, mailings, processes, reviews
from tests.matrix.aims import AIMS
from tests.matrix.automatic import AUTOMATIC
from tests.matrix.cleaning import CLEANING
from tests.matrix.losses import LOSSES
from tests.matrix.scene import Scene
from tests.matrix.sold import SOLD
from tests.matrix.tries import (
    ADMIN,
    ADMINS,
    EACH_WRITES_OWN,
    EVERYBODY,
    NOBODY,
    WRITERS,
    Try,
    on,
)


def _history(scene: Scene, owner: str) -> DealHistory:
    step = Step(clock.now() - timedelta(days=2), scene.world.stages[0], {"owner_id": scene.world.people[owner].pk})
    return DealHistory("Imported", [step], {"currency": "USD"})


def _colleague(scene: Scene) -> Any:
    return scene.world.people["colleague"]


def _rep_id(scene: Scene) -> int:
    return scene.world.people["rep"].pk


ACTIONS: dict[str, Try] = {
    **CLEANING,
    **LOSSES,
    **processes.ACTIONS,
    **dashboards.ACTIONS,
    **mailings.ACTIONS,
    **reviews.ACTIONS,
    "deals.open_deal": Try(lambda scene, by: deals.open_deal("New", by=by, owner=scene.world.people["rep"]), WRITERS),
    "deals.move_deal": on("deal", lambda deal, scene, by: deals.move_deal(deal, scene.world.stages[1], by=by)),
    "deals.win_deal": on("deal", lambda deal, _scene, by: deals.win_deal(deal, by=by)),
    "deals.lose_deal": on("deal", lambda deal, scene, by: deals.lose_deal(deal, by=by, reason=scene.world.reason)),
    "deals.reopen_deal": on("deal", lambda deal, _scene, by: deals.reopen_deal(deal, by=by)),
    "deals.set_aside": on(
        "deal", lambda deal, _scene, by: deals.set_aside(deal, until=clock.now().date() + timedelta(days=30), by=by)
    ),
    "deals.bring_back": on("deal", lambda deal, _scene, by: deals.bring_back(deal, by=by)),
    "deals.assign_deal": on("deal", lambda deal, scene, by: deals.assign_deal(deal, _colleague(scene), by=by)),
    "deals.change_deal": on("deal", lambda deal, _scene, by: deals.change_deal(deal, by=by, name="Renamed")),
    "deals.add_deal_contact": on(
        "deal", lambda deal, scene, by: deals.add_deal_contact(deal, scene.records["contact"], by=by, role="champion")
    ),
    "deals.remove_deal_contact": on(
        "deal", lambda deal, scene, by: deals.remove_deal_contact(deal, scene.records["contact"], by=by)
    ),
    "deals.add_deal_person": on(
        "deal", lambda deal, scene, by: deals.add_deal_person(deal, _colleague(scene), "sdr", by=by)
    ),
    "deals.remove_deal_person": on(
        "deal", lambda deal, scene, by: deals.remove_deal_person(deal, scene.world.people["manager"], "expert", by=by)
    ),
    "deals.set_items": on("deal", lambda deal, _scene, by: deals.set_items(deal, [Line(name="Pump")], by=by)),
    "deals.tag_deal": on("deal", lambda deal, _scene, by: deals.tag_deal(deal, ["hot"], by=by)),
    "deals.undo_change": on("deal", lambda deal, _scene, by: deals.undo_change(deal, 1, by=by)),
    "deals.remove_deal": on("deal", lambda deal, _scene, by: deals.remove_deal(deal, by=by)),
    "deals.restore_deal": on("deal", lambda deal, _scene, by: deals.restore_deal(deal, by=by)),
    "deals.ingest_deals": Try(lambda scene, by: deals.ingest_deals([_history(scene, "rep")], by=by), WRITERS),
    "deals.rewrite_histories": on(
        "deal", lambda deal, scene, by: rewrite_histories([(deal, _history(scene, "rep"))], by=by)
    ),
    "deals.restore_histories": Try(lambda _scene, by: restore_histories([1], by=by), WRITERS),
    "deals.set_stage_rules": on(
        "stage",
        lambda one, _scene, by: deals.set_stage_rules(one, "entry", [Draft("touches", {"count": 1})], by=by),
        ADMIN,
    ),
    "deals.draw_up_document": on(
        "deal", lambda one, scene, by: deals.draw_up_document(one, scene.records["purpose"], "Our offer", by=by)
    ),
    "deals.ask_approval": on(
        "deal", lambda one, scene, by: deals.ask_approval(one, scene.records["approval"].rule, by=by)
    ),
    "deals.answer_approval": on(
        "approval", lambda one, _scene, by: deals.answer_approval(one, "yes", by=by), WRITERS - {"rep"}
    ),
    "deals.withdraw_approval": on("approval", lambda one, _scene, by: deals.withdraw_approval(one, by=by)),
    "deals.apply_rule_pack": on("stage", lambda one, _scene, by: deals.apply_rule_pack("debt", one, by=by), ADMIN),
    "deals.add_work_purpose": Try(lambda _scene, by: deals.add_work_purpose("Demo", by=by), ADMINS),
    "deals.change_work_purpose": on(
        "purpose", lambda one, _scene, by: deals.change_work_purpose(one, "Demo", by=by), ADMIN
    ),
    "deals.retire_work_purpose": on("purpose", lambda one, _scene, by: deals.retire_work_purpose(one, by=by), ADMIN),
    "deals.restore_work_purpose": on("purpose", lambda one, _scene, by: deals.restore_work_purpose(one, by=by), ADMIN),
    "deals.withdraw_deals": on("deal", lambda deal, _scene, by: withdraw_deals([deal.pk], by=by)),
    "activities.plan_activity": on(
        "deal", lambda deal, _scene, by: activities.plan_activity("task", "Do it", by=by, deal=deal)
    ),
    "activities.log_activity": on(
        "deal", lambda deal, _scene, by: activities.log_activity("call", "Rang", by=by, deal=deal)
    ),
    "activities.write_note": on("deal", lambda deal, _scene, by: activities.write_note("Note", by=by, deal=deal)),
    "activities.attach_file": on(
        "deal", lambda deal, _scene, by: activities.attach_file(ContentFile(b"x"), "x.txt", by=by, deal=deal)
    ),
    "activities.assign_activity": on(
        "activity", lambda one, scene, by: activities.assign_activity(one, _colleague(scene), by=by)
    ),
    "activities.change_activity": on(
        "activity", lambda one, _scene, by: activities.change_activity(one, by=by, subject="Other")
    ),
    "activities.complete_activity": on("activity", lambda one, _scene, by: activities.complete_activity(one, by=by)),
    "activities.reopen_activity": on("activity", lambda one, _scene, by: activities.reopen_activity(one, by=by)),
    "activities.reschedule_activity": on(
        "activity", lambda one, _scene, by: activities.reschedule_activity(one, clock.now(), by=by)
    ),
    "activities.remove_activity": on("activity", lambda one, _scene, by: activities.remove_activity(one, by=by)),
    "activities.restore_activity": on("activity", lambda one, _scene, by: activities.restore_activity(one, by=by)),
    "deals.put_forward_file": on(
        "deal", lambda deal, scene, by: deals.put_forward_file(deal, scene.records["purpose"], 1, "x.txt", by=by)
    ),
    "activities.file_to_approval": on(
        "file",
        lambda one, scene, by: activities.file_to_approval(one, by=by, purpose=scene.records["purpose"]),
    ),
    "activities.remove_file": on("file", lambda one, _scene, by: activities.remove_file(one, by=by)),
    "activities.restore_file": on("file", lambda one, _scene, by: activities.restore_file(one, by=by)),
    "activities.ingest_activities": Try(
        lambda scene, by: activities.ingest_activities(
            [activities.ActivityDraft("call", "Rang", owner_id=_rep_id(scene), deal_id=scene.pk("deal"))], by=by
        ),
        WRITERS,
    ),
    "activities.withdraw_activities": on("activity", lambda one, _scene, by: withdraw_activities([one.pk], by=by)),
    "attention.block_deal": on("deal", lambda one, _scene, by: attention.block_deal(one, "Lawyers", by=by)),
    "attention.accelerate_deal": on(
        "deal", lambda one, _scene, by: attention.accelerate_deal(one, date(2099, 1, 4), by=by)
    ),
    "attention.unblock_deal": on("deal", lambda one, _scene, by: attention.unblock_deal(one, "solved", by=by)),
    # Playbooks
    "playbooks.add_playbook_entry": on(
        "first_stage",
        lambda stage, _scene, by: playbooks.add_playbook_entry(stage, "checklist", by=by, name="More"),
        ADMIN,
    ),
    "playbooks.change_playbook_entry": on(
        "checklist_item", lambda one, _scene, by: playbooks.change_playbook_entry(one, by=by, name="Other"), ADMIN
    ),
    "playbooks.retire_playbook_entry": on(
        "checklist_item", lambda one, _scene, by: playbooks.retire_playbook_entry(one, by=by), ADMIN
    ),
    "playbooks.restore_playbook_entry": on(
        "checklist_item", lambda one, _scene, by: playbooks.restore_playbook_entry(one, by=by), ADMIN
    ),
    "playbooks.reorder_playbook_entries": on(
        "first_stage",
        lambda stage, scene, by: playbooks.reorder_playbook_entries(
            stage, "checklist", [scene.pk("checklist_item")], by=by
        ),
        ADMIN,
    ),
    "playbooks.add_ready_playbook": on(
        "pipeline", lambda one, _scene, by: playbooks.add_ready_playbook(one, by=by), ADMIN
    ),
    "playbooks.set_stage_guide": on(
        "first_stage", lambda stage, _scene, by: playbooks.set_stage_guide(stage, "Be sure", by=by), ADMIN
    ),
    "playbooks.write_script": on(
        "first_stage", lambda stage, _scene, by: playbooks.write_script(stage, [], by=by), ADMIN
    ),
    "playbooks.use_script": on(
        "deal", lambda deal, scene, by: playbooks.use_script(deal, scene.records["script"], [(1, 1)], by=by)
    ),
    "playbooks.meet_objection": on("deal", lambda deal, _scene, by: playbooks.meet_objection(deal, "Dear", by=by)),
    "playbooks.find_need": on("deal", lambda deal, _scene, by: playbooks.find_need(deal, "Speed", by=by)),
    "playbooks.end_objection": on("finding", lambda one, _scene, by: playbooks.end_objection(one, "answered", by=by)),
    "playbooks.remove_finding": on("finding", lambda one, _scene, by: playbooks.remove_finding(one, by=by)),
    "playbooks.restore_finding": on("finding", lambda one, _scene, by: playbooks.restore_finding(one, by=by)),
    "playbooks.agree_terms": on("deal", lambda deal, _scene, by: playbooks.agree_terms(deal, by=by, payment="30 days")),
    "playbooks.set_role_members": Try(
        lambda scene, by: playbooks.set_role_members("expert", [scene.world.people["rep"]], by=by), ADMINS
    ),
    "playbooks.call_in_role": on("deal", lambda deal, _scene, by: playbooks.call_in_role(deal, "expert", by=by)),
    "playbooks.offer_handover": on(
        "deal", lambda deal, scene, by: playbooks.offer_handover(deal, _colleague(scene), by=by)
    ),
    "playbooks.accept_handover": on("handover", lambda one, _scene, by: playbooks.accept_handover(one, by=by), ADMIN),
    "playbooks.decline_handover": on("handover", lambda one, _scene, by: playbooks.decline_handover(one, by=by), ADMIN),
    "playbooks.withdraw_handover": on("handover", lambda one, _scene, by: playbooks.withdraw_handover(one, by=by)),
    "playbooks.open_follow_up": on(
        "deal", lambda deal, scene, by: playbooks.open_follow_up(deal, scene.world.pipeline, by=by)
    ),
    "playbooks.expect_reorder": on("deal", lambda deal, _scene, by: playbooks.expect_reorder(deal, None, by=by)),
    "playbooks.tick_item": on(
        "deal", lambda deal, scene, by: playbooks.tick_item(deal, scene.records["checklist_item"], by=by)
    ),
    "playbooks.untick_item": on(
        "deal", lambda deal, scene, by: playbooks.untick_item(deal, scene.records["checklist_item"], by=by)
    ),
    "attention.set_contact_norm": Try(lambda _scene, by: attention.set_contact_norm(5, 3, by=by), ADMINS),
    "attention.set_stage_limit": on("stage", lambda one, _scene, by: attention.set_stage_limit(one, 9, by=by), ADMIN),
    "attention.learn_norms": Try(lambda _scene, by: attention.learn_norms(by=by), ADMINS),
    "boards.choose_columns": Try(lambda _scene, by: boards.choose_columns(["name", "value"], by=by), EVERYBODY),
    "boards.save_view": Try(lambda _scene, by: boards.save_view("Mine", "board", "status=open", by=by), EVERYBODY),
    "boards.change_many": on(
        "deal",
        lambda one, scene, by: boards.change_many("move", {"stage": [str(scene.pk("stage"))]}, [one.pk], by=by),
        EACH_WRITES_OWN,
    ),
    "boards.undo_many": on("bulk", lambda one, _scene, by: boards.undo_many(one, by=by), ADMIN),
    "boards.remove_view": on(
        "view", lambda one, _scene, by: boards.remove_view(one, by=by), frozenset({"rep", "owner"})
    ),
    "companies.add_company": Try(
        lambda scene, by: companies.add_company("New", by=by, owner=scene.world.people["rep"]), WRITERS
    ),
    "companies.assign_company": on(
        "company", lambda one, scene, by: companies.assign_company(one, _colleague(scene), by=by)
    ),
    "companies.change_company": on("company", lambda one, _scene, by: companies.change_company(one, by=by, name="B")),
    "companies.ingest_companies": Try(
        lambda scene, by: companies.ingest_companies([companies.NewCompany("C", {"owner_id": _rep_id(scene)})], by=by),
        WRITERS,
    ),
    "companies.ingest_parents": on("company", lambda one, _scene, by: companies.ingest_parents([(one, one)], by=by)),
    "companies.remove_company": on("company", lambda one, _scene, by: companies.remove_company(one, by=by)),
    "companies.restore_company": on("company", lambda one, _scene, by: companies.restore_company(one, by=by)),
    "companies.set_company_fact": on(
        "company",
        lambda one, _scene, by: companies.set_company_fact(one, "overdue_debt", Decimal(5), by=by),
        WRITERS - {"rep"},
    ),
    "companies.undo_company_change": on(
        "company", lambda one, _scene, by: companies.undo_company_change(one, 1, by=by)
    ),
    "contacts.add_contact": Try(
        lambda scene, by: contacts.add_contact(by=by, first_name="Bob", owner=scene.world.people["rep"]), WRITERS
    ),
    "contacts.assign_contact": on(
        "contact", lambda one, scene, by: contacts.assign_contact(one, _colleague(scene), by=by)
    ),
    "contacts.change_contact": on(
        "contact", lambda one, _scene, by: contacts.change_contact(one, by=by, first_name="Eve")
    ),
    "contacts.ingest_contacts": Try(
        lambda scene, by: contacts.ingest_contacts(
            [contacts.NewContact({"name": "D", "owner_id": _rep_id(scene)})], by=by
        ),
        WRITERS,
    ),
    "contacts.remove_contact": on("contact", lambda one, _scene, by: contacts.remove_contact(one, by=by)),
    "contacts.restore_contact": on("contact", lambda one, _scene, by: contacts.restore_contact(one, by=by)),
    "contacts.undo_contact_change": on("contact", lambda one, _scene, by: contacts.undo_contact_change(one, 1, by=by)),
    "contacts.set_channels": on("contact", lambda one, _scene, by: contacts.set_channels(one, [], by=by)),
    "fields.add_field": Try(lambda _scene, by: fields.add_field("deal", "Size", by=by), ADMINS),
    "fields.change_field": on("field", lambda one, _scene, by: fields.change_field(one, by=by, label="B"), ADMIN),
    "fields.retire_field": on("field", lambda one, _scene, by: fields.retire_field(one, by=by), ADMIN),
    "fields.restore_field": on("field", lambda one, _scene, by: fields.restore_field(one, by=by), ADMIN),
    "fields.reorder_fields": on("field", lambda one, _scene, by: fields.reorder_fields("deal", [one.pk], by=by), ADMIN),
    "people.add_person": Try(lambda _scene, by: people.add_person("New", by=by), ADMINS),
    "people.add_team": Try(lambda _scene, by: people.add_team("West", by=by), ADMINS),
    "people.change_person": on(
        "invited", lambda one, _scene, by: people.change_person(one, by=by, name="Renamed"), ADMIN
    ),
    "people.change_team": on(
        "team", lambda one, _scene, by: people.change_team(one, by=by, name="B", parent=None), ADMIN
    ),
    "people.remove_team": on("team", lambda one, _scene, by: people.remove_team(one, by=by), ADMIN),
    "people.change_workspace": Try(lambda _scene, by: people.change_workspace(by=by, name="B"), ADMINS),
    "people.create_workspace": Try(lambda _scene, by: people.create_workspace("B", by=by), NOBODY),
    "people.deactivate_person": on("person", lambda one, _scene, by: people.deactivate_person(one, by=by), ADMIN),
    "people.reactivate_person": on("person", lambda one, _scene, by: people.reactivate_person(one, by=by), ADMIN),
    "people.invite_person": Try(lambda _scene, by: people.invite_person("A", "a@demo.test", by=by), ADMINS),
    "people.renew_invitation": on("invited", lambda one, _scene, by: people.renew_invitation(one, by=by), ADMIN),
    "people.accept_invitation": Try(lambda _scene, by: people.accept_invitation("wrong secret", by=by), NOBODY),
    "people.join_through_provider": Try(
        lambda scene, by: people.join_through_provider(scene.world.people["colleague"].user, by=by), NOBODY
    ),
    "people.let_override": Try(
        lambda scene, by: people.let_override(scene.world.people["rep"].role, True, by=by), ADMIN
    ),
    "people.let_see_costs": Try(
        lambda scene, by: people.let_see_costs(scene.world.people["rep"].role, True, by=by), ADMIN
    ),
    "people.set_hours": Try(lambda _scene, by: people.set_hours({0: (time(8), time(12))}, by=by), ADMINS),
    "people.add_special_day": Try(
        lambda _scene, by: people.add_special_day("Away", date(2026, 5, 4), by=by, person=by.person), EACH_WRITES_OWN
    ),
    "people.remove_special_day": on(
        "special_day", lambda one, _scene, by: people.remove_special_day(one, by=by), ADMIN
    ),
    "people.set_rate": Try(lambda _scene, by: people.set_rate("EUR", Decimal("1.1"), date(2026, 1, 1), by=by), ADMINS),
    "pipelines.create_pipeline": Try(lambda _scene, by: pipelines.create_pipeline("B", BLANK.stages, by=by), ADMINS),
    "pipelines.rename_pipeline": on(
        "pipeline", lambda one, _scene, by: pipelines.rename_pipeline(one, "B", by=by), ADMIN
    ),
    "pipelines.retire_pipeline": on("pipeline", lambda one, _scene, by: pipelines.retire_pipeline(one, by=by), ADMIN),
    "pipelines.restore_pipeline": on("pipeline", lambda one, _scene, by: pipelines.restore_pipeline(one, by=by), ADMIN),
    "pipelines.reorder_pipelines": on(
        "pipeline", lambda one, _scene, by: pipelines.reorder_pipelines([one.pk], by=by), ADMIN
    ),
    "pipelines.add_stage": on("pipeline", lambda one, _scene, by: pipelines.add_stage(one, "B", by=by), ADMIN),
    "pipelines.change_stage": on(
        "stage", lambda one, _scene, by: pipelines.change_stage(one, by=by, probability=1), ADMIN
    ),
    "pipelines.restore_stage": on("stage", lambda one, _scene, by: pipelines.restore_stage(one, by=by), ADMIN),
    "pipelines.retire_stage": on("stage", lambda one, _scene, by: pipelines.retire_stage(one, by=by), ADMIN),
    "pipelines.merge_stages": on(
        "stage", lambda one, scene, by: pipelines.merge_stages(one, scene.world.stages[2], by=by), ADMIN
    ),
    "pipelines.reorder_stages": on(
        "pipeline",
        lambda one, scene, by: pipelines.reorder_stages(one, [s.pk for s in reversed(scene.world.stages)], by=by),
        ADMIN,
    ),
    "pipelines.limit_field": on(
        "field", lambda one, scene, by: pipelines.limit_field(one, scene.world.pipeline, by=by), ADMIN
    ),
    "pipelines.add_loss_reason": Try(lambda _scene, by: pipelines.add_loss_reason("B", by=by), ADMINS),
    "pipelines.change_loss_reason": on(
        "loss_reason", lambda one, _scene, by: pipelines.change_loss_reason(one, by=by, name="B"), ADMIN
    ),
    "pipelines.retire_loss_reason": on(
        "loss_reason", lambda one, _scene, by: pipelines.retire_loss_reason(one, by=by), ADMIN
    ),
    "pipelines.restore_loss_reason": on(
        "loss_reason", lambda one, _scene, by: pipelines.restore_loss_reason(one, by=by), ADMIN
    ),
    "pipelines.reorder_loss_reasons": on(
        "loss_reason", lambda one, _scene, by: pipelines.reorder_loss_reasons([one.pk], by=by), ADMIN
    ),
    "pipelines.add_source": Try(lambda _scene, by: pipelines.add_source("B", by=by), ADMINS),
    "pipelines.change_source": on(
        "source", lambda one, _scene, by: pipelines.change_source(one, by=by, name="B"), ADMIN
    ),
    "pipelines.retire_source": on("source", lambda one, _scene, by: pipelines.retire_source(one, by=by), ADMIN),
    "pipelines.restore_source": on("source", lambda one, _scene, by: pipelines.restore_source(one, by=by), ADMIN),
    "products.add_product": Try(lambda _scene, by: products.add_product("B", by=by), ADMINS),
    "products.change_product": on(
        "product", lambda one, _scene, by: products.change_product(one, by=by, code="B"), ADMIN
    ),
    "products.retire_product": on("product", lambda one, _scene, by: products.retire_product(one, by=by), ADMIN),
    "products.return_product": on("product", lambda one, _scene, by: products.return_product(one, by=by), ADMIN),
    "products.add_price_list": Try(lambda _scene, by: products.add_price_list("B", by=by), ADMINS),
    "products.set_price": on(
        "price_list",
        lambda one, scene, by: products.set_price(one, scene.records["product"], Decimal(1), by=by),
        ADMIN,
    ),
    "products.ingest_products": Try(
        lambda _scene, by: products.ingest_products([products.NewProduct("B")], by=by), ADMINS
    ),
    **AUTOMATIC,
    "imports.propose_import": Try(lambda _scene, by: imports.propose_import([], by=by), ADMINS),
    "imports.change_import": on("import", lambda one, _scene, by: imports.change_import(one, {}, by=by), ADMIN),
    "imports.start_import": on(
        "import", lambda one, _scene, by: imports.start_import(one, by=by, in_background=False), ADMIN
    ),
    "imports.stop_import": on("import", lambda one, _scene, by: imports.stop_import(one, by=by), ADMIN),
    "imports.undo_import": on(
        "import", lambda one, _scene, by: imports.undo_import(one, by=by, in_background=False), ADMIN
    ),
    "imports.keep_mapping": Try(lambda _scene, by: imports.keep_mapping(["a"], "deals", {}, by=by), ADMINS),
    **AIMS,
    **SOLD,
}
