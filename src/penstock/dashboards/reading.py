"""All that the widgets of a page ask, answered once each over one reading of the numbers, with the reader's rights."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from django.http import QueryDict
from django.utils.translation import gettext as _

from penstock.attainment.standing import Sheet
from penstock.dashboards.drafts import Draft, Kind, Whose
from penstock.dashboards.periods import earlier
from penstock.forecasts.going_on import going_on
from penstock.metrics.answer import Answer
from penstock.metrics.asked import Asked, read
from penstock.metrics.asking import ids_of, newest_closing, sight_of, stages_with_pipelines
from penstock.metrics.curve import Point, curve
from penstock.metrics.dimensions import CUSTOM, Dimension
from penstock.metrics.filtering import Where, both, by_name
from penstock.metrics.gathering import Gathering, Put
from penstock.metrics.periods import Period
from penstock.metrics.question import WrongQuestion
from penstock.metrics.relative import relative
from penstock.metrics.words import dimensions_for
from penstock.pipelines.models import Stage
from penstock.reports.figures import require_known
from penstock.reports.outlook.asking import Outlook
from penstock.targets.models import Aim
from penstock.targets.periods import Period as Whole
from penstock.targets.periods import PeriodKind
from penstock.workspaces.actor import Actor

T = TypeVar("T")
ON_SCREEN = 100
"""On the screen a table has at most so many lines: of thousands of companies the file tells the rest."""

STALE = timedelta(days=120)
"""Where nothing was closed for so long, the page is about the day of the newest closing and says so."""


@dataclass
class Reading:
    """Answers for one reader at one address; what is asked twice is answered once.

    ``day`` is the day from which relative periods are seen. ``asked`` is what the address itself asks for: a period
    there counts for every widget, and so do its filters and its day. ``most`` is how many lines tables have at most.
    """

    by: Actor
    asked: Asked
    has_period: bool
    day: date
    as_of: date | None
    is_stale: bool = False
    most: int | None = None
    left_out: dict[str, Decimal] = field(default_factory=dict)
    _known: dict[Any, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, by: Actor, params: QueryDict) -> "Reading":
        """The reading that an address asks for."""
        newest, today = newest_closing(by), sight_of(by).today
        is_stale = not params.get("as_of") and today - newest > STALE
        day = newest if is_stale else today
        asked = read(params, day)
        day = asked.as_of or day
        return cls(by, asked, "period" in params, day, asked.as_of or (newest if is_stale else None), is_stale)

    def scope(self, draft: Draft, compare: str = "") -> Asked | None:
        """What a widget asks for, or what it is compared with; None where there is nothing to compare with.

        Raises WrongQuestion where its filters and those of the page leave nothing.
        """
        period: Period | None = self.asked.period if self.has_period else self._own_period(draft)
        if compare and period:
            period = earlier(period, compare, self.day)
        if period is None:
            return None
        where = both(self._of_whom(draft.whose), self.own_filters(draft), self.asked.where)
        if where is None:
            raise WrongQuestion(_("Nothing fits both the filters of this widget and those of the page."))
        return Asked(period, self.as_of, where, self.asked.known_as_of)

    def _own_period(self, draft: Draft) -> Period:
        """The time that a widget is about by itself; a forecast's is of the fiscal year."""
        if draft.kind == Kind.FORECAST:
            return going_on(draft.period.partition("_")[2], self.day, self.by.workspace.fiscal_shift)
        return relative(draft.period, self.day)

    def answer(self, key: str, scope: Asked, split: Sequence[str] = ()) -> Answer:
        """One question of the catalogue; its words are those of ``penstock metrics``."""
        found = self.put(key, scope, split).answer
        self.left_out |= found.left_out
        return found

    def put(self, key: str, scope: Asked, split: Sequence[str] = ()) -> Put:
        """Put a question that is answered with all others that were put by then."""
        words = {"split": list(split), "custom": self.dimensions, **scope.words()}
        gathering = self._once("gathering", lambda: Gathering(self.by))
        return self._once(("ask", key, scope, tuple(split)), lambda: gathering.put(key, **words))

    def points(self, days: Sequence[date], scope: Asked) -> list[Point]:
        """The open pipeline at the end of these days."""
        narrow = replace(scope, period=Period("all"), as_of=None)
        return self._once(("curve", tuple(days), narrow), lambda: curve(days, narrow, self.by, self.dimensions))

    def sheet(self, aim: str, scope: Asked, period: str) -> Sheet:
        """The targets of the whole period that a scope is about."""
        first = scope.period.from_on or self.day
        kind = scope.period.kind if scope.period.kind in PeriodKind.values else period.partition("_")[2]
        kind = kind if kind in PeriodKind.values else PeriodKind.MONTH
        when = Whole.around(kind, first)
        return self._once(("sheet", aim, when), lambda: Sheet(self.by, Aim(aim), when, None, self.as_of))

    def outlook(self, scope: Asked) -> Outlook:
        """The forecast of a scope's period; raises WrongQuestion where a filter names nobody."""

        def known() -> Outlook:
            require_known(scope, self.by)
            return Outlook.of(scope, self.by)

        return self._once(("outlook", scope), known)

    def stages(self) -> dict[str, str]:
        """The stages in their order, each with its pipeline."""
        return self._once("stages", lambda: stages_with_pipelines(self.by))

    def places(self) -> dict[str, Stage]:
        """What the stages of answers are, by what an answer calls them."""
        return self._once("places", self._places)

    def _places(self) -> dict[str, Stage]:
        rows = {stage.pk: stage for stage in Stage.objects.of(self.by)}
        return {label: rows[pk] for label, pk in ids_of("stage", by=self.by).items() if pk in rows}

    @property
    def dimensions(self) -> dict[str, Dimension]:
        """All that figures can be split and filtered by."""
        return self._once("dimensions", lambda: dimensions_for(self.by))

    def called(self, dimension: str) -> str:
        """What people call a dimension; of a custom field that is gone its key is left."""
        known = self.dimensions.get(dimension)
        return str(known.name) if known else dimension.removeprefix(CUSTOM)

    def own_filters(self, draft: Draft) -> Where:
        """A widget's own filters, by the names of today."""
        kinds = {self.dimensions[name].names for name, _value in draft.where if name in self.dimensions}
        return by_name(draft.where, self.dimensions, {kind: self._labels(kind) for kind in kinds if kind})

    def _of_whom(self, whose: str) -> tuple[tuple[str, str], ...]:
        """The filter for the reader's own deals or their team's; a reader without a team has their own."""
        person = self.by.person
        if not whose or person is None:
            return ()
        if whose == Whose.TEAM and person.team_id is not None:
            return (("team", self._label("team", person.team_id)),)
        return (("owner", self._label("person", person.pk)),)

    def _label(self, kind: str, pk: int) -> str:
        return self._labels(kind).get(pk, "")

    def _labels(self, kind: str) -> dict[int, str]:
        return self._once(kind, lambda: {one: label for label, one in ids_of(kind, by=self.by).items()})

    def _once(self, key: Any, work: Callable[[], T]) -> T:
        if key not in self._known:
            self._known[key] = work()
        return self._known[key]
