"""The worker: one thread runs queued tasks, one the reactions to the journal, one what calls on other machines.

Another gives the sign of life.

A task that was cut off by a crash is started again with the same arguments, so a task must go on where it stopped;
after three attempts it is given up, because it may be what kills the worker.
"""

import logging
import os
import signal
import socket
import threading
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, close_old_connections
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from penstock.common.stack_room import with_stack_room
from penstock.journal.reacting import Reacting
from penstock.live import heartbeat
from penstock.metrics.keeping import keep_fresh

log = logging.getLogger("penstock.worker")
ATTEMPTS = 3
IDLE_PAUSE = 0.5
LISTENING_PAUSE = 0.25
"""Between two looks at the journals' heads: what somebody did is reacted to well within two seconds."""


class Worker:
    """Runs until SIGTERM or SIGINT, then finishes the task in hand if it is short."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self.name = worker_name()

    def run(self) -> None:
        """The process's whole life."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self.stopping.set())
        take_up_cut_off_tasks(self.name)
        call_command("prune_db_task_results", verbosity=0)
        pulse = threading.Thread(target=self._beat, name="pulse", daemon=True)
        pulse.start()
        reacting = threading.Thread(target=self._react, name="reactions", daemon=True)
        reacting.start()
        threading.Thread(target=self._react, kwargs={"apart": True}, name="deliveries", daemon=True).start()
        threading.Thread(target=keep_fresh, args=(self.stopping,), name="columns", daemon=True).start()
        while not self.stopping.is_set():
            if not self._run_one():
                self.stopping.wait(IDLE_PAUSE)
        reacting.join(2 * heartbeat.EVERY)
        pulse.join(2 * heartbeat.EVERY)
        heartbeat.stop()

    def _run_one(self) -> bool:
        """Runs one queued task, if there is one; looks without a lock first."""
        close_old_connections()
        try:
            if not DBTaskResult.objects.ready().exists():
                return False
            one_task(self.name).run()
        except DatabaseError:
            log.exception("The queue cannot be read")
            return False
        return True

    @with_stack_room
    def _react(self, *, apart: bool = False) -> None:
        """Rounds of reactions beside the tasks, so that a long import holds none of them up."""
        reacting = Reacting(apart=apart)
        while not self.stopping.is_set():
            close_old_connections()
            try:
                busy = reacting.round()
            except DatabaseError:
                log.exception("The journal cannot be followed")
                busy = False
            if not busy:
                self.stopping.wait(LISTENING_PAUSE)

    def _beat(self) -> None:
        while not self.stopping.is_set():
            heartbeat.beat()
            self.stopping.wait(heartbeat.EVERY)


def worker_name() -> str:
    """The same for each worker of a data folder, of which there is one at a time."""
    return f"{socket.gethostname()[:40]}-{sha256(os.fsencode(settings.DATA)).hexdigest()[:12]}"


def one_task(name: str) -> Any:
    """django-tasks' own worker, told to run one task and return."""
    return db_worker.Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=name,
        excluded_queue_names=[],
    )


def take_up_cut_off_tasks(name: str) -> None:
    """Queues again what the last worker of this folder was doing when it was killed."""
    for task in DBTaskResult.objects.running():
        if task.worker_ids and task.worker_ids[-1] == name:
            _queue_again(task)


def _queue_again(task: "DBTaskResult[Any, Any]") -> None:
    if len(task.worker_ids) >= ATTEMPTS:
        task.set_failed(RuntimeError(f"The worker was killed {ATTEMPTS} times while it ran this task."))
        return
    task.status = TaskResultStatus.READY
    task.started_at = None
    task.save(update_fields=["status", "started_at"])
