"""Looks at the journals' heads a few times a second, once for all open streams of this process."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import DatabaseError, close_old_connections

from penstock.live.changes import heads

EVERY = 0.4
T = TypeVar("T")


class Watch:
    """Wakes the streams of a workspace when its journal has grown; sleeps while nobody listens."""

    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(2, thread_name_prefix="live")
        self.heads: dict[int, int] = {}
        self.waiting: dict[int, set[asyncio.Event]] = {}
        self.task: asyncio.Task[None] | None = None
        self.closing = False

    def close(self) -> None:
        """Ends every stream, so that a server that is told to stop has nobody to wait for."""
        self.closing = True
        for bells in self.waiting.values():
            for bell in bells:
                bell.set()

    async def run(self, function: Callable[..., T], *arguments: Any) -> T:
        """Calls something that reads the database, on a thread that keeps its connection."""
        return await asyncio.get_running_loop().run_in_executor(self.pool, _tidily, function, *arguments)

    @contextmanager
    def listening(self, workspace_id: int) -> Iterator[asyncio.Event]:
        """An event that is set whenever the workspace's journal has grown."""
        bell = asyncio.Event()
        self.waiting.setdefault(workspace_id, set()).add(bell)
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self._look())
        try:
            yield bell
        finally:
            self.waiting[workspace_id].discard(bell)

    @property
    def count(self) -> int:
        """How many streams are open."""
        return sum(len(bells) for bells in self.waiting.values())

    async def _look(self) -> None:
        while self.count:
            with contextlib.suppress(DatabaseError):
                self._ring(await self.run(heads))
            await asyncio.sleep(EVERY)

    def _ring(self, now: dict[int, int]) -> None:
        for workspace_id, head in now.items():
            if head != self.heads.get(workspace_id):
                for bell in self.waiting.get(workspace_id, ()):
                    bell.set()
        self.heads = now


def _tidily(function: Callable[..., T], *arguments: Any) -> T:
    close_old_connections()
    try:
        return function(*arguments)
    finally:
        close_old_connections()
