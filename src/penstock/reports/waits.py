"""How long something takes of which some is not over: the middle of it, with nobody left out who still waits."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Wait:
    """So long until it came, or so long already where it has not."""

    length: int
    is_over: bool


def median_wait(waits: Sequence[Wait]) -> int | None:
    """The length after which it has come for half of them; None where that cannot be said yet.

    E. L. Kaplan and P. Meier, "Nonparametric Estimation from Incomplete Observations", Journal of the American
    Statistical Association 53 (1958). Who still waits counts for as long as they have waited.
    """
    waiting = 1.0
    for length in sorted({wait.length for wait in waits if wait.is_over}):
        at_risk = sum(wait.length >= length for wait in waits)
        came = sum(wait.is_over for wait in waits if wait.length == length)
        waiting *= 1 - came / at_risk
        if waiting <= 0.5 + 1e-9:
            return length
    return None
