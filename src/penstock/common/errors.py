"""Errors that a person may see: each carries a sentence and, where it helps, the fields it is about."""


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


class Conflict(Problem):
    """Somebody else was faster: the record is no longer as the actor saw it."""

    status = 409


class UnscopedRead(RuntimeError):
    """Code tried to read workspace records without saying for whom: a bug, so it fails closed."""
