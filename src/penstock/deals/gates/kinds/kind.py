"""What every kind of rule can do: say itself in words, ask for its parameters, and check facts against them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import Promise

from penstock.deals.gates.rules import Rule, Step
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor

if TYPE_CHECKING:
    from penstock.deals.gates.facts import Facts
    from penstock.deals.gates.names import Names

Params = Mapping[str, Any]
Words = str | Promise


@dataclass(frozen=True)
class Lack:
    """One thing that a rule finds missing; ``page`` names the address of the deal where it is done."""

    about: str
    sentence: str
    box: str = ""
    page: str = ""


@dataclass(frozen=True)
class Domain:
    """What a rule leaves possible of something: from ``low`` to ``high``, and of these only the ``names``."""

    low: Decimal | None = None
    high: Decimal | None = None
    names: frozenset[str] | None = None

    def narrowed(self, other: "Domain") -> "Domain":
        """What both leave possible."""
        low = max((one for one in (self.low, other.low) if one is not None), default=None)
        high = min((one for one in (self.high, other.high) if one is not None), default=None)
        named = [one for one in (self.names, other.names) if one is not None]
        return Domain(low, high, frozenset.intersection(*named) if named else None)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left."""
        crossed = self.low is not None and self.high is not None and self.low > self.high
        return crossed or (self.names is not None and not self.names)


class Kind:
    """The parent of all kinds. A kind without ``passing`` asks nothing of deals that jump over its stage."""

    key = ""
    label: Words = ""
    passing = True
    sides: tuple[str, ...] = ("entry", "exit")

    def needs(self, params: Params) -> set[str]:
        """The sorts of facts that it asks about, as ``facts.LOADERS`` names them."""
        return set()

    def words(self, params: Params, names: "Names") -> str:
        """What it asks, in a sentence that a head of sales reads."""
        raise NotImplementedError

    def boxes(self, by: Actor, stage: Stage) -> dict[str, forms.Field]:
        """The boxes in which its parameters are written."""
        return {}

    def initial(self, params: Params) -> dict[str, Any]:
        """The parameters as its boxes show them."""
        return dict(params)

    def params(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """What was written as it is kept; raises Refused where it says nothing or contradicts itself."""
        return cleaned

    def refers(self, params: Params) -> Iterator[tuple[str, Any]]:
        """What else it names: ("field", "custom.budget"), ("stage", 7), ("role", "rep"), ("purpose", 3)."""
        return iter(())

    def check(self, rule: Rule, facts: "Facts", step: Step) -> Iterator[Lack]:
        """What is missing, if anything."""
        raise NotImplementedError

    def bounds(self, params: Params) -> dict[str, Domain]:
        """What it leaves possible, by what it is about; rules that leave nothing together contradict each other."""
        return {}

    def forbids(self, rule: Rule, step: Step) -> bool:
        """Whether no deal at all can take this step."""
        return False
