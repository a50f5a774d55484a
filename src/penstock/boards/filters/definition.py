"""What a filter is: a key in the address bar, a label, an input, and the question it puts to deals."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import Promise

from penstock.workspaces.actor import Actor

Words = str | Promise


@dataclass(frozen=True)
class Option:
    """One of the values that can be chosen."""

    value: str
    label: Words
    is_chosen: bool = False


@dataclass(frozen=True)
class Condition:
    """A filter as somebody asked for it: what a chip says, and the question to the database."""

    filter: "Filter"
    words: str
    question: Q
    values: tuple[str, ...] = ()
    look_up: Callable[[], Q] | None = None
    """The same question for whoever goes through all deals, answered out of an index; it costs a query of its own."""

    @cached_property
    def found(self) -> Q:
        """The question for whoever goes through all deals."""
        return self.look_up() if self.look_up else self.question


@dataclass(frozen=True)
class Filter(ABC):
    """One filter; ``is_kept`` says that the running totals of the stages can answer it too."""

    key: str
    label: Words
    is_kept: bool = False

    widget: ClassVar[str]

    @property
    def names(self) -> Sequence[str]:
        """The keys it reads in the address bar."""
        return (self.key,)

    def asked(self, params: QueryDict) -> list[str]:
        """What was asked for, in the order of ``names``, without empty values."""
        return [value.strip() for name in self.names for value in params.getlist(name) if value.strip()]

    def is_for(self, by: Actor) -> bool:
        """Whether the actor may ask it at all; it is offered to nobody else."""
        return True

    @abstractmethod
    def read(self, params: QueryDict, by: Actor) -> Condition:
        """The condition that was asked for; raises Refused with a sentence where a value cannot be meant.

        Raises NotPermitted to whom it is not for.
        """

    def put(self, params: QueryDict, by: Actor) -> Q:
        """The question alone, of what was checked when it was kept; raises Refused where a value is gone."""
        return self.read(params, by).question

    def inputs(self, params: QueryDict, by: Actor) -> dict[str, Any]:
        """What the widget's template needs beside the filter: the value as it stands, or the options."""
        return {"values": [params.get(name, "") for name in self.names]}
