"""The worker's sign of life: a file that it touches, which the web process and the supervisor look at."""

import time
from pathlib import Path

from django.conf import settings

EVERY = 5.0
FRESH_FOR = 30.0


def _path() -> Path:
    return settings.DATA / "worker.alive"


def beat() -> None:
    """Says: the worker is here."""
    _path().touch()


def stop() -> None:
    """Says: the worker went home on purpose."""
    _path().unlink(missing_ok=True)


def is_fresh() -> bool:
    """Whether the worker was here within the last half minute."""
    try:
        return time.time() - _path().stat().st_mtime < FRESH_FOR
    except FileNotFoundError:
        return False
