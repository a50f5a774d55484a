"""What can happen to norms."""

from dataclasses import dataclass
from typing import ClassVar

from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class NormsLearnt(DomainEvent):
    """Other numbers of days are usual now: in these stages, and for the age of deals in these pipelines."""

    kind: ClassVar[str] = "norm.learnt"
    stage_ids: list[int]
    pipeline_ids: list[int]
