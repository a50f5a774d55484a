"""Keeps child processes running: starts them, restarts the dead with growing pauses, and stops them all cleanly.

A child's standard input is a pipe that nobody writes to: when this process dies, however it dies, the pipe closes and
the child goes too (see lifeline.py).
"""

import os
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from gettext import gettext as _

import click

LONGEST_PAUSE = 30.0
SETTLED_AFTER = 60.0
PATIENCE = 10.0
# glibc gives every thread a heap of its own, which a pool of threads pays for in tens of megabytes.
LEAN = {"MALLOC_ARENA_MAX": "2"}


@dataclass
class Child:
    """One process that must run; ``pause`` doubles each time it dies young."""

    name: str
    arguments: tuple[str, ...]
    listener: socket.socket | None = None
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 0.5
    due: float = field(default=0.0)

    def start(self) -> None:
        """Starts it in a session of its own, so that Ctrl-C reaches only the supervisor."""
        handles = (self.listener.fileno(),) if self.listener else ()
        arguments = [*self.arguments, *(["--fd", str(handles[0])] if handles else [])]
        self.process = subprocess.Popen(
            arguments, stdin=subprocess.PIPE, pass_fds=handles, start_new_session=True, env=os.environ | LEAN
        )
        self.started = time.monotonic()

    def revive(self) -> None:
        """Starts it when it is due; notes when it has died."""
        now = time.monotonic()
        if self.process is None and now >= self.due:
            self.start()
        elif self.process is not None and self.process.poll() is not None:
            self._bury(now)

    def stop(self) -> None:
        """Asks it to end."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def join(self, deadline: float) -> None:
        """Waits for its end, and forces it after the deadline."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _bury(self, now: float) -> None:
        code = self.process.returncode if self.process else 0
        if now - self.started > SETTLED_AFTER:
            self.pause = 0.5
        words = _("The process “%(name)s” ended (code %(code)s); it starts again in %(pause)s s.")
        click.echo(words % {"name": self.name, "code": code, "pause": f"{self.pause:g}"}, err=True)
        self.process, self.due = None, now + self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)


def supervise(children: list[Child], address: str, ready: Callable[[], None]) -> int:
    """Runs until SIGINT or SIGTERM; calls ``ready`` once when the address answers; returns the exit code."""
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # Under nohup it goes on when its terminal closes; from a script's background it can still be interrupted.
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, lambda *_: stopping.set())
    announced = False
    while not stopping.is_set():
        for child in children:
            child.revive()
        if not announced and _answers(address):
            announced = True
            ready()
        stopping.wait(0.1 if not announced else 0.5)
    _stop(children)
    return 0


def _stop(children: list[Child]) -> None:
    for child in children:
        child.stop()
    deadline = time.monotonic() + PATIENCE
    for child in children:
        child.join(deadline)


def _answers(address: str) -> bool:
    """Whether web, worker and database are all well by now."""
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=1.0) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
