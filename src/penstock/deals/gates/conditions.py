"""For which deals a rule is: conditions in the language of saved views, as data.

The language stands above the deals (it asks about next steps, stuck deals, playbooks), so it is told here once, when
the app that speaks it is loaded. Nobody is asked where no rule has conditions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db import transaction
from django.db.models import Q, Value

from penstock.common.among import among
from penstock.common.errors import Refused
from penstock.deals.gates.facts import Facts
from penstock.deals.gates.names import Names
from penstock.deals.models import Deal
from penstock.workspaces.actor import Actor

IN_FORM = "if."
"""The boxes of conditions are called so in the form of a rule, whose own boxes may have the same names."""


@dataclass(frozen=True)
class Builder:
    """What a form shows to build conditions: boxes with a template each, and saved views to take over."""

    boxes: Sequence[dict[str, Any]]
    views: Sequence[tuple[int, str]] = ()
    is_used: bool = False


class Language(Protocol):
    """Who understands conditions. All of it is asked in the name of the workspace, never of whoever moves a deal."""

    def question(self, text: str, by: Actor, /) -> Q:
        """What is asked of deals; raises Refused where the text cannot be meant any more."""

    def told(self, text: str, by: Actor, /) -> list[str]:
        """The conditions in words."""

    def gone(self, text: str, by: Actor, /) -> str:
        """The name of the first thing that they ask about and is no longer there."""

    def checked(self, text: str, by: Actor, /) -> str:
        """The text as it is kept; raises Refused with a sentence where it means nothing, or not the same to all."""

    def sent(self, params: Any, prefix: str, /) -> str:
        """The text out of a form whose boxes begin with the prefix."""

    def builder(self, text: str, prefix: str, by: Actor, /) -> Builder:
        """The boxes for a form, filled from the text."""

    def of_view(self, pk: int, by: Actor, /) -> str:
        """The conditions of a saved view that the actor may see; empty where there is none."""


@dataclass
class _Spoken:
    language: Language | None = field(default=None)


_SPOKEN = _Spoken()


def speak(language: Language) -> None:
    """Say in which language conditions are written; there is one."""
    _SPOKEN.language = language


def language() -> Language:
    """The language of conditions."""
    if _SPOKEN.language is None:
        raise RuntimeError("no app speaks the language of conditions")
    return _SPOKEN.language


def reader(by: Actor) -> Actor:
    """In whose name conditions are read: a rule means the same whoever moves the deal."""
    return Actor.system(by.workspace)


def tell_fitting(known: Iterable[Facts], texts: Iterable[str], by: Actor) -> None:
    """Write down which conditions each deal in the database fits, in one query for all of them.

    What cannot be read fits nobody and everybody is told: the rule is held.
    """
    wanted = sorted({text for text in texts if text})
    if not wanted:
        return
    facts = {one.deal.pk: one for one in known}
    questions = _questions(wanted, facts, by)
    for number, pk in _rows(questions, list(facts), by) if facts else ():
        facts[pk].fits.add(wanted[number])


def _questions(wanted: list[str], facts: Mapping[Any, Facts], by: Actor) -> dict[int, Q]:
    found, asker = {}, reader(by)
    for number, text in enumerate(wanted):
        try:
            found[number] = language().question(text, asker)
        except Refused:
            for one in facts.values():
                one.unread.add(text)
    return found


def _rows(questions: dict[int, Q], ids: list[int], by: Actor) -> Iterable[tuple[int, int]]:
    """Pairs of a question's number and a deal that fits: the very question of a view, narrowed to these deals."""
    deals = Deal.objects.on(by.workspace).filter(pk__in=among(ids) if len(ids) > 1 else ids).order_by()
    parts = [
        deals.filter(question).annotate(number=Value(number)).values_list("number", "pk").distinct()
        for number, question in questions.items()
    ]
    return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0] if parts else ()


def conditions_of(deal: Deal, texts: Iterable[str], by: Actor) -> set[str]:
    """Those of the conditions that a deal in the database fits; what nobody can read any more is among them."""
    facts = Facts(deal, Names(by))
    tell_fitting([facts], texts, by)
    return facts.fits | facts.unread | {""}


class _TakenBack(Exception):
    """Raised to take trial rows back."""


def tell_fitting_newcomers(known: Sequence[Facts], texts: Iterable[str], by: Actor) -> None:
    """The same for deals that are not in the database yet: written for a moment, asked about, and taken back."""
    wanted = {text for text in texts if text}
    if not wanted:
        return
    before = [dict(one.deal.__dict__) for one in known]
    states = [(one.deal._state.adding, one.deal._state.db) for one in known]
    try:
        with transaction.atomic():
            Deal.objects.insert([one.deal for one in known])
            tell_fitting(known, wanted, by)
            raise _TakenBack
    except _TakenBack:
        for one, values, state in zip(known, before, states, strict=True):
            one.deal.__dict__.clear()
            one.deal.__dict__.update(values)
            one.deal._state.adding, one.deal._state.db = state
