"""What an event is: a frozen dataclass in the past tense with ids and amounts, never names or labels."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar

KINDS: dict[str, type["DomainEvent"]] = {}
"""Every kind of event by its name; docs/events.md and the timeline's templates are checked against it."""

COLUMNS = ("deal_id", "company_id", "contact_id")
PLAIN = frozenset({str, int, float, bool, type(None)})


@dataclass(frozen=True, kw_only=True)
class DomainEvent:
    """The parent of all events; a subclass names its ``kind`` as ``subject.verb``."""

    kind: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        KINDS[cls.kind] = cls

    @property
    def settles(self) -> bool:
        """Whether it may have changed what the workspace has settled: it hangs on no record."""
        told = self.__dict__
        return not any(told.get(name) for name in COLUMNS)

    def columns(self) -> dict[str, int | None]:
        """The ids that stand in columns of their own."""
        told = self.__dict__
        return {name: told.get(name) for name in COLUMNS}

    def data(self) -> dict[str, Any]:
        """The rest, as JSON can hold it; what is None is left out."""
        told = self.__dict__
        return {
            name: value if type(value) in PLAIN else as_json(value)
            for name in told_fields(self.kind)
            if (value := told[name]) is not None
        }


@cache
def told_fields(kind: str) -> tuple[str, ...]:
    """The fields of a kind of event that go into its data."""
    return tuple(f.name for f in fields(KINDS[kind]) if f.name not in COLUMNS)


def as_json(value: Any) -> Any:
    """Dates and moments in ISO form, amounts as text so that no cent is lost."""
    if type(value) in PLAIN:
        return value
    if isinstance(value, list | tuple):
        return [inner if type(inner) in PLAIN else as_json(inner) for inner in value]
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)
