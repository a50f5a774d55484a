"""The action: the only kind of code that writes domain records, one transaction each, always in somebody's name."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.db import transaction

F = TypeVar("F", bound=Callable[..., Any])

REGISTRY: dict[str, Callable[..., Any]] = {}
"""Every action by ``app.verb_noun``; the matrix test tries each of them as each role."""


def action(function: F) -> F:
    """Run the verb in one transaction and insist on ``by``; the name goes into the registry."""

    @wraps(function)
    def run(*args: Any, by: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return function(*args, by=by, **kwargs)

    REGISTRY[f"{function.__module__.split('.')[1]}.{function.__name__}"] = run
    return run  # type: ignore[return-value]
