"""Keeps two servers, or a server and a restore, from using one data folder at the same time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path

import click


@contextmanager
def hold(data: Path) -> Iterator[None]:
    """Holds the folder while the block runs; ends the program with a sentence when somebody else does."""
    handle = _open(data)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.read(handle, 20).decode() or "?"
        os.close(handle)
        words = _("Penstock already runs on %(folder)s (process %(process)s). Stop it first.")
        raise click.ClickException(words % {"folder": data, "process": holder}) from None
    os.truncate(handle, 0)
    os.pwrite(handle, str(os.getpid()).encode(), 0)
    try:
        yield
    finally:
        os.close(handle)


def is_held(data: Path) -> bool:
    """Whether a server runs on this folder."""
    try:
        with hold(data):
            return False
    except click.ClickException:
        return True


def _open(data: Path) -> int:
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(data / "penstock.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        words = _("PENSTOCK_DATA cannot be used: %(folder)s (%(reason)s).")
        raise click.ClickException(words % {"folder": data, "reason": error.strerror}) from error
