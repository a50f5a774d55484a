"""What can happen to pipelines, stages and the lists of the process."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class PipelineCreated(DomainEvent):
    """A pipeline was made; ``playbook_in`` is the language of the ready playbook that it is to have, if any."""

    kind: ClassVar[str] = "pipeline.created"
    pipeline_id: int
    stage_ids: list[int]
    playbook_in: str = ""


@dataclass(frozen=True, kw_only=True)
class PipelineChanged(DomainEvent):
    """A pipeline was renamed, reordered or retired."""

    kind: ClassVar[str] = "pipeline.changed"
    pipeline_id: int
    changes: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class StageAdded(DomainEvent):
    """A pipeline has a new stage."""

    kind: ClassVar[str] = "stage.added"
    pipeline_id: int
    stage_id: int


@dataclass(frozen=True, kw_only=True)
class StageChanged(DomainEvent):
    """A stage was renamed, brought back, or has another kind, probability, expectation or meaning.

    ``changes`` maps a field to its value before and after (words only say that they changed). One event stands for all
    deals in the stage: when ``probability`` changes, ``deals.followers`` sets the ``odds`` of its open deals that have
    no probability of their own and begins new spans for them, in the same transaction and without an event per deal.
    Whoever keeps totals of ``odds`` (boards, metrics) must therefore follow this event beside ``deal.*``; followers run
    in the order of INSTALLED_APPS, so theirs find the deals already changed.
    """

    kind: ClassVar[str] = "stage.changed"
    pipeline_id: int
    stage_id: int
    changes: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class StageRetired(DomainEvent):
    """Deals can leave a stage but not enter it any more; its open deals moved on, with an event each."""

    kind: ClassVar[str] = "stage.retired"
    pipeline_id: int
    stage_id: int
    into_stage_id: int | None


@dataclass(frozen=True, kw_only=True)
class StageMerged(DomainEvent):
    """A stage's deals count in another from now on; what happened in it before stays under its own id.

    One event stands for all deals: their spans and records are rewritten in the same transaction, without an event
    each, so whoever keeps totals by stage must follow this event beside ``deal.*``.
    """

    kind: ClassVar[str] = "stage.merged"
    pipeline_id: int
    stage_id: int
    into_stage_id: int


@dataclass(frozen=True, kw_only=True)
class LossReasonAdded(DomainEvent):
    """There is a new loss reason."""

    kind: ClassVar[str] = "loss_reason.added"
    loss_reason_id: int


@dataclass(frozen=True, kw_only=True)
class LossReasonChanged(DomainEvent):
    """A loss reason was renamed, put elsewhere in the list, retired or brought back."""

    kind: ClassVar[str] = "loss_reason.changed"
    loss_reason_id: int
    changes: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class SourceAdded(DomainEvent):
    """There is a new source."""

    kind: ClassVar[str] = "source.added"
    source_id: int


@dataclass(frozen=True, kw_only=True)
class SourceChanged(DomainEvent):
    """A source was renamed, retired, brought back, or belongs to another channel."""

    kind: ClassVar[str] = "source.changed"
    source_id: int
    changes: dict[str, list[Any]] = field(default_factory=dict)
