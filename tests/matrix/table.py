"""The table of routes: one line each."""

from collections.abc import Callable

from tests.matrix.routes import ALL, WRITERS, Route, admin, everybody, listed, owned, public
from tests.matrix.scene import Scene

CAN_OPEN = ALL - {"viewer"}
OURS = ALL - {"stranger"}


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


ROUTES: dict[str, Route] = {
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
    # Activities and files
    "activities:today": everybody(),
    "activities:plan": on_deal(),
    "activities:log": on_deal(),
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
    "activities:remove_file": owned("file"),
    "activities:restore_file": owned("file"),
    # Board and list
    "boards:board": everybody(),
    "boards:card": everybody(pk=_pk("deal")),
    "boards:move": owned("deal", lambda scene: {"stage": scene.pk("stage")}),
    "boards:column": Route(OURS, OURS, pk_of("stage"), hides=frozenset({"stranger"})),
    "boards:list": everybody(),
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
    "metrics:rows": Route(ALL, frozenset(), query=lambda _scene: "?metric=open_deals"),
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
    "people:currencies": listed(lambda _scene: {"currency": "EUR", "rate": "1.1", "on": "2026-01-01"}),
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
