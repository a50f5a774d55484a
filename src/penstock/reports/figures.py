"""Asks the catalogue for the figures of a report, and puts them into tables whose every figure opens into its rows."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import product
from typing import Any

from penstock.metrics import figures
from penstock.metrics.answer import Answer, Figure, Row
from penstock.metrics.asked import Asked
from penstock.metrics.asking import ask, stages_with_pipelines
from penstock.metrics.catalogue import METRICS
from penstock.metrics.catalogue.metric import Metric, Words
from penstock.metrics.dimensions import DIMENSIONS, TARGET_METRIC
from penstock.metrics.gathering import Gathering, Put
from penstock.metrics.numbers import rows_url
from penstock.metrics.question import MISSING
from penstock.metrics.words import said
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.workspaces.actor import Actor

Group = str | None
Where = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True)
class Column:
    """One metric by one or several dimensions; ``put`` is None where it cannot be asked with these filters.

    ``label`` is the column's head where the metric's name says too little.
    """

    metric: Metric
    split: tuple[str, ...]
    where: Where
    put: Put | None
    label: Words = ""

    @property
    def answer(self) -> Answer | None:
        """Its answer; who looks at the first one gets those of all columns that the page has by then."""
        return self.put.answer if self.put else None

    @cached_property
    def rows(self) -> dict[tuple[Group, ...], Row]:
        """The figures by their group."""
        return {row.group: row for row in self.answer.rows} if self.answer else {}

    def row(self, *group: Group) -> Row | None:
        """The figure of a group and how many rows are behind it."""
        return self.rows.get(group)

    def value(self, *group: Group) -> Figure:
        """The figure of a group."""
        row = self.row(*group)
        return row.value if row else self.nothing

    @property
    def nothing(self) -> Figure:
        """What stands where there is no row; unknown too where it cannot be asked."""
        return figures.of_no_rows(self.metric) if self.answer else None


class Figures:
    """The questions of one page: columns are asked for together, so it is quick to name many before reading one."""

    def __init__(self, asked: Asked, by: Actor) -> None:
        self.asked, self.by = asked, by
        self._gathering = Gathering(by)
        self._put: dict[tuple[str, tuple[str, ...], Where], Put | None] = {}
        self._untold: list[Put] = []
        self._told: dict[str, Decimal] = {}

    @property
    def left_out(self) -> dict[str, Decimal]:
        """What no rate could convert, of all that was asked."""
        while self._untold:
            self._told |= self._untold.pop(0).answer.left_out
        return self._told

    def column(self, key: str, *split: str, where: Where = (), label: Words = "") -> Column:
        """A metric by dimensions, of the page's filters and of what more is asked for."""
        asked = (key, split, where)
        if asked not in self._put:
            self._put[asked] = self._question(key, split, where)
        return Column(METRICS[key], split, where, self._put[asked], label)

    def foresee(self, metrics: Iterable[str], *splits: str) -> None:
        """Name what will be read: each metric by each of these dimensions, or by none."""
        for key, split in product(metrics, splits or ("",)):
            self.column(key, *filter(None, [split]))

    def _question(self, key: str, split: tuple[str, ...], where: Where) -> Put | None:
        words = self.words(key, *split, where=where)
        dated = self.asked.period.from_on and self.asked.period.until_on
        if words is None or (METRICS[key].needs_period and not dated):
            return None
        put = self._gathering.put(key, split=list(split), **words)
        self._untold.append(put)
        return put

    def words(self, key: str, *split: str, where: Where = ()) -> dict[str, Any] | None:
        """The page's question put to a metric; None where it cannot be asked so."""
        metric = METRICS[key]
        together = (*self._narrowing(metric), *where)
        if not all(_fits(name, metric) for name in (*split, *(name for name, _value in together))):
            return None
        return {**self.asked.words(), "where": together}

    def _narrowing(self, metric: Metric) -> tuple[tuple[str, str], ...]:
        """The page's filters as far as they are of this metric: only a plan is for something that is wanted."""
        return tuple(pair for pair in self.asked.where if metric.plan or pair[0] != TARGET_METRIC)

    def cell(self, column: Column, *group: Group, longest: float = 0, note: str = "", state: str = "") -> Cell:
        """A figure as it stands in a table, leading to its rows."""
        if column.answer is None:
            return Cell(MISSING)
        value, currency = column.value(*group), column.answer.currency
        unit = column.answer.question.metric.unit
        return Cell(
            figures.in_column(value, unit, currency),
            value,
            f"{column.metric.name}: {figures.exact(value, unit, currency)}",
            self.url(column, *group),
            note,
            state,
            round(100 * float(value or 0) / longest) if longest else 0,
        )

    def url(self, column: Column, *group: Group) -> str:
        """The address of the rows behind a figure."""
        where = tuple((name, MISSING if value is None else value) for name, value in column.where)
        asked = replace(self.asked, where=(*self._narrowing(column.metric), *where))
        return rows_url(asked.narrowed(metric=column.metric.key, **dict(zip(column.split, group, strict=True))))

    def table(
        self,
        key: str,
        title: str,
        metrics: Sequence[str | Column],
        dimension: str,
        *,
        only: Collection[Group] | None = None,
        bar: int = 0,
        note: str = "",
    ) -> Table:
        """A line for every group, of those in ``only``, that any metric has; who fits no filter is left out."""
        asked = [one if isinstance(one, Column) else self.column(one, dimension) for one in metrics]
        columns = [one for one in asked if one.answer is not None]
        wanted = {group for column in columns for (group,) in column.rows}
        groups = self.groups(dimension, wanted if only is None else wanted & set(only))
        longest = [max((float(one.value(group) or 0) for group in groups), default=0) for one in columns]
        lines = [
            Line(
                said(dimension, group) if group else MISSING,
                [self.cell(one, group, longest=most) for one, most in zip(columns, longest, strict=True)],
                under,
            )
            for group, under in groups.items()
        ]
        return Table(key, title, DIMENSIONS[dimension].name, heads(columns), lines, note, bar)

    def groups(self, dimension: str, wanted: Iterable[Group]) -> dict[Group, str]:
        """The groups in the order of people, each with what it stands under: stages by pipeline, others by name."""
        several = set(wanted)
        if dimension != "stage":
            return dict.fromkeys(sorted(several, key=_last_if_missing), "")
        found: dict[Group, str] = {
            stage: pipeline for stage, pipeline in stages_with_pipelines(self.by).items() if stage in several
        }
        return found if len(set(found.values())) > 1 else dict.fromkeys(found, "")


def require_known(asked: Asked, by: Actor) -> None:
    """Raise WrongQuestion where a filter of a page names nothing, before anything else is asked with it."""
    metric = METRICS["stage_deals"]
    ask(metric.key, by=by, where=[pair for pair in asked.where if pair[0] != TARGET_METRIC and _fits(pair[0], metric)])


def _fits(name: str, metric: Metric) -> bool:
    """Whether a metric can be asked by something; what only the workspace has fits wherever not little only does."""
    return DIMENSIONS[name].fits(metric.rows) if name in DIMENSIONS else not metric.rows.only


def heads(columns: Sequence[Column]) -> list[Head]:
    """The heads of metrics, each saying what it means."""
    return [Head(one.metric.key, one.label or one.metric.name, one.metric.sentence) for one in columns]


def _last_if_missing(group: Group) -> tuple[bool, str]:
    return group is None, (group or "").casefold()
