"""The filters of a list of processes: which of them are shown, and how many there are of each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from penstock.common import clock
from penstock.deals.models import ProcessKind, ProcessStageKind
from penstock.processes.models import Process
from penstock.workspaces.actor import Actor

OPEN = Q(status=ProcessStageKind.OPEN)


@dataclass(frozen=True)
class Shown:
    """One way to narrow a list."""

    key: str
    label: str | Promise
    question: Callable[[Actor, date], Q]


SHOWN = {
    one.key: one
    for one in (
        Shown("open", pgettext_lazy("process", "Open"), lambda _by, _today: OPEN),
        Shown("overdue", _("Overdue"), lambda _by, today: OPEN & Q(next_on__lt=today)),
        Shown("mine", _("Mine"), lambda by, _today: OPEN & Q(responsible_id=by.person_id)),
        Shown("closed", _("Finished"), lambda _by, _today: ~OPEN),
        Shown("all", _("All"), lambda _by, _today: Q()),
    )
}
"""The first is shown unless another is asked for."""


def shown_of(key: str) -> Shown:
    """The way that was asked for, else the first."""
    return SHOWN.get(key) or next(iter(SHOWN.values()))


def narrowed(rows: QuerySet[Process], shown: Shown, by: Actor) -> QuerySet[Process]:
    """The processes that one way of showing leaves."""
    return rows.filter(shown.question(by, clock.day_of(clock.now(), by.zone)))


@dataclass(frozen=True)
class Counts:
    """How many processes of a kind there are: by way of showing, and in each stage."""

    shown: dict[str, int]
    stages: dict[int, int]


def counts_of(kind: ProcessKind, by: Actor) -> Counts:
    """All counts of a kind, by one query over what the reader may read."""
    today = clock.day_of(clock.now(), by.zone)
    counted: dict[str, Any] = {key: Count("pk", filter=one.question(by, today)) for key, one in SHOWN.items()}
    rows = Process.objects.of(by).filter(process_kind=kind).order_by().values("stage_id").annotate(**counted)
    found = list(rows)
    totals = {key: sum(row[key] for row in found) for key in SHOWN}
    return Counts(totals, {row["stage_id"]: row["all"] for row in found})
