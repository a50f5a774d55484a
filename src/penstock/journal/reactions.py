"""Reactions act on the world after commit: the worker runs each once per event, by a cursor, and never replays them.

A projection draws a picture and can be drawn anew; a reaction does something (adds a task, sends, calls) and must do
it once. So its cursor moves in the same transaction as what it does, and a rebuild never touches it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from penstock.journal.events import KINDS
from penstock.journal.models import Event
from penstock.journal.projections import matches
from penstock.workspaces.actor import Actor

React = Callable[[Actor, Event], None]
Wanted = Callable[[Actor], Q | None]
Sift = Callable[[Actor, list[Event]], list[Event]]
Look = Callable[[Actor], bool]


@dataclass(frozen=True)
class Reaction:
    """Does something about events of these kinds.

    ``wanted`` narrows them by what a workspace has set up, asked anew each round; None means nothing at all. ``sift``
    looks through a block of them once more, without a transaction for each: most events concern nobody.
    What an import wrote is passed over unless ``hears_imports``. A new reaction begins with what happens next; one that
    knows by itself what is too old for it ``begins_at_start``, so that nothing is lost while no worker runs.
    """

    name: str
    kinds: tuple[str, ...]
    react: React
    wanted: Wanted | None = None
    hears_imports: bool = False
    sift: Sift | None = None
    begins_at_start: bool = False

    def question(self, by: Actor) -> Q | None:
        """Which events it wants to hear of in this workspace now; None: of none."""
        chosen = Q() if self.wanted is None else self.wanted(by)
        if chosen is None:
            return None
        return chosen if self.hears_imports else chosen & ~Q(origin="import")

    def followed(self) -> list[str]:
        """The kinds of events by their full names."""
        return [kind for kind in KINDS if matches(kind, self.kinds)]


@dataclass(frozen=True)
class Recurring:
    """Looks whether time has brought something to do; answers whether there was something.

    What waits for somebody else's machine stands apart: it has a thread of its own and holds no reaction up.
    """

    name: str
    every: timedelta
    look: Look
    is_apart: bool = False


REACTIONS: dict[str, Reaction] = {}
RECURRING: dict[str, Recurring] = {}


def reaction(
    name: str,
    *kinds: str,
    wanted: Wanted | None = None,
    hears_imports: bool = False,
    sift: Sift | None = None,
    begins_at_start: bool = False,
) -> Callable[[React], React]:
    """Register what is done about events, in the order of their positions; a kind may end in ``.*``."""

    def register(react: React) -> React:
        REACTIONS[name] = Reaction(name, kinds, react, wanted, hears_imports, sift, begins_at_start)
        return react

    return register


def recurring(name: str, every: timedelta, *, apart: bool = False) -> Callable[[Look], Look]:
    """Register what the worker looks after as time goes by, in each workspace; it guards itself against doing twice."""

    def register(look: Look) -> Look:
        RECURRING[name] = Recurring(name, every, look, apart)
        return look

    return register
