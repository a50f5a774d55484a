"""What each route is about and who may use it. A route that is missing here fails the matrix test.

``Owned(record)`` hangs on a record of the rep: the rep, the manager and the owner read and write it, the viewer reads
it, the colleague and the stranger see nothing there. ``Admin(record)`` is for the administrator. ``Everybody`` is a
page of one's own: what is shown on it is tested elsewhere. ``Public`` needs no sign-in.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.matrix.scene import Scene

ALL = frozenset({"rep", "manager", "colleague", "viewer", "owner", "stranger"})
WRITERS = frozenset({"rep", "manager", "owner"})
Data = Callable[[Scene], dict[str, Any]]


def _nothing(_scene: Scene) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Route:
    """``args`` builds the address; ``data`` is what a POST sends; who is in neither set is refused or finds nothing."""

    readers: frozenset[str]
    writers: frozenset[str]
    args: Callable[[Scene], dict[str, Any]] = _nothing
    data: Data = _nothing
    hides: frozenset[str] = field(default=frozenset())
    query: Callable[[Scene], str] = lambda _scene: ""


def owned(record: str, data: Data = _nothing, reads: bool = True, **more: Callable[[Scene], Any]) -> Route:
    """About a record of the rep; with ``reads`` False even opening its form is for those who may write."""
    readers = WRITERS | ({"viewer"} if reads else set())
    return Route(readers, WRITERS, _args(record, more), data, frozenset({"colleague", "stranger"}))


def admin(record: str = "", data: Data = _nothing, **more: Callable[[Scene], Any]) -> Route:
    """A setting: the administrator's; the stranger is an administrator elsewhere and does not even find our records."""
    mine = frozenset({"owner"})
    if record:
        return Route(mine, mine, _args(record, more), data, frozenset({"stranger"}))
    return Route(mine | {"stranger"}, mine | {"stranger"}, _args("", more), data)


def listed(data: Data = _nothing, **more: Callable[[Scene], Any]) -> Route:
    """A list of settings: everybody sees what there is, the administrator changes it."""
    return Route(ALL, frozenset({"owner", "stranger"}), _args("", more), data)


def everybody(data: Data = _nothing, writers: frozenset[str] = ALL, **more: Callable[[Scene], Any]) -> Route:
    """A page of one's own workspace."""
    return Route(ALL, writers, _args("", more), data)


def public(**more: Callable[[Scene], Any]) -> Route:
    """Open to those who are not signed in."""
    return Route(ALL, ALL, _args("", more))


def _args(record: str, more: dict[str, Callable[[Scene], Any]]) -> Callable[[Scene], dict[str, Any]]:
    def build(scene: Scene) -> dict[str, Any]:
        named = {name: value(scene) for name, value in more.items()}
        return ({"pk": scene.pk(record)} if record else {}) | named

    return build
