"""Keeps two servers, or a server and a restore, from using one data folder at the same time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click


@contextmanager
def hold(data: Path) -> Iterator[None]:
    """Holds the folder while the block runs; ends the program with a sentence when somebody else does."""
    handle = _open(data)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.read(handle, 20).decode() or "another"
        os.close(handle)
        raise click.ClickException(f"Penstock already runs on {data} (process {holder}). Stop it first.") from None
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
        raise click.ClickException(f"PENSTOCK_DATA cannot be used: {data} ({error.strerror}).") from error
