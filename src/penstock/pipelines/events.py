"""What can happen to pipelines, stages and the lists of the process."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class PipelineCreated(DomainEvent):
    """A pipeline was made."""

    kind: ClassVar[str] = "pipeline.created"
    pipeline_id: int
    stage_ids: list[int]


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
    """A stage was renamed, moved, retired, or has another probability, expectation or meaning."""

    kind: ClassVar[str] = "stage.changed"
    pipeline_id: int
    stage_id: int
    changes: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class LossReasonAdded(DomainEvent):
    """There is a new loss reason."""

    kind: ClassVar[str] = "loss_reason.added"
    loss_reason_id: int


@dataclass(frozen=True, kw_only=True)
class SourceAdded(DomainEvent):
    """There is a new source."""

    kind: ClassVar[str] = "source.added"
    source_id: int
