"""Questions about processes: which kinds there are for a deal, and what stands where."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from penstock.common.errors import Refused
from penstock.deals.models import Deal, ProcessKind, ProcessStage
from penstock.processes.models import Process, ProcessSpan
from penstock.workspaces.actor import Actor
from penstock.workspaces.kept import kept


@dataclass(frozen=True)
class KnownKind:
    """A kind of process with all of its stages in order, retired ones too, as they were settled last."""

    kind: ProcessKind
    stages: list[ProcessStage]

    @property
    def in_use(self) -> list[ProcessStage]:
        """The stages that can be entered."""
        return [stage for stage in self.stages if stage.retired_at is None]

    @property
    def first(self) -> ProcessStage | None:
        """Where its processes begin."""
        return next((stage for stage in self.in_use if stage.is_open), None)

    def fits(self, deal: Deal) -> bool:
        """Whether a deal of this pipeline may have one."""
        usable = self.kind.retired_at is None and self.first is not None
        return usable and (not self.kind.pipelines or deal.pipeline_id in self.kind.pipelines)

    def stage(self, pk: int) -> ProcessStage | None:
        """One of its stages by id."""
        return next((stage for stage in self.stages if stage.pk == pk), None)


def known_kinds(by: Actor) -> list[KnownKind]:
    """Every kind in its order, retired ones too; one query where nothing is kept, for each kind has stages."""
    return kept(by.workspace, "process_kinds", lambda: _read(by))


def _read(by: Actor) -> list[KnownKind]:
    found: dict[int, KnownKind] = {}
    rows = ProcessStage.objects.of(by).select_related("process_kind")
    for stage in rows.order_by("process_kind__order", "process_kind_id", "order", "pk"):
        found.setdefault(stage.process_kind_id, KnownKind(stage.process_kind, [])).stages.append(stage)
    return list(found.values())


def kinds_in_use(by: Actor) -> list[KnownKind]:
    """The kinds that are not retired."""
    return [one for one in known_kinds(by) if one.kind.retired_at is None]


def kinds_for(deal: Deal, by: Actor) -> list[KnownKind]:
    """The kinds of which the deal may have a process."""
    return [one for one in known_kinds(by) if one.fits(deal)]


def first_stage(kind: ProcessKind, by: Actor) -> ProcessStage:
    """Where a process of the kind begins, or a sentence that says what to do."""
    found = next((one.first for one in known_kinds(by) if one.kind.pk == kind.pk), None)
    if found is None:
        sentence = _("“%(process)s” has no open stage; an administrator adds one in the settings.")
        raise Refused(sentence % {"process": kind.name})
    return found


def processes_told(by: Actor) -> QuerySet[Process]:
    """Every process of deals that the actor may read, removed ones too, which keep their names in stories."""
    found: QuerySet[Process] = Process.objects.on(by.workspace)._within(by, by.readable_people)
    return found


def removed_processes(by: Actor) -> QuerySet[Process]:
    """The removed ones that the actor could read if they were not removed."""
    return processes_told(by).filter(removed_at__isnull=False, deal__removed_at__isnull=True)


def stages_at(moment: datetime, kind: ProcessKind, by: Actor) -> dict[int, int]:
    """The stage in which each process of a kind was at a moment, by process; those not begun yet are left out."""
    stays = ProcessSpan.objects.of(by).filter(
        Q(to_at__isnull=True) | Q(to_at__gt=moment), from_at__lte=moment, stage__process_kind=kind
    )
    return dict(stays.filter(process__removed_at__isnull=True).values_list("process_id", "stage_id"))
