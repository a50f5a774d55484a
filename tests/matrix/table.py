"""The table of routes: one line each."""

from collections.abc import Callable
from datetime import timedelta

from penstock.common import clock
from tests.matrix import dashboards, mailings, processes, reviews
from tests.matrix.aims import TARGET_ROUTES
from tests.matrix.chances import FORECAST_ROUTES
from tests.matrix.cleaning import CLEANING_ROUTES
from tests.matrix.gates import GATES_ROUTES
from tests.matrix.losses import LOSSES_ROUTES
from tests.matrix.routes import ALL, WRITERS, Route, admin, everybody, listed, owned, public
from tests.matrix.scene import Scene
from tests.matrix.sold import LETTERHEAD_ROUTES

CAN_OPEN = ALL - {"viewer"}
OURS = ALL - {"stranger"}
ADMIN = frozenset({"owner"})
HEADS = frozenset({"manager", "owner"})


def _pk(record: str) -> Callable[[Scene], int]:
    return lambda scene: scene.pk(record)


def pk_of(record: str) -> Callable[[Scene], dict[str, int]]:
    """The address of a record."""
    return lambda scene: {"pk": scene.pk(record)}


def on_deal() -> Route:
    """A form about the deal that its address names."""
    return Route(
        WRITERS | {"viewer"},
        WRITERS,
        data=lambda _scene: {"subject": "Do it", "text": "Do it", "kind": "task"},
        hides=frozenset({"colleague", "stranger"}),
        query=lambda scene: f"?deal={scene.pk('deal')}",
    )


def _my_notification() -> Route:
    """What the rep was told, and nobody else."""
    mine = frozenset({"rep"})
    return Route(mine, mine, pk_of("notification"), hides=ALL - mine)


ROUTES: dict[str, Route] = {
    **FORECAST_ROUTES,
    **LETTERHEAD_ROUTES,
    **dashboards.ROUTES,
    **mailings.ROUTES,
    **reviews.ROUTES,
    "healthz": public(),
    "start": everybody(),
    "set_language": public(),
    "live:stream": everybody(),
    # Deals
    "deals:open": everybody(lambda _scene: {"name": "Another"}, CAN_OPEN),
    "deals:suggest": everybody(what=lambda _scene: "contact"),
    "deals:deal": owned("deal"),
    "deals:parts": owned("deal"),
    "deals:move": owned("deal", lambda scene: {"stage": scene.pk("stage")}),
    "deals:win": owned("deal"),
    "deals:lose": owned("deal", lambda scene: {"loss_reason": scene.pk("loss_reason")}),
    "deals:reopen": owned("deal"),
    "deals:set_aside": owned("deal", lambda _scene: {"until": clock.now().date() + timedelta(days=30)}),
    "deals:bring_back": owned("deal"),
    "deals:assign": owned("deal", lambda scene: {"owner": scene.world.people["manager"].pk}),
    "deals:change": owned("deal", lambda _scene: {"name": "Renamed"}, name=lambda _scene: "name"),
    "deals:items": owned("deal"),
    "deals:line": owned("deal"),
    "deals:add_contact": owned("deal", lambda scene: {"contact": scene.pk("contact"), "role": "champion"}),
    "deals:remove_contact": owned("deal", contact_pk=lambda scene: scene.pk("contact")),
    "deals:add_person": owned("deal", lambda scene: {"person": scene.world.people["rep"].pk, "role": "sdr"}),
    "deals:remove_person": owned("deal", link_pk=lambda scene: scene.pk("deal_person")),
    "deals:tag": owned("deal", lambda _scene: {"tags": "hot"}),
    "deals:remove": owned("deal"),
    "deals:restore": owned("deal"),
    "deals:undo": owned("deal", position=lambda _scene: 1),
    "deals:gate": Route(
        WRITERS | {"viewer"},
        WRITERS,
        pk_of("deal"),
        hides=frozenset({"colleague", "stranger"}),
        query=lambda scene: f"?stage={scene.pk('stage')}",
    ),
    "deals:ask_approval": owned("deal", rule_pk=lambda scene: scene.records["approval"].rule_id),
    "deals:document": owned("deal", lambda scene: {"purpose": scene.pk("purpose"), "text": "Our offer"}),
    "deals:read_document": Route(
        WRITERS | {"viewer"}, frozenset(), pk_of("document"), hides=frozenset({"colleague", "stranger"})
    ),
    "deals:document_file": Route(
        WRITERS | {"viewer"},
        frozenset(),
        lambda scene: {"pk": scene.pk("document"), "kind": "pdf"},
        hides=frozenset({"colleague", "stranger"}),
    ),
    "deals:approvals": Route(ALL, frozenset()),
    "deals:answer_approval": Route(
        WRITERS | {"viewer"},
        WRITERS - {"rep"},
        pk_of("approval"),
        lambda _scene: {"verdict": "yes"},
        hides=frozenset({"colleague", "stranger"}),
    ),
    "deals:withdraw_approval": owned("approval"),
    **GATES_ROUTES,
    **CLEANING_ROUTES,
    **LOSSES_ROUTES,
    # Activities and files
    "activities:today": everybody(),
    "activities:plan": on_deal(),
    "activities:log": on_deal(),
    "activities:next_step": on_deal(),
    "activities:people": everybody(),
    "activities:compose": on_deal(),
    "activities:write": on_deal(),
    "activities:panel": Route(
        WRITERS | {"viewer"},
        frozenset(),
        lambda _scene: {"what": "steps"},
        hides=frozenset({"colleague", "stranger"}),
        query=lambda scene: f"?deal={scene.pk('deal')}",
    ),
    "activities:activity": owned("activity"),
    "activities:complete": owned("activity"),
    "activities:next": owned("activity"),
    "activities:reopen": owned("activity"),
    "activities:reschedule": owned("activity"),
    "activities:remove": owned("activity"),
    "activities:restore": owned("activity"),
    "activities:attach": on_deal(),
    "activities:file": owned("file"),
    "activities:file_to_approval": owned("file", lambda scene: {"purpose": scene.pk("purpose")}),
    "activities:remove_file": owned("file"),
    "activities:restore_file": owned("file"),
    # Board and list
    "boards:board": everybody(),
    "boards:card": everybody(pk=_pk("deal")),
    "boards:move": owned("deal", lambda scene: {"stage": scene.pk("stage")}),
    "boards:gate": Route(
        WRITERS | {"viewer"},
        WRITERS,
        pk_of("deal"),
        hides=frozenset({"colleague", "stranger"}),
        query=lambda scene: f"?stage={scene.pk('stage')}",
    ),
    "boards:column": Route(OURS, OURS, pk_of("stage"), hides=frozenset({"stranger"})),
    "boards:list": everybody(),
    "boards:removed": everybody(),
    "boards:row": owned("deal"),
    "boards:bulk": Route(
        frozenset(),
        CAN_OPEN,
        lambda _scene: {"verb": "move"},
        lambda scene: {"step": "do", "deal": scene.pk("deal"), "stage": scene.pk("stage")},
    ),
    "boards:undo_bulk": Route(frozenset({"owner"}), frozenset({"owner"}), pk_of("bulk")),
    "boards:columns": everybody(),
    "boards:filters": everybody(kind=lambda _scene: "board"),
    "boards:save": everybody(kind=lambda _scene: "board"),
    "boards:remove": Route(frozenset({"rep"}), frozenset({"rep"}), pk_of("view")),
    "exports:download": everybody(table=lambda _scene: "deals", file_format=lambda _scene: "csv"),
    # Records
    "companies:list": everybody(),
    "companies:add": everybody(lambda _scene: {"name": "Another"}, CAN_OPEN),
    "companies:suggest": everybody(),
    "companies:company": owned("company"),
    "companies:change": owned("company", lambda _scene: {"name": "B"}, name=lambda _scene: "name"),
    "companies:debt": Route(
        WRITERS | {"viewer"},
        WRITERS - {"rep"},
        pk_of("company"),
        lambda _scene: {"amount": "5"},
        hides=frozenset({"colleague", "stranger"}),
    ),
    "companies:undo": owned("company", position=lambda _scene: 1),
    "companies:remove": owned("company"),
    "companies:restore": owned("company"),
    "contacts:list": everybody(),
    "contacts:add": everybody(lambda _scene: {"first_name": "Another"}, CAN_OPEN),
    "contacts:contact": owned("contact"),
    "contacts:change": owned("contact", lambda _scene: {"position": "B"}, name=lambda _scene: "position"),
    "contacts:undo": owned("contact", position=lambda _scene: 1),
    "contacts:remove": owned("contact"),
    "contacts:restore": owned("contact"),
    "products:list": everybody(),
    "products:add": admin(data=lambda _scene: {"name": "Another"}),
    "products:add_list": admin(data=lambda _scene: {"name": "Another"}),
    "products:product": Route(OURS, frozenset({"owner"}), pk_of("product"), hides=frozenset({"stranger"})),
    "products:change": admin("product", lambda _scene: {"code": "B"}, name=lambda _scene: "code"),
    "products:retire": admin("product"),
    "products:return": admin("product"),
    # Pictures and numbers
    "timeline:story": Route(
        WRITERS | {"viewer"},
        frozenset(),
        hides=frozenset({"colleague", "stranger"}),
        query=lambda scene: f"?deal={scene.pk('deal')}",
    ),
    "search:results": everybody(),
    "search:palette": everybody(),
    "metrics:numbers": everybody(),
    "metrics:changes": everybody(),
    "metrics:over_time": everybody(),
    "metrics:conversions": Route(OURS, frozenset(), pk_of("pipeline"), hides=frozenset({"stranger"})),
    "metrics:past_column": Route(
        OURS,
        frozenset(),
        pk_of("first_stage"),
        hides=frozenset({"stranger"}),
        query=lambda _scene: "?as_of=2020-01-01",
    ),
    "reports:index": everybody(),
    "reports:report": everybody(key=lambda _scene: "stage-funnel"),
    "reports:paper": everybody(key=lambda _scene: "stage-funnel"),
    "reports:what_if": everybody(),
    "reports:forecast": everybody(),
    "exports:past_list": Route(
        ALL, ALL, lambda _scene: {"file_format": "csv"}, query=lambda _scene: "?as_of=2026-01-01"
    ),
    "exports:numbers": everybody(table=lambda _scene: "people", file_format=lambda _scene: "csv"),
    "exports:report": Route(
        ALL, frozenset(), lambda _scene: {"key": "stage-funnel", "table": "funnel", "file_format": "csv"}
    ),
    "metrics:filters": everybody(),
    "metrics:rows": Route(ALL, frozenset(), query=lambda _scene: "?metric=open_deals"),
    # Alerts
    "alerts:alerts": everybody(),
    "alerts:add": everybody(
        lambda scene: {
            "metric": "win_rate",
            "rule": "below",
            "line": "40",
            "days": "90",
            "people": scene.world.people["rep"].pk,
        },
    ),
    "alerts:change": Route(ADMIN, ADMIN, pk_of("alert"), hides=ALL - ADMIN - {"rep"}),
    "alerts:remove": Route(frozenset(), ADMIN, pk_of("alert"), hides=ALL - ADMIN - {"rep"}),
    **TARGET_ROUTES,
    # Playbooks
    "playbooks:playbooks": everybody(),
    "playbooks:stage": admin("first_stage", lambda _scene: {"purpose": "Be sure"}),
    "playbooks:script": admin("first_stage"),
    "playbooks:members": admin(),
    "playbooks:ready": admin("pipeline", lambda _scene: {"language": "en"}),
    "playbooks:give": owned("deal", asset_pk=_pk("asset")),
    "playbooks:give_file": Route(
        WRITERS | {"viewer"},
        frozenset(),
        lambda scene: {"pk": scene.pk("deal"), "asset_pk": scene.pk("text_asset"), "kind": "docx"},
        hides=frozenset({"colleague", "stranger"}),
    ),
    "playbooks:draw_up": owned(
        "deal", lambda scene: {"purpose": scene.pk("purpose"), "text": "Our offer"}, asset_pk=_pk("text_asset")
    ),
    "playbooks:file": Route(OURS, frozenset(), pk_of("asset_version"), hides=frozenset({"stranger"})),
    "playbooks:call_in": owned("deal", lambda _scene: {"role": "expert"}),
    "playbooks:follow_up": owned("deal", lambda scene: {"pipeline": scene.pk("pipeline"), "name": "Next"}),
    "playbooks:reorder": owned("deal"),
    "playbooks:no_reorder": owned("deal"),
    "playbooks:offer": owned("deal", lambda scene: {"taker": scene.world.people["colleague"].pk}),
    "playbooks:accept": Route(frozenset(), ADMIN, pk_of("handover"), hides=ALL - ADMIN),
    "playbooks:decline": Route(frozenset(), ADMIN, pk_of("handover"), hides=ALL - ADMIN),
    "playbooks:withdraw": owned("handover"),
    "playbooks:talk": owned("deal", lambda _scene: {"path": "1-1"}, script_pk=_pk("script")),
    "playbooks:objection": owned("deal", lambda _scene: {"said": "Dear", "outcome": "open"}),
    "playbooks:need": owned("deal", lambda _scene: {"said": "Speed"}),
    "playbooks:terms": owned("deal", lambda _scene: {"payment": "30 days"}),
    "playbooks:outcome": owned("finding", lambda _scene: {"outcome": "answered"}),
    "playbooks:remove_finding": owned("finding"),
    "playbooks:restore_finding": owned("finding"),
    "playbooks:ask": Route(frozenset(), ADMIN, pk_of("first_stage"), hides=frozenset({"stranger"})),
    "playbooks:add": admin("first_stage", lambda _scene: {"name": "More"}, sort=lambda _scene: "checklist"),
    "playbooks:order": admin("first_stage", sort=lambda _scene: "checklist"),
    "playbooks:entry": admin("checklist_item", lambda _scene: {"name": "B"}, sort=lambda _scene: "checklist"),
    "playbooks:retire": admin("checklist_item", sort=lambda _scene: "checklist"),
    "playbooks:restore": admin("checklist_item", sort=lambda _scene: "checklist"),
    "playbooks:tick": owned("deal", item_pk=_pk("checklist_item")),
    "playbooks:untick": owned("deal", item_pk=_pk("checklist_item")),
    **processes.ROUTES,
    # Settings
    "people:settings": everybody(),
    "people:profile": everybody(),
    "people:switch": everybody(),
    "people:join": public(secret=lambda _scene: "wrong"),
    "people:workspace": admin(data=lambda _scene: {"name": "B"}),
    "people:people": listed(),
    "people:invite": admin(data=lambda _scene: {"name": "A", "email": "a@demo.test"}),
    "people:person": admin("person"),
    "people:deactivate": admin("person"),
    "people:reactivate": admin("person"),
    "people:renew": admin("invited"),
    "people:teams": listed(data=lambda _scene: {"name": "West"}),
    "people:team": admin("team"),
    "people:remove_team": admin("team"),
    "people:roles": listed(),
    "people:override": Route(
        frozenset(),
        frozenset({"owner"}),
        lambda scene: {"pk": scene.world.people["rep"].role_id},
        lambda _scene: {"may": "1"},
        frozenset({"stranger"}),
    ),
    "people:see_costs": Route(
        frozenset(),
        frozenset({"owner"}),
        lambda scene: {"pk": scene.world.people["rep"].role_id},
        lambda _scene: {"may": "1"},
        frozenset({"stranger"}),
    ),
    "people:currencies": listed(lambda _scene: {"currency": "EUR", "rate": "1.1", "on": "2026-01-01"}),
    "attention:usual": listed(),
    # Notifications
    "notifications:notifications": everybody(),
    "notifications:bell": everybody(),
    "notifications:read_all": everybody(),
    "notifications:follow": _my_notification(),
    "notifications:read": _my_notification(),
    "notifications:preferences": everybody(),
    "notifications:usual": admin(data=lambda _scene: {"minutes": 60}),
    "attention:learn": admin(),
    "attention:contacts": admin(data=lambda _scene: {"touches": 5, "a_week": 3}),
    "attention:limit": admin("stage", lambda _scene: {"most": "10"}),
    "attention:block": owned("deal", lambda _scene: {"cause": "Lawyers"}),
    "attention:unblock": owned("deal", lambda _scene: {"result": "solved"}),
    "attention:accelerate": owned("deal", lambda _scene: {"until": "2099-01-04"}),
    "attention:causes": Route(ALL, frozenset()),
    "people:calendar": listed(data=lambda _scene: {"begins_0": "08:00", "ends_0": "12:00"}),
    "people:add_day": everybody(lambda _scene: {"name": "Away", "first_on": "2026-05-04"}, CAN_OPEN),
    "people:remove_day": admin("special_day"),
    "fields:fields": listed(lambda _scene: {"subject": "deal", "label": "B", "holds": "text"}),
    "fields:field": admin("field"),
    "fields:retire": admin("field"),
    "fields:restore": admin("field"),
    "fields:reorder": admin(subject=lambda _scene: "deal"),
    "pipelines:pipelines": listed(),
    "pipelines:create": admin(data=lambda _scene: {"name": "B", "template": "short"}),
    "pipelines:reorder": admin(),
    "pipelines:pipeline": Route(
        OURS,
        frozenset({"owner"}),
        pk_of("pipeline"),
        lambda _scene: {"name": "B"},
        hides=frozenset({"stranger"}),
    ),
    "pipelines:retire": admin("pipeline"),
    "pipelines:restore": admin("pipeline"),
    "pipelines:reorder_stages": admin("pipeline"),
    "pipelines:add_stage": admin("pipeline", lambda _scene: {"name": "B"}),
    "pipelines:stage": admin("stage"),
    "pipelines:merge_stage": admin("stage", lambda scene: {"into": scene.world.stages[2].pk}),
    "pipelines:retire_stage": admin("stage"),
    "pipelines:restore_stage": admin("stage"),
    "pipelines:limit_field": admin("field"),
    "pipelines:loss_reasons": listed(lambda _scene: {"name": "B"}),
    "pipelines:reorder_loss_reasons": admin(),
    "pipelines:loss_reason": admin("loss_reason"),
    "pipelines:retire_loss_reason": admin("loss_reason"),
    "pipelines:restore_loss_reason": admin("loss_reason"),
    "pipelines:sources": listed(lambda _scene: {"name": "B"}),
    "pipelines:source": admin("source"),
    "pipelines:retire_source": admin("source"),
    "pipelines:restore_source": admin("source"),
    "automation:automations": admin(),
    "automation:make": admin(data=lambda _scene: {"name": "B", "trigger": "won"}),
    "automation:automation": admin("automation", lambda _scene: {"name": "B"}),
    "automation:switch_on": admin("automation"),
    "automation:switch_off": admin("automation"),
    "automation:take_over": admin("automation"),
    "automation:remove": admin("automation"),
    "automation:restore": admin("automation"),
    "automation:when": admin("automation", lambda _scene: {"trigger": "lost"}),
    "automation:conditions": admin("automation", lambda _scene: {"status": "won"}),
    "automation:add_step": admin("automation", lambda _scene: {"text": "B"}, step=lambda _scene: "note"),
    "automation:change_step": admin("automation", lambda _scene: {"text": "B"}, place=lambda _scene: 0),
    "automation:order_steps": admin("automation", lambda _scene: {"remove": "0"}),
    "automation:rehearse": admin("automation"),
    "automation:runs": admin(),
    "automation:retry": admin("run"),
    "automation:undo": admin("run"),
    "automation:webhooks": admin(),
    "automation:retry_delivery": admin("delivery"),
    # Imports
    "imports:list": admin(),
    "imports:import": admin("import"),
    "imports:progress": admin("import"),
    "imports:change": admin("import"),
    "imports:start": admin("import"),
    "imports:keep": admin("import"),
    "imports:stop": admin("import"),
    "imports:undo": admin("import"),
    "imports:refused": Route(
        frozenset(), frozenset(), lambda scene: {"pk": scene.pk("import"), "number": 0}, hides=frozenset({"stranger"})
    ),
}
