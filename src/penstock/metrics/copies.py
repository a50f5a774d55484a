"""Keeps a copy per workspace in this process, caught up with the journal whenever it is asked."""

import atexit
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from shutil import copyfile

from penstock.metrics import following
from penstock.metrics.columnar import Copy, Engine, sweep
from penstock.metrics.keeping import Base, NotReady, columnar_folder, start_drawing
from penstock.workspaces.models import Workspace

KEPT = 8
"""So many workspaces have a copy at a time; the one longest unused goes first."""


Key = tuple[int, date | None]
"""A workspace, and the day on which one asks what was known; None: now."""


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
        self._held: OrderedDict[Key, _Held] = OrderedDict()
        self._given_up: list[_Held] = []
        self._lock = threading.Lock()
        self._numbers = count(1)
        sweep(folder)

    @contextmanager
    def caught_up(self, workspace: Workspace, known_on: date | None = None) -> Iterator[Copy]:
        """The workspace's copy with everything in it that was committed before this call; raises NotReady.

        With ``known_on`` it holds what was known when that day ended.
        """
        held = self._hold(workspace, known_on)
        try:
            with held.lock:
                self._catch_up(held, workspace, known_on)
            yield held.copy
        finally:
            with self._lock:
                held.asking -= 1
                self._let_go()

    def close(self) -> None:
        """Let go of all copies and remove their files."""
        with self._lock:
            for held in (*self._held.values(), *self._given_up):
                held.copy.close()
            self._held.clear()
            self._given_up.clear()
            self.engine.close()

    def _catch_up(self, held: _Held, workspace: Workspace, known_on: date | None) -> None:
        """Follow, or draw a small copy at once; a large one that is too far behind gives way to one drawn elsewhere."""
        if following.follow(held.copy, workspace, self.engine.folder, known_on):
            return
        if Base.of(workspace, self.engine.folder, known_on).is_worth_it:
            self._give_up((workspace.pk, known_on), held)
            raise NotReady(start_drawing(workspace, self.engine.folder, known_on))
        following.draw(held.copy, workspace, self.engine.folder, known_on=known_on)

    def _hold(self, workspace: Workspace, known_on: date | None) -> _Held:
        key = (workspace.pk, known_on)
        with self._lock:
            held = self._held.get(key)
            if held is None:
                held = self._held[key] = _Held(self._open(workspace, known_on))
            held.asking += 1
            self._held.move_to_end(key)
            idle = [one for one, copy in self._held.items() if not copy.asking]
            for one in idle[: max(len(self._held) - KEPT, 0)]:
                self._held.pop(one).copy.close()
            return held

    def _give_up(self, key: Key, held: _Held) -> None:
        with self._lock:
            if self._held.get(key) is held:
                self._given_up.append(self._held.pop(key))

    def _let_go(self) -> None:
        """Close what was given up and nobody asks any more."""
        for held in [one for one in self._given_up if not one.asking]:
            self._given_up.remove(held)
            held.copy.close()

    def _open(self, workspace: Workspace, known_on: date | None) -> Copy:
        base = Base.of(workspace, self.engine.folder, known_on)
        if base.is_worth_it and (base.drawn is not None or not base.path.exists()):
            raise NotReady(start_drawing(workspace, self.engine.folder, known_on))
        return self._new(workspace, base.path)

    def _new(self, workspace: Workspace, like: Path | None = None) -> Copy:
        """A new copy: the same as another, or empty."""
        name = f"copy_{workspace.pk}_{next(self._numbers)}"
        path = self.engine.folder / f"{self.engine.pid}-{name}.duckdb"
        path.unlink(missing_ok=True)
        if like and like.exists():
            copyfile(like, path)
        return Copy(self.engine, path, name)


_copies: Copies | None = None
_opening = threading.Lock()
_here = threading.local()


@contextmanager
def caught_up(workspace: Workspace, known_on: date | None = None) -> Iterator[Copy]:
    """The workspace's copy in this process, with everything in it that was committed before, or known on a day."""
    reading: Copy | None = getattr(_here, "copies", {}).get((workspace.pk, known_on))
    if reading is not None:
        yield reading
        return
    with _process_copies().caught_up(workspace, known_on) as copy:
        yield copy


@contextmanager
def one_reading(workspace: Workspace, known_on: date | None = None) -> Iterator[None]:
    """Let all questions of the block have the same moment: the copy catches up once, and the figures fit together."""
    with caught_up(workspace, known_on) as copy:
        before = getattr(_here, "copies", {})
        _here.copies = {**before, (workspace.pk, known_on): copy}
        try:
            yield
        finally:
            _here.copies = before


def _process_copies() -> Copies:
    global _copies
    with _opening:
        if _copies is None:
            _copies = Copies(columnar_folder())
            atexit.register(_copies.close)
        return _copies
