"""Room on Python's stack for all that is called from here, so that no loop calls across the edge of a piece of it.

Python keeps the frames of a thread in pieces of 16 KB. A loop that runs just below the edge of a piece takes a new one
from the system for every call it makes and gives it back at every return: 10 µs instead of 0.03. How deep a page is
drawn decides where the edge falls, and the board lost a third of its time there. A frame that says it needs much is
given a piece with as much room again behind it.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

SLOTS = 16_000
"""Of eight bytes, none of which is touched: the piece is twice as large, for several hundred frames."""


def with_stack_room(function: Callable[P, R]) -> Callable[P, R]:
    """The same function, with room for all that it calls; also a middleware, for it takes what answers requests."""

    def roomy(*args: P.args, **kwargs: P.kwargs) -> R:
        return function(*args, **kwargs)

    roomy.__code__ = roomy.__code__.replace(co_stacksize=SLOTS)
    return roomy
