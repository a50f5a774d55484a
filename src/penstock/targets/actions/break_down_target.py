"""Hand a target down: a year's to its quarters or months, a team's to its people."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.recording import record
from penstock.targets.actions.set_target import put, told
from penstock.targets.events import TargetBrokenDown
from penstock.targets.models import Target
from penstock.targets.periods import Period, PeriodKind
from penstock.targets.plans import Whose, person, team, whose_of
from penstock.targets.reach import Reach
from penstock.targets.splitting import Weight, split
from penstock.targets.tree import Tree
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import calendar_of
from penstock.workspaces.models import Person


class Into(models.TextChoices):
    """What a target is broken down into."""

    QUARTERS = "quarter", gettext_lazy("Quarters")
    MONTHS = "month", gettext_lazy("Months")
    BELOW = "below", gettext_lazy("Teams and people")


class Ways(models.TextChoices):
    """In which ratio."""

    EVENLY = "evenly", gettext_lazy("Evenly")
    WORKING_DAYS = "working_days", gettext_lazy("By working days")
    LAST_YEAR = "last_year", gettext_lazy("As it was a year before")


class Part(NamedTuple):
    """One part: of whom, and when."""

    whose: Whose
    when: Period


@action
def break_down_target(
    target: Target, into: str, way: str = Ways.EVENLY, *, by: Actor, weights: Mapping[Part, Weight] | None = None
) -> list[Target]:
    """Set a target for each part, which together are exactly the whole; what was set for them before is replaced.

    ``weights`` are needed where the way is last year's: what each part came to then. Refused where there is nothing
    to break down into.
    """
    reach = Reach(by)
    reach.require(whose_of(target))
    held = Target.objects.of(by).filter(pk=target.pk).select_for_update().first()
    if held is None:
        raise Refused(_("This target was taken back."))
    amounts = shares(held, into, way, by=by, weights=weights)
    for part in amounts:
        reach.require(part.whose)
    rest: dict[str, Any] = {"by": by, "pipeline": held.pipeline_id, "currency": held.currency}
    rows = [put(held.aim, part.when, amount, whose=part.whose, **rest) for part, amount in amounts.items()]
    record(by, TargetBrokenDown(**told(held), into=into, way=way))
    return rows


def shares(
    target: Target, into: str, way: str, *, by: Actor, weights: Mapping[Part, Weight] | None = None
) -> dict[Part, Decimal]:
    """What each part would get."""
    parts = parts_of(target, into, by=by)
    if not parts:
        raise Refused(_("There is nothing to break this target down into."))
    if way == Ways.WORKING_DAYS:
        calendar = calendar_of(by.workspace)
        weights = {part: sum(map(calendar.is_working_day, part.when.days)) for part in parts}
    elif way == Ways.EVENLY:
        weights = dict.fromkeys(parts, 1)
    ratio = [(weights or {}).get(part, 0) for part in parts]
    return dict(zip(parts, split(target.amount, ratio, target.aim.step), strict=True))


def parts_of(target: Target, into: str, *, by: Actor, tree: Tree | None = None) -> list[Part]:
    """What a target can be broken down into: shorter periods of the same, or those directly beneath now."""
    whose, when = whose_of(target), target.when
    if into in PeriodKind.values:
        return [Part(whose, one) for one in when.parts(into)]
    if into != Into.BELOW or whose.kind == "person":
        return []
    return [Part(one, when) for one in _below(whose, tree or Tree.of(by.workspace), by)]


def _below(whose: Whose, tree: Tree, by: Actor) -> list[Whose]:
    """The teams with somebody in them, and the people who work there now; of the workspace, the teams if there are."""
    above = whose.id if whose.kind == "team" else None
    active = set(Person.objects.on(by.workspace).filter(deactivated_at=None).values_list("pk", flat=True))
    teams = [team(one) for one in tree.teams_in(above) if tree.people_beneath(one) & active]
    if above is None and teams:
        return teams
    return [*teams, *(person(one) for one in tree.people_in(above) if one in active)]
