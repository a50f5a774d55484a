"""What cards are coloured by and laid out in lanes by: how a deal shows it, how a lane is called and how it is set."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.boards.totals import AGES, age_group_of
from penstock.common.errors import Refused
from penstock.deals.actions import assign_deal, change_deal
from penstock.deals.models import Deal, DealType, ForecastCategory
from penstock.journal.models import Event
from penstock.pipelines.models import Source
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

NONE = "none"
"""The lane of the deals that have no owner, source, type or forecast category."""

OLDEST = len(AGES) + 1


@dataclass(frozen=True)
class Trait:
    """A fact of a deal that makes groups.

    ``group`` names it in the totals, ``of`` reads it from a deal, ``lane`` is the expression a query compares, with
    ``nothing`` for none. ``names`` gives lanes their words, the empty ones among them; ``put`` sets the fact.
    """

    key: str
    label: Any
    group: str
    of: Callable[[Deal, datetime], Any]
    lane: Callable[[datetime], Any]
    nothing: Any
    none: Any
    names: Callable[[Actor, Iterable[Any]], dict[Any, str]]
    put: Callable[[Deal, str, Actor], Event | None]
    changes: bool = True

    def key_of(self, deal: Deal, at: datetime) -> str:
        """The lane that a deal is in."""
        return lane_key(self.of(deal, at))


def lane_key(value: Any) -> str:
    """A lane as addresses and pages name it."""
    return NONE if value in (None, "") else str(value)


def age_group(deal: Deal, at: datetime) -> int:
    """1 for a young deal to 5 for a very old one."""
    days = deal.age_days(at)
    return next((group for group, end in enumerate(AGES, start=1) if days < end), OLDEST)


def _owners(by: Actor, held: Iterable[Any]) -> dict[Any, str]:
    """The people who have deals here, by name; others would only be empty lanes."""
    found = Person.objects.of(by).filter(pk__in=[pk for pk in held if pk]).order_by("name", "pk")
    return dict(found.values_list("pk", "name"))


def _sources(by: Actor, held: Iterable[Any]) -> dict[Any, str]:
    """The sources in use, and retired ones that still have deals here."""
    held = set(held)
    found = Source.objects.of(by).order_by("name", "pk")
    return {source.pk: source.name for source in found if source.retired_at is None or source.pk in held}


def _types(_by: Actor, _held: Iterable[Any]) -> dict[Any, str]:
    return {str(value): str(label) for value, label in DealType.choices}


def _categories(_by: Actor, _held: Iterable[Any]) -> dict[Any, str]:
    """From the surest to what is omitted."""
    return {str(value): str(label) for value, label in ForecastCategory.choices}


def _ages(_by: Actor, _held: Iterable[Any]) -> dict[Any, str]:
    """Younger than a week, a month …"""
    names: dict[Any, str] = {
        group: _("younger than %(days)s days") % {"days": end} for group, end in enumerate(AGES, start=1)
    }
    return {**names, OLDEST: _("%(days)s days and older") % {"days": AGES[-1]}}


def _put_owner(deal: Deal, key: str, by: Actor) -> Event | None:
    return assign_deal(deal, _chosen(Person, key, by), by=by)


def _put_source(deal: Deal, key: str, by: Actor) -> Event | None:
    return change_deal(deal, source=_chosen(Source, key, by), by=by)


def _put_type(deal: Deal, key: str, by: Actor) -> Event | None:
    return change_deal(deal, type="" if key == NONE else key, by=by)


def _put_category(deal: Deal, key: str, by: Actor) -> Event | None:
    return change_deal(deal, forecast_category="" if key == NONE else key, by=by)


def _put_age(_deal: Deal, _key: str, _by: Actor) -> Event | None:
    raise Refused(age_refusal())


def age_refusal() -> str:
    """Why a card cannot be put into a lane of another age."""
    return _("A deal’s age counts from the day it was opened, so no card can be moved to another age.")


def _chosen(model: Any, key: str, by: Actor) -> Any:
    if key == NONE:
        return None
    pk = int(key) if key.isascii() and key.isdecimal() and len(key) < 19 else 0
    found = model.objects.of(by).filter(pk=pk).first()
    if found is None:
        raise Refused(_("This lane does not exist any more; look at the board anew."))
    return found


TRAITS: dict[str, Trait] = {
    trait.key: trait
    for trait in (
        Trait(
            "owner",
            gettext_lazy("Owner"),
            "owner_id",
            lambda deal, _at: deal.owner_id,
            lambda _at: Coalesce(F("owner_id"), Value(0)),
            0,
            gettext_lazy("Nobody"),
            _owners,
            _put_owner,
        ),
        Trait(
            "source",
            gettext_lazy("Source"),
            "source_id",
            lambda deal, _at: deal.source_id,
            lambda _at: Coalesce(F("source_id"), Value(0)),
            0,
            gettext_lazy("No source"),
            _sources,
            _put_source,
        ),
        Trait(
            "type",
            gettext_lazy("Type"),
            "type",
            lambda deal, _at: deal.type,
            lambda _at: Coalesce(F("type"), Value("")),
            "",
            gettext_lazy("No type"),
            _types,
            _put_type,
        ),
        Trait(
            "forecast_category",
            gettext_lazy("Forecast category"),
            "forecast_category",
            lambda deal, _at: deal.forecast_category,
            lambda _at: Coalesce(F("forecast_category"), Value("")),
            "",
            gettext_lazy("Not chosen"),
            _categories,
            _put_category,
        ),
        Trait("age", gettext_lazy("Age"), "age_group", age_group, age_group_of, 0, "", _ages, _put_age, changes=False),
    )
}
