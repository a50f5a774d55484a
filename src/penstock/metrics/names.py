"""What ids are called in a workspace, with labels that tell namesakes apart, and what its currencies were worth."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from penstock.metrics.columnar import Name, RateSpan
from penstock.pipelines.models import LossReason, Pipeline, Source, Stage
from penstock.products.models import Product
from penstock.targets.tree import Tree
from penstock.workspaces.models import ExchangeRate, Person, Team, Workspace


class Called(NamedTuple):
    """An id, its name, and what tells it from a namesake."""

    id: int
    name: str
    beside: str = ""


def names_of(workspace: Workspace) -> list[Name]:
    """Every name that a figure can be split by; pipelines and stages in their order, the others by alphabet."""
    stages = Stage.objects.on(workspace).order_by("pipeline__order", "pipeline_id", "order", "pk")
    pipelines = Pipeline.objects.on(workspace).order_by("order", "pk")
    people = Person.objects.on(workspace).values_list("pk", "name", "email")
    plain = {"team": Team, "source": Source, "product": Product, "loss_reason": LossReason}
    names = _labelled("stage", (Called(*row) for row in stages.values_list("pk", "name", "pipeline__name")))
    names += _labelled("pipeline", (Called(*row) for row in pipelines.values_list("pk", "name")))
    names += _labelled("person", _by_alphabet(Called(*row) for row in people))
    for kind, model in plain.items():
        rows = model.objects.on(workspace).values_list("pk", "name")
        names += _labelled(kind, _by_alphabet(Called(*row) for row in rows))
    return [*names, *departments(names, Tree.of(workspace))]


def departments(names: Iterable[Name], tree: Tree) -> list[Name]:
    """What the department of each team is called: the team on top of it, or itself where nobody stands above."""
    teams = {row.id: row for row in names if row.kind == "team"}
    return [Name("department", pk, *teams[tree.top(pk)][2:]) for pk in tree.teams if tree.top(pk) in teams]


def _by_alphabet(rows: Iterable[Called]) -> list[Called]:
    return sorted(rows, key=lambda row: (row.name.casefold(), row.id))


def _labelled(kind: str, rows: Iterable[Called]) -> list[Name]:
    """Namesakes get what stands beside the name in brackets, and where that is the same too, the id."""
    several = list(rows)
    names = Counter(row.name.casefold() for row in several)
    labels = [f"{row.name} ({row.beside or row.id})" if names[row.name.casefold()] > 1 else row.name for row in several]
    taken = Counter(label.casefold() for label in labels)
    return [
        Name(kind, row.id, row.name, f"{row.name} ({row.id})" if taken[label.casefold()] > 1 else label, place)
        for place, (row, label) in enumerate(zip(several, labels, strict=True))
    ]


def rates_of(workspace: Workspace) -> list[RateSpan]:
    """Each currency's rates as spans of days: unknown before the first, and the workspace's own always one."""
    rows = ExchangeRate.objects.on(workspace).exclude(currency=workspace.currency).order_by("currency", "on")
    spans = [RateSpan(workspace.currency, date.min, date.max, Decimal(1))]
    for currency, group in groupby(rows.values_list("currency", "on", "rate"), key=lambda row: row[0]):
        days = [(day, rate) for _currency, day, rate in group]
        ends = [*(day for day, _rate in days), date.max]
        spans.append(RateSpan(currency, date.min, ends[0], None))
        spans += [RateSpan(currency, day, end, rate) for (day, rate), end in zip(days, ends[1:], strict=True)]
    return spans
