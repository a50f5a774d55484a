"""Room on the stack: a loop of calls costs the same however deep it runs."""

import resource
from collections.abc import Callable

from penstock.common.stack_room import with_stack_room

CALLS = 1000
DEPTHS = range(400)


def _nothing() -> None:
    pass


def _pages_taken(depth: int) -> int:
    """How many pages of memory the system had to find while a loop made its calls, so many frames deep."""
    if depth:
        return _pages_taken(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _n in range(CALLS):
        _nothing()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def _worst(run: Callable[[int], int]) -> int:
    return max(run(depth) for depth in DEPTHS)


def test_no_depth_is_at_an_edge() -> None:
    assert _worst(with_stack_room(_pages_taken)) < CALLS / 2


def test_without_room_some_depth_is() -> None:
    """What the room is for: once a Python no longer does this, it can go."""
    assert _worst(_pages_taken) >= CALLS / 2


def test_it_answers_as_before() -> None:
    assert with_stack_room(divmod)(7, 2) == (3, 1)
