"""Sets of metrics with weights: whose they are, what makes one complete, and which one counts for whom."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from penstock.common.errors import Refused
from penstock.common.money import LARGEST
from penstock.targets.models import Kpi, Measure
from penstock.targets.periods import Period, PeriodKind
from penstock.targets.plans import WORKSPACE, Whose, person, team
from penstock.targets.tree import Tree
from penstock.workspaces.actor import Actor

WHOLE = Decimal(100)
MOST_CAP = 1000
STEP, FINE = Decimal("0.01"), Decimal("0.0001")


@dataclass(frozen=True)
class Weighed:
    """One metric of a set; see ``Kpi``."""

    measure: Measure
    weight: Decimal
    target: Decimal | None = None
    cap: int | None = None


def role(pk: int) -> Whose:
    """Everybody who has a role."""
    return Whose("role", pk)


def whose_kpi(row: Kpi) -> Whose:
    """Whose set a row is of."""
    if row.role_id:
        return role(row.role_id)
    if row.person_id:
        return person(row.person_id)
    return team(row.team_id) if row.team_id else WORKSPACE


def require_sound(lines: Sequence[Weighed]) -> None:
    """Raise Refused unless weights come to 100 and every rate has its target, each mistake at its field."""
    wrong = {key: why for one in lines for key, why in _wrong_with(one)}
    if len({one.measure for one in lines}) < len(lines):
        wrong["weights"] = _("Each metric stands in a set once.")
    total = sum((one.weight for one in lines), Decimal(0))
    if lines and total != WHOLE and not wrong:
        words = _("The weights come to %(total)s percent; they must come to 100.")
        wrong["weights"] = words % {"total": f"{total.normalize():f}"}
    if wrong:
        raise Refused(" ".join(dict.fromkeys(wrong.values())), fields=wrong)


def _wrong_with(one: Weighed) -> Iterator[tuple[str, str]]:
    """What is wrong with a line, by the box it stands in."""
    key, told = one.measure.value, {"metric": one.measure.label}
    if not 0 < one.weight <= WHOLE or one.weight % STEP:
        yield f"weight_{key}", _("A weight is more than 0 and at most 100 percent.")
    if one.measure.aim is not None:
        if one.target is not None:
            yield f"target_{key}", _("The target for “%(metric)s” is set on the page of targets.") % told
    elif one.target is None:
        yield f"target_{key}", _("“%(metric)s” needs a target here.") % told
    elif not _is_target(one.measure, one.target):
        yield f"target_{key}", _("This cannot be a target.")
    if one.cap is not None and not 100 <= one.cap <= MOST_CAP:
        yield f"cap_{key}", _("A cap is from 100 to 1,000 percent.")


def _is_target(measure: Measure, target: Decimal) -> bool:
    most = Decimal(1) if measure.is_share else LARGEST
    return target.is_finite() and 0 <= target <= most and not target % (FINE if measure.is_share else STEP)


Sets = dict[tuple[Whose, Period], list[Kpi]]


class KpiSets:
    """The sets that may count in a period, read by one query: of the period, else of a longer one around it.

    Those that held up to the moment ``at`` count, else those of today: what was said only afterwards counts for whom
    nothing had been said by then. Without a moment today's count. ``then`` is who stood where at that moment.
    """

    def __init__(
        self, by: Actor, when: Period, tree: Tree, at: datetime | None = None, then: Tree | None = None
    ) -> None:
        self.when, self.at, self._tree, self._tree_then = when, at, tree, then or tree
        around = [Period.around(kind, when.starts_on) for kind in _kinds(when)]
        self._order = around
        asked = Q()
        for one in around:
            asked |= Q(period=one.kind, starts_on=one.starts_on)
        self._then: Sets = defaultdict(list)
        self._now: Sets = defaultdict(list)
        rows = Kpi.objects.of(by).filter(asked).order_by("pk")
        for row in (rows.in_force() | rows.in_force(at)) if at else rows.in_force():
            if at is None or row.held_at(at):
                self._then[whose_kpi(row), row.when].append(row)
            if row.replaced_at is None:
                self._now[whose_kpi(row), row.when].append(row)

    @property
    def measures(self) -> list[Measure]:
        """All metrics of all of them."""
        used = {row.measure for sets in (self._then, self._now) for rows in sets.values() for row in rows}
        return [one for one in Measure if one in used]

    def own(self, whose: Whose) -> list[Kpi]:
        """Their own set, of the period or the shortest longer one; empty without any."""
        return self._own(whose, self._then) or self._own(whose, self._now)

    def _own(self, whose: Whose, sets: Sets) -> list[Kpi]:
        return next((found for one in self._order if (found := sets.get((whose, one), []))), [])

    def todays(self, whose: Whose) -> list[Kpi]:
        """Their own set as it is today, for exactly this period or for the shortest longer one: what is changed."""
        return self._own(whose, self._now)

    def counting(self, whose: Whose, role_id: int | None = None) -> tuple[Whose, list[Kpi]]:
        """Whose set counts for somebody, and the set: their own, their role's, their teams' upwards, everybody's.

        The role and the teams are those of the moment.
        """
        ladder = [whose, *self._above(whose, role_id, self._tree_then)]
        return self._counting(ladder, self._then) or self._counting(ladder, self._now) or (whose, [])

    def counting_today(self, whose: Whose, role_id: int | None = None) -> tuple[Whose, list[Kpi]]:
        """The same by what is said today, of those who are in the role and the teams today."""
        return self._counting([whose, *self._above(whose, role_id, self._tree)], self._now) or (whose, [])

    def _counting(self, ladder: Sequence[Whose], sets: Sets) -> tuple[Whose, list[Kpi]] | None:
        return next(((one, found) for one in ladder if (found := self._own(one, sets))), None)

    def _above(self, whose: Whose, role_id: int | None, tree: Tree) -> Iterator[Whose]:
        above = tree.people.get(whose.id) if whose.kind == "person" else None
        if whose.kind == "person" and role_id is not None:
            yield role(role_id)
        if whose.kind == "team":
            above = tree.teams.get(whose.id)
        while above is not None:
            yield team(above)
            above = tree.teams.get(above)
        yield WORKSPACE


def _kinds(when: Period) -> list[PeriodKind]:
    """The period's own kind and the longer ones, the shortest first."""
    ordered = [PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR]
    return ordered[ordered.index(when.kind) :]


def lacking(measures: Iterable[Measure]) -> list[str]:
    """Which kinds of metrics a set has none of, in sentences."""
    found = list(measures)
    told = []
    if not any(one.is_result for one in found):
        told.append(_("It has no result, such as revenue won: one could do everything well and sell nothing."))
    if not any(one.is_work for one in found):
        told.append(_("It has no work, such as meetings held: results alone come too late to steer by."))
    if all(one.is_result or one.is_work for one in found):
        told.append(_("It has nothing that tells how well it is done, such as the win rate or data quality."))
    return told if found else []
