"""Processes as the screens show them: a line with its way through the stages, and how long it was where."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from penstock.common import clock
from penstock.companies.models import Company
from penstock.deals.facts import days_words
from penstock.deals.models import Deal, ProcessStage, ProcessStageKind
from penstock.deals.path import PathStep
from penstock.processes.models import Process, ProcessSpan
from penstock.processes.permissions import may_change
from penstock.processes.queries import KnownKind, known_kinds
from penstock.workspaces.actor import Actor


@dataclass(frozen=True)
class Line:
    """A process with what its reader may do; ``step`` of ``steps`` is how far along its open stages it is."""

    process: Process
    known: KnownKind
    may_change: bool
    is_late: bool

    @property
    def stage(self) -> ProcessStage:
        """The stage it is in, as settled last."""
        return self.known.stage(self.process.stage_id) or self.process.stage

    @property
    def ways(self) -> list[ProcessStage]:
        """The stages it can go to."""
        return [stage for stage in self.known.in_use if stage.pk != self.process.stage_id]

    @property
    def steps(self) -> int:
        """How many steps lead to the end."""
        return sum(1 for stage in self.known.in_use if stage.is_open) + 1

    @property
    def step(self) -> int:
        """How many of them are behind it; all when it is closed."""
        if not self.process.is_open:
            return self.steps
        return sum(1 for one in self.known.in_use if one.is_open and one.place < self.stage.place)

    @property
    def days(self) -> str:
        """How long it has been in its stage, in words."""
        return days_words(self.process.days_in_stage())


def lines_of(processes: list[Process], by: Actor) -> list[Line]:
    """The lines of processes whose deals are at hand, without a query."""
    known = {one.kind.pk: one for one in known_kinds(by)}
    today = clock.day_of(clock.now(), by.zone)
    return [
        Line(row, known[row.process_kind_id], may_change(row, by), row.is_late(today))
        for row in processes
        if row.process_kind_id in known
    ]


def line_of(process: Process, by: Actor) -> Line:
    """The line of one."""
    return lines_of([process], by)[0]


def company_of(deal: Deal, by: Actor) -> Company | None:
    """The deal's company where the reader may read it."""
    company: Company | None = deal.company
    if company is None or company.removed_at is not None:
        return None
    return company if by.may_read_of(company.owner_id) else None


@dataclass(frozen=True)
class Stay:
    """A stay in a stage; it lasts while ``to_at`` is None."""

    stage: ProcessStage
    from_at: datetime
    to_at: datetime | None
    days: str


def stays_of(process: Process) -> list[Stay]:
    """Every stay of a process, in order."""
    rows = ProcessSpan.objects.on(process).select_related("stage").order_by("from_at", "position")
    return [Stay(row.stage, row.from_at, row.to_at, days_words(_days(row, process))) for row in rows]


def _days(span: ProcessSpan, process: Process) -> int:
    until = span.to_at or process.closed_at or clock.now()
    return max((until - span.from_at).days, 0)


def full_path(process: Process, by: Actor) -> list[PathStep]:
    """Its way to the end, each stage with the days spent there; where the reader may, with the way to move it.

    What is dropped left the way: such a stage is shown where the process stands in it.
    """
    line, spent = line_of(process, by), _spent(process)
    url = reverse("processes:move", args=[process.pk]) if line.may_change else ""
    shown = [stage for stage in line.known.stages if stage.retired_at is None or stage.pk in spent]
    on_the_way = [one for one in shown if one.kind != ProcessStageKind.DROPPED or one.pk == process.stage_id]
    return [_step(stage, line, spent, url) for stage in on_the_way]


def _spent(process: Process) -> dict[int, int]:
    spent: dict[int, int] = {}
    for row in ProcessSpan.objects.on(process):
        spent[row.stage_id] = spent.get(row.stage_id, 0) + _days(row, process)
    return spent


def _step(stage: ProcessStage, line: Line, spent: dict[int, int], url: str) -> PathStep:
    here = stage.pk == line.process.stage_id
    behind = stage.place < line.stage.place and (line.process.is_open or stage.pk in spent)
    state = "now" if here else "past" if behind else "next"
    words = days_words(spent[stage.pk]) if stage.pk in spent else ""
    return PathStep(stage.pk, stage.name, state, words, url if stage.retired_at is None else "")
