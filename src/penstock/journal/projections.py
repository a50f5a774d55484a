"""Projections follow the journal inside the same transaction and can be drawn anew at any time."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from penstock.common.models import WorkspaceRecord
from penstock.journal.models import Event
from penstock.workspaces.actor import Actor

Follower = Callable[[Actor, list[Event]], None]


@dataclass(frozen=True)
class Projection:
    """Keeps a picture of the records true; ``rebuild`` draws it anew from records and journal.

    ``tables`` are where the picture is kept; they hold nothing that a rebuild would not bring back.
    """

    name: str
    kinds: tuple[str, ...]
    keep: Follower
    rebuild: Callable[[Actor], None]
    tables: tuple[type[WorkspaceRecord], ...]

    def picture(self, by: Actor) -> list[list[tuple[object, ...]]]:
        """Everything the tables hold for the workspace, without ids and in an order of its own, to be compared."""
        return [sorted(_rows(table, by), key=repr) for table in self.tables]


PROJECTIONS: dict[str, Projection] = {}


def projection(
    name: str, *kinds: str, rebuild: Callable[[Actor], None], tables: tuple[type[WorkspaceRecord], ...] = ()
) -> Callable[[Follower], Follower]:
    """Register what keeps a projection; a kind may end in ``.*`` to mean all of a subject's events."""

    def register(keep: Follower) -> Follower:
        PROJECTIONS[name] = Projection(name, kinds, keep, rebuild, tables)
        return keep

    return register


def project(by: Actor, rows: list[Event]) -> None:
    """Keep every projection that follows these events, inside the caller's transaction."""
    kinds = {row.kind for row in rows}
    for follower in PROJECTIONS.values():
        followed = {kind for kind in kinds if matches(kind, follower.kinds)}
        if followed:
            follower.keep(by, rows if followed == kinds else [row for row in rows if row.kind in followed])


def rebuild_all(by: Actor) -> None:
    """Draw every projection of a workspace anew, as after an import of many records."""
    for follower in PROJECTIONS.values():
        follower.rebuild(by)


def _rows(table: type[WorkspaceRecord], by: Actor) -> list[tuple[object, ...]]:
    names = [field.attname for field in table._meta.concrete_fields if field.name != "id"]
    return list(table.objects.on(by.workspace).values_list(*names))


@lru_cache(maxsize=4096)
def matches(kind: str, patterns: tuple[str, ...]) -> bool:
    """Whether a kind of event is among those followed."""
    return any(kind == pattern or (pattern.endswith(".*") and kind.startswith(pattern[:-1])) for pattern in patterns)
