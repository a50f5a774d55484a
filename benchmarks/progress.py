"""Says on standard error how far a long run is; the table goes to standard output."""

import sys


def said(what: str) -> None:
    """A line of progress."""
    print(what, file=sys.stderr, flush=True)
