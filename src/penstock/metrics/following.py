"""Keeps a copy per workspace in this process, and lets it catch up with the journal before it answers."""

import atexit
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from shutil import copyfile
from typing import NamedTuple

from django.conf import settings

from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.metrics.columnar import Copy, Engine, Mark, sweep
from penstock.metrics.feeding import DatabaseFeed
from penstock.workspaces.models import Workspace

KEPT = 8
"""So many workspaces have a copy at a time; the one longest unused goes first."""

FAR = 20_000
"""So many events behind, drawing everything anew is quicker than following."""

DEALS_ALONE = ("deal.", "activity.", "contact.", "company.", "note.", "file.")
"""Events of these subjects change no name of a person, team, stage, source, product or rate."""


RESTAGED = ("stage.changed", "stage.merged")
"""Events of a stage that begin spans of its deals without an event of each deal."""


class News(NamedTuple):
    """What happened since a mark; ``known`` is whether the mark's own event is still what it was."""

    known: bool
    mark: Mark
    deal_ids: list[int]
    company_ids: list[int]
    names: bool


@dataclass
class _Held:
    """A copy with its lock and how many are asking it."""

    copy: Copy
    lock: threading.Lock = field(default_factory=threading.Lock)
    asking: int = 0


class Copies:
    """The copies of this process, in files of a folder."""

    def __init__(self, folder: Path) -> None:
        self.engine = Engine(folder)
        self._held: OrderedDict[int, _Held] = OrderedDict()
        self._lock = threading.Lock()
        self._numbers = count(1)
        sweep(folder)

    @contextmanager
    def caught_up(self, workspace: Workspace) -> Iterator[Copy]:
        """The workspace's copy with everything in it that was committed before this call."""
        held = self._hold(workspace)
        try:
            with held.lock:
                catch_up(held.copy, workspace, self._base(workspace))
            yield held.copy
        finally:
            with self._lock:
                held.asking -= 1

    def close(self) -> None:
        """Let go of all copies and remove their files."""
        with self._lock:
            for held in self._held.values():
                held.copy.close()
            self._held.clear()
            self.engine.close()

    def _hold(self, workspace: Workspace) -> _Held:
        with self._lock:
            held = self._held.get(workspace.pk)
            if held is None:
                held = self._held[workspace.pk] = _Held(self._open(workspace))
            held.asking += 1
            self._held.move_to_end(workspace.pk)
            idle = [key for key, one in self._held.items() if not one.asking]
            for key in idle[: max(len(self._held) - KEPT, 0)]:
                self._held.pop(key).copy.close()
            return held

    def _open(self, workspace: Workspace) -> Copy:
        name = f"copy_{workspace.pk}_{next(self._numbers)}"
        path = self.engine.folder / f"{self.engine.pid}-{name}.duckdb"
        path.unlink(missing_ok=True)
        if self._base(workspace).exists():
            copyfile(self._base(workspace), path)
        return Copy(self.engine, path, name)

    def _base(self, workspace: Workspace) -> Path:
        return self.engine.folder / f"workspace-{workspace.pk}.base"


def catch_up(copy: Copy, workspace: Workspace, base: Path) -> None:
    """Bring a copy to the journal's head: follow what happened since, or draw it anew where that cannot be told."""
    news = _news(workspace, copy.mark) if copy.mark and copy.zone == workspace.time_zone else None
    feed = DatabaseFeed(workspace, base.parent)
    if news is None or not news.known:
        copy.draw(feed, _newest(workspace))
        if copy.is_large:
            copy.save_as(base)
    elif news.mark != copy.mark:
        copy.follow(feed, news.deal_ids, news.company_ids, news.mark, names=news.names)


def _news(workspace: Workspace, mark: Mark) -> News:
    """What the journal says after the mark; the mark's own event comes first and must be the one we know."""
    rows = Event.objects.on(workspace).filter(position__gte=max(mark.position, 1)).order_by("position")
    told = list(rows.values_list("position", "recorded_at", "kind", "deal_id", "company_id")[: FAR + 1])
    deal_ids = {row[3] for row in told if row[3] is not None}
    deal_ids |= _restaged(workspace, [row[0] for row in told if row[2] in RESTAGED and row[0] > mark.position])
    known = max(len(told), len(deal_ids)) <= FAR
    if mark.position:
        known &= bool(told) and Mark(told[0][0], str(told[0][1])) == mark
        del told[:1]
    return News(
        known,
        Mark(told[-1][0], str(told[-1][1])) if told else mark,
        sorted(deal_ids),
        sorted({row[4] for row in told if row[4] is not None and row[2].startswith("company.")}),
        not all(row[2].startswith(DEALS_ALONE) for row in told),
    )


def _restaged(workspace: Workspace, positions: list[int]) -> set[int]:
    """The deals in stages that such events were about; those that left since have events of their own."""
    if not positions:
        return set()
    told = Event.objects.on(workspace).filter(position__in=positions).values_list("data", flat=True)
    stages = {data.get("into_stage_id", data["stage_id"]) for data in told}
    return set(Deal.objects.on(workspace).filter(stage_id__in=stages).values_list("pk", flat=True))


def _newest(workspace: Workspace) -> Mark:
    rows = Event.objects.on(workspace).order_by("-position").values_list("position", "recorded_at")
    newest = rows.first()
    return Mark(newest[0], str(newest[1])) if newest else Mark()


_copies: Copies | None = None
_opening = threading.Lock()


@contextmanager
def caught_up(workspace: Workspace) -> Iterator[Copy]:
    """The workspace's copy in this process, with everything in it that was committed before."""
    with _process_copies().caught_up(workspace) as copy:
        yield copy


def _process_copies() -> Copies:
    global _copies
    with _opening:
        if _copies is None:
            _copies = Copies(Path(settings.DATA) / "columnar")
            atexit.register(_copies.close)
        return _copies
