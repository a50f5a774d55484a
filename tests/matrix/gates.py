"""The rules of stages: who reads them, and who sets them."""

from tests.matrix.routes import ALL, Route, admin, listed

GATES_ROUTES: dict[str, Route] = {
    "deals:rules": Route(ALL, frozenset()),
    "deals:overrides": Route(ALL, frozenset()),
    "deals:purposes": listed(lambda _scene: {"name": "Demo"}),
    "deals:rename_purpose": admin("purpose", lambda _scene: {"name": "Demo"}),
    "deals:retire_purpose": admin("purpose"),
    "deals:restore_purpose": admin("purpose"),
    "deals:packs": admin("pipeline", lambda scene: {"pack": "presentation", "stage": scene.pk("stage")}),
    "deals:stage_rules": admin("stage"),
    "deals:add_rule": admin(
        "stage", lambda _scene: {"count": 1}, side=lambda _scene: "entry", kind=lambda _scene: "touches"
    ),
    "deals:rule": admin("rule", lambda _scene: {"count": 2}),
    "deals:remove_rule": admin("rule"),
}
