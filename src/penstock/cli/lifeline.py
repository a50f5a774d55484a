"""Ends a child process when its supervisor is gone."""

import os
import signal
import sys
import threading


def follow_parent() -> None:
    """Sends this process SIGTERM when its standard input, the supervisor's pipe, closes."""
    threading.Thread(target=_wait, name="lifeline", daemon=True).start()


def _wait() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
