"""Growth: conversion × average purchase × frequency, what each added to the change, and what if each were different."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.metrics import figures as words
from penstock.metrics.asked import Asked
from penstock.metrics.catalogue import METRICS
from penstock.metrics.catalogue.metric import Unit
from penstock.metrics.question import MISSING
from penstock.reports.against import change_cell, ended_before
from penstock.reports.factors import contributions
from penstock.reports.figures import Column, Figures
from penstock.reports.report import Drawn, Report
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats
from penstock.workspaces.actor import Actor

FACTORS = ("win_rate", "average_won_deal", "purchase_frequency")
LEAST, MOST = -90, 300
"""Percent by which one may try to change a factor."""


@dataclass(frozen=True)
class Factors:
    """The factors in one period and their product by the catalogue; a factor is None where nobody knows it."""

    figures: Figures
    columns: tuple[Column, ...]
    growth: Column

    @classmethod
    def of(cls, figures: Figures) -> "Factors":
        """What the catalogue answers."""
        return cls(figures, tuple(figures.column(key) for key in FACTORS), figures.column("growth"))

    @property
    def values(self) -> list[Fraction] | None:
        """All of them, or None where one is missing."""
        found = [column.value() for column in self.columns]
        return None if None in found else [Fraction(value) for value in found if value is not None]

    @property
    def product(self) -> Fraction | None:
        """What they come to."""
        return None if self.values is None else prod(self.values, start=Fraction(1))


@dataclass(frozen=True)
class Trial:
    """One factor of what is tried: its words now, the percent it is changed by, and its words then."""

    key: str
    name: str
    now: str
    percent: int
    then: str


@dataclass(frozen=True)
class WhatIf:
    """What growth would be if its factors were changed by so many percent."""

    trials: list[Trial]
    sentence: str


def draw(asked: Asked, by: Actor) -> Drawn:
    """The factors now and before, and a form to try others."""
    figures, earlier = Figures(asked, by), ended_before(asked)
    now = Factors.of(figures)
    past = Factors.of(Figures(earlier, by)) if earlier else None
    table = _table(now, past)
    return Drawn(
        _title(now, past, by.workspace.currency),
        (table,) if now.product is not None or (past and past.product) else (),
        notes=_notes(),
        more={"what_if": what_if(figures, {}), "least": LEAST, "most": MOST},
        left_out=figures.left_out,
    )


def what_if(figures: Figures, changes: Mapping[str, int]) -> WhatIf | None:
    """What the growth formula comes to with these changes in percent; None where it comes to nothing now."""
    now = Factors.of(figures)
    values, product = now.values, now.product
    if values is None or not product:
        return None
    tried = [value * (100 + changes.get(key, 0)) / 100 for key, value in zip(FACTORS, values, strict=True)]
    currency = figures.by.workspace.currency
    trials = [
        Trial(
            column.metric.key,
            str(column.metric.name),
            words.shown(column.value(), column.metric.unit, currency),
            changes.get(column.metric.key, 0),
            words.shown(float(value), column.metric.unit, currency),
        )
        for column, value in zip(now.columns, tried, strict=True)
    ]
    revenue = Fraction(figures.column("revenue_won").value() or 0)
    return WhatIf(trials, _outcome(product, prod(tried, start=Fraction(1)), tried[0], revenue, currency))


def _outcome(now: Fraction, then: Fraction, rate: Fraction, revenue: Fraction, currency: str) -> str:
    """What it comes to, in sentences; more than every deal cannot be won."""
    told = {
        "now": words.shown(float(now), Unit.MONEY, currency),
        "then": words.shown(float(then), Unit.MONEY, currency),
        "percent": formats.percent(abs(float(then / now - 1)), 1),
        "revenue": words.shown(float(revenue), Unit.MONEY, currency),
        "would": words.shown(float(revenue * then / now), Unit.MONEY, currency),
    }
    if rate > 1:
        return _("More than all deals cannot be won: choose a smaller change of the win rate.")
    if then == now:
        return _("As it is, a worked deal brings %(now)s. Change a factor to see what it would bring.") % told
    more = _("A worked deal would bring %(then)s instead of %(now)s, %(percent)s more.")
    less = _("A worked deal would bring %(then)s instead of %(now)s, %(percent)s less.")
    whole = _("With as many deals worked, revenue would be about %(would)s instead of %(revenue)s.")
    return f"{(more if then > now else less) % told} {whole % told}"


def _table(now: Factors, before: Factors | None) -> Table:
    """A line for each factor and one for the product; what each added to the change adds up to the change."""
    added = _added(now, before)
    shares: list[Fraction | None] = [*added, sum(added, Fraction(0))] if added else [None] * (len(FACTORS) + 1)
    columns = [*now.columns, now.growth]
    past = [*before.columns, before.growth] if before else [None] * len(columns)
    lines = [
        Line(str(column.metric.name), [*_pair(now, column, before, was), _money(share, now)])
        for column, was, share in zip(columns, past, shares, strict=True)
    ]
    heads = [Head("now", _("Now")), Head("before", _("Earlier")), Head("change", _("Difference"))]
    heads.append(Head("added", _("Added to growth"), _("The mean over all orders in which the factors may change.")))
    return Table("factors", _("What growth is made of"), _("Factor"), heads, lines)


def _added(now: Factors, before: Factors | None) -> list[Fraction] | None:
    values, past = now.values, before.values if before else None
    return None if values is None or past is None else contributions(past, values)


def _pair(now: Factors, column: Column, before: Factors | None, was: Column | None) -> list[Cell]:
    """The figure, the one before it and the change."""
    if before is None or was is None:
        return [now.figures.cell(column), Cell(MISSING), Cell(MISSING)]
    change = change_cell(column.metric, column.value(), was.value())
    return [now.figures.cell(column), before.figures.cell(was), change]


def _money(amount: Fraction | None, factors: Factors) -> Cell:
    if amount is None:
        return Cell(MISSING)
    currency, value = factors.figures.by.workspace.currency, float(amount)
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    exact = words.exact(abs(value), Unit.MONEY, currency)
    return Cell(sign + words.in_column(abs(value), Unit.MONEY, currency), value, sign + exact)


def _title(now: Factors, before: Factors | None, currency: str) -> str:
    """What became of growth, and which factor did most of it."""
    product = now.product
    if product is None:
        return _("Too little was decided in this time to say what growth is made of")
    told = {"now": formats.money_exact(round(product), currency)}
    added = _added(now, before)
    past = before.product if before else None
    if added is None or past is None:
        return _("A worked deal brings %(now)s") % told
    if product == past:
        return _("A worked deal brings %(now)s, as before") % told
    most = max(range(3), key=lambda one: added[one] * (1 if product > past else -1))
    told |= {
        "before": formats.money_exact(round(past), currency),
        "factor": str(METRICS[FACTORS[most]].name).lower(),
    }
    grew = _("A worked deal brings %(now)s instead of %(before)s, most of all through its %(factor)s")
    shrank = _("A worked deal brings %(now)s instead of %(before)s, most of all because of its %(factor)s")
    return (grew if product > past else shrank) % told


def _notes() -> tuple[str, ...]:
    return (
        _("Growth = win rate × average won deal × purchase frequency, all of the same period."),
        _(
            "What a factor added is the mean of what it did over all orders in which the factors may have changed "
            "(Shapley value, Shorrocks 2013): the parts add up to the change."
        ),
    )


REPORT = Report(
    "growth",
    gettext_lazy("Growth"),
    gettext_lazy("Conversion times average purchase times frequency: which of them moved it, and what if."),
    "sprout",
    draw,
    "reports/growth.html",
    ("pipeline", "team", "owner", "source", "product", "type"),
    narrows=True,
)
