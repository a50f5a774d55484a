"""Errors that a person may see: each carries a sentence and, where it helps, the fields it is about."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


class Problem(Exception):
    """Something a person is told; ``fields`` maps a field name to a sentence of its own."""

    status = 400

    def __init__(self, message: str, *, fields: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.message = str(message)
        self.fields = fields or {}


class NotPermitted(Problem):
    """The actor may see the record but may not do this to it."""

    status = 403


class Refused(Problem):
    """The action is permitted but cannot be done as asked; nothing was changed."""

    status = 422


@dataclass(frozen=True)
class Missing:
    """One thing that is still wanted: by which rule, in a sentence, and where it is done.

    ``about`` is the key of what is wanted; ``box`` the name of the box that fills it in place, if there is one;
    ``why`` is what those who made the rule say about it.
    """

    rule: int
    kind: str
    about: str
    sentence: str
    why: str = ""
    url: str = ""
    box: str = ""

    def as_json(self) -> dict[str, Any]:
        """The same for a program."""
        return asdict(self)


class Unready(Refused):
    """What was asked lacks something; ``missing`` is all of it at once."""

    def __init__(self, message: str, missing: Sequence[Missing]) -> None:
        super().__init__(message, fields={one.box: one.sentence for one in missing if one.box})
        self.missing = tuple(missing)


class Conflict(Problem):
    """Somebody else was faster: the record is no longer as the actor saw it."""

    status = 409


class UnscopedRead(RuntimeError):
    """Code tried to read workspace records without saying for whom: a bug, so it fails closed."""
