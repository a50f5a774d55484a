"""How an action is tried: on what, by whom it may be done, and the roles that come up again and again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from penstock.workspaces.actor import Actor
from tests.matrix.scene import Scene

WRITERS = frozenset({"rep", "manager", "owner"})
HEADS = frozenset({"manager", "owner"})
ADMIN = frozenset({"owner"})
ADMINS = frozenset({"owner", "stranger"})
EACH_WRITES_OWN = frozenset({"rep", "manager", "colleague", "owner", "stranger"})
EVERYBODY = EACH_WRITES_OWN | {"viewer"}
NOBODY = frozenset[str]()


@dataclass(frozen=True)
class Try:
    """How an action is called on the scene, and the roles to whom it is not forbidden."""

    call: Callable[[Scene, Actor], Any]
    may: frozenset[str]


def on(record: str, call: Callable[[Any, Scene, Actor], Any], may: frozenset[str] = WRITERS) -> Try:
    """An action on one record of the scene."""
    return Try(lambda scene, by: call(scene.records[record], scene, by), may)
