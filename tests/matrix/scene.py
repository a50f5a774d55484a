"""One of everything, owned by the rep, and a way to see whether anything at all changed."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from penstock.activities.actions import attach_file, plan_activity, write_note
from penstock.alerts.actions import set_alert
from penstock.automation.actions import make_automation
from penstock.automation.models import Delivery, Run, Version
from penstock.automation.rules import EMPTY
from penstock.boards.actions import change_many, save_view
from penstock.common import clock
from penstock.companies.actions import add_company
from penstock.contacts.actions import add_contact
from penstock.dashboards.actions import add_widget, make_dashboard, share_dashboard
from penstock.dashboards.drafts import Draft as WidgetDraft
from penstock.deals.actions import (
    add_deal_contact,
    add_deal_person,
    add_work_purpose,
    ask_approval,
    draw_up_document,
    set_stage_rules,
)
from penstock.deals.gates.rules import Draft
from penstock.deals.models import Approval, Deal, DealPerson, ProcessStage, StageRule
from penstock.fields.actions import add_field
from penstock.imports.actions import propose_import
from penstock.imports.files import keep_uploads
from penstock.mailings.actions import schedule_report
from penstock.notifications.actions import notify
from penstock.notifications.making import Telling
from penstock.payroll.actions import set_pay
from penstock.payroll.models import Pay
from penstock.people.actions import add_special_day, invite_person, let_see_pay
from penstock.pipelines.actions import add_source
from penstock.playbooks.actions import add_playbook_entry, meet_objection, offer_handover, renew_asset, write_script
from penstock.playbooks.models import Script
from penstock.processes.actions import define_process_kind, start_process
from penstock.processes.ready import SHIPMENT
from penstock.products.actions import add_price_list, add_product
from penstock.reviews.actions import begin_review
from penstock.targets.actions import add_remark, set_target
from penstock.targets.models import Aim
from penstock.targets.periods import read_period
from penstock.targets.plans import person
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Team
from tests.losses.told import waiting
from tests.world import World, build_world

FILE = b"Deal name,Amount,Stage\nA,1,Meeting\n"
NOT_DOMAIN = {"django_session", "workspaces_user", "account_emailaddress", "search_searchdocument"}


@dataclass
class Scene:
    """The cast and one record of each kind."""

    world: World
    records: dict[str, Any]

    def pk(self, name: str) -> int:
        """The id of a record by its kind."""
        return self.records[name].pk


def build_scene() -> Scene:
    """Everything hangs on one deal of the rep."""
    world = build_world()
    rep, owner = world.actor("rep"), world.actor("owner")
    company = add_company("Acme", by=rep)
    contact = add_contact(by=rep, first_name="Ann", last_name="Buyer", company=company)
    deal = world.deal(company=company)
    add_deal_contact(deal, contact, by=rep)
    add_deal_person(deal, world.people["manager"], "expert", by=rep)
    upload = SimpleUploadedFile("offer.txt", b"offer", "text/plain")
    return Scene(
        world,
        {
            "deal": deal,
            "company": company,
            "contact": contact,
            "deal_person": DealPerson.objects.on(deal).get(),
            "activity": plan_activity("call", "Ring", by=rep, deal=deal, due_at=clock.now() + timedelta(days=1)),
            "note": write_note("Remember", by=rep, deal=deal),
            "file": attach_file(upload, "offer.txt", by=rep, deal=deal),
            "product": add_product("Pump", by=owner),
            "price_list": add_price_list("Partners", by=owner),
            "field": add_field("deal", "Colour", by=owner),
            "team": Team.objects.of(owner).get(name="South"),
            "person": world.people["colleague"],
            "invited": invite_person("New", "new@demo.test", by=owner)[0],
            "pipeline": world.pipeline,
            "stage": world.stages[1],
            "loss_reason": world.reason,
            "import": propose_import(keep_uploads([SimpleUploadedFile("deals.csv", FILE)]), by=owner),
            **waiting(world),
            "bulk": change_many("tag", {"added": ["hot"], "removed": [""]}, [deal.pk], by=owner),
            "view": save_view("Mine", "board", "status=open", by=rep),
            "source": add_source("Web", by=owner),
            "purpose": add_work_purpose("Presentation", by=owner),
            "rule": _rule(world, "touches", {"count": 7}),
            "approval": _approval(world, deal),
            **_automation(deal, owner),
            "notification": notify([Telling(world.people["rep"].pk, "stuck", "scene", deal.pk)], by=owner)[0],
            **_playbook(world, deal, owner),
            **_processes(deal, owner),
            "alert": set_alert("win_rate", "below", by=owner, people=[world.people["rep"].pk], line=Decimal("0.4")),
            "target": set_target(
                Aim.REVENUE, read_period("2026"), Decimal(1200), by=owner, whose=person(world.people["rep"].pk)
            ),
            "remark": add_remark("Trade fair", date(2026, 3, 9), date(2026, 3, 13), by=owner),
            **_dashboard(world, rep),
            "mailing": _mailing(world, rep),
            "review": begin_review(by=rep),
            "pay": _pay(world, owner),
            "special_day": add_special_day("New year", date(2026, 1, 1), by=owner),
        },
    )


def _pay(world: World, owner: Actor) -> Any:
    """What the rep is paid; of all roles only the heads' is let see it."""
    let_see_pay(world.people["manager"].role, True, by=owner)
    manager = world.actor("manager")
    set_pay(world.people["rep"], Decimal(3000), date(2025, 1, 1), by=manager)
    return Pay.objects.of(manager).get()


def _dashboard(world: World, rep: Actor) -> dict[str, Any]:
    """A dashboard of the rep that the manager, the viewer and the owner see too."""
    one = make_dashboard("Mine", by=rep)
    share_dashboard(one, people=[world.people[role] for role in ("manager", "viewer", "owner")], by=rep)
    return {"dashboard": one, "widget": add_widget(one, WidgetDraft(metrics=("revenue_won",)), by=rep)}


def _mailing(world: World, rep: Actor) -> Any:
    """A report that the rep has mailed to themselves and the manager."""
    return schedule_report("sales", "week", readers=[world.people["rep"], world.people["manager"]], by=rep)


def _automation(deal: Deal, owner: Actor) -> dict[str, Any]:
    """An automation with a run that was refused."""
    rule = {**EMPTY, "then": [{"step": "note", "values": {"text": ["Won"], "on": [""]}}]}
    one = make_automation("Won", rule, by=owner)
    run = Run(workspace=owner.workspace, automation=one, version=Version.objects.on(one).get(), deal=deal, cause=1)
    run.state, run.begun_at, run.next_at = "refused", clock.now(), clock.now()
    run.save()
    delivery = Delivery(workspace=owner.workspace, run=run, url="https://example.com/", body="{}", state="failed")
    delivery.next_at = clock.now()
    delivery.save()
    return {"automation": one, "run": run, "delivery": delivery}


def _rule(world: World, kind: str, params: dict[str, Any]) -> StageRule:
    """A rule that is in nobody's way."""
    present = [Draft.of_row(row) for row in StageRule.unscoped.all()]
    draft = Draft(kind, params, passing=False)
    set_stage_rules(world.stages[3], "entry", [*present, draft], by=world.actor("owner"))
    return StageRule.unscoped.get(kind=kind)


def _approval(world: World, deal: Deal) -> Approval:
    """A request of the rep that waits for the manager and the owner."""
    approvers = [world.people[role].pk for role in ("manager", "owner")]
    rest = {"mode": "any", "deputy": 0, "days": None, "escalate_to": 0}
    ask_approval(deal, _rule(world, "approval", {"approvers": approvers, **rest}), by=world.actor("rep"))
    return Approval.unscoped.get()


def _processes(deal: Deal, owner: Actor) -> dict[str, Any]:
    """A kind with its stages, and a process of it on the rep's deal."""
    kind = define_process_kind(str(SHIPMENT.name), SHIPMENT.stages, by=owner)
    stages = ProcessStage.objects.of(owner).filter(process_kind=kind).order_by("order")
    return {"process_kind": kind, "process_stage": stages[1], "process": start_process(deal, kind, by=owner)}


def _playbook(world: World, deal: Deal, owner: Actor) -> dict[str, Any]:
    """What a playbook holds, in the deal's stage."""
    stage = world.stages[0]
    asset = add_playbook_entry(stage, "assets", by=owner, name="Partners", kind="file")
    text = add_playbook_entry(stage, "assets", by=owner, name="Letter", kind="text")
    renew_asset(text, by=owner, text="Dear {contact}")
    write_script(stage, [{"say": "Ring", "answers": [{"say": "Mine", "to": 0}]}], by=owner)
    return {
        "first_stage": stage,
        "script": Script.objects.of(owner).get(),
        "checklist_item": add_playbook_entry(stage, "checklist", by=owner, name="Remember"),
        "finding": meet_objection(deal, "offer", by=owner),
        "asset": asset,
        "text_asset": text,
        "document": draw_up_document(deal, add_work_purpose("Proposal", by=owner), "Offer", by=owner),
        "asset_version": renew_asset(asset, by=owner, content=SimpleUploadedFile("offer.txt", b"a"), name="offer.txt"),
        "handover": offer_handover(deal, world.people["owner"], by=owner),
    }


def digest() -> str:
    """A fingerprint of every row of our own tables; two alike mean that nothing changed."""
    print_of = hashlib.sha256()
    for model in apps.get_models():
        if model.__module__.startswith("penstock.") and model._meta.db_table not in NOT_DOMAIN:
            names = [field.attname for field in model._meta.concrete_fields]
            print_of.update(repr(sorted(model._base_manager.values_list(*names), key=repr)).encode())
    return print_of.hexdigest()
