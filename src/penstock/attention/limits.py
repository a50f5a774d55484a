"""How many days a deal may take: set by hand, else learnt, else the template's guess."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from penstock.attention.models import AgeNorm, Basis, StageNorm
from penstock.attention.segments import PRODUCT, SIZE, TYPE, kind_of, segments_of
from penstock.pipelines.models import Stage, StageKind
from penstock.workspaces.actor import Actor
from penstock.workspaces.kept import kept

LEAST = 1.0
"""A working day is the least that is called long."""


class Limit(NamedTuple):
    """Working days in the stage: what is usual, and what is too much; learnt from so many won deals."""

    basis: str = ""
    usual: float | None = None
    most: float | None = None
    learnt_from: int = 0


NOTHING_KNOWN = Limit()


@dataclass
class Limits:
    """All limits of a workspace, read by three queries at most."""

    by_hand: dict[int, int] = field(default_factory=dict)
    guessed: dict[int, int] = field(default_factory=dict)
    learnt: dict[tuple[int, str], StageNorm] = field(default_factory=dict)
    ages: dict[int, AgeNorm] = field(default_factory=dict)
    _known: dict[tuple[int, str], Limit] = field(default_factory=dict)
    """What holds in a stage for the deals of a segment, once it was asked."""

    @classmethod
    def of(cls, by: Actor, stage_ids: set[int] | None = None) -> "Limits":
        """What holds now; for a few deals only what holds in their stages, which a process keeps."""
        if stage_ids is not None and len(stage_ids) == 1:
            return kept(by.workspace, "limits", lambda: cls._read(by, stage_ids), *stage_ids)
        return cls._read(by, stage_ids)

    @classmethod
    def _read(cls, by: Actor, stage_ids: set[int] | None) -> "Limits":
        limits = cls()
        stages = Stage.objects.on(by.workspace).filter(kind=StageKind.OPEN, expected_days__isnull=False)
        learnt = StageNorm.objects.on(by.workspace).filter(stage_id__isnull=False)
        if stage_ids is not None:
            stages, learnt = stages.filter(pk__in=stage_ids), learnt.filter(stage_id__in=stage_ids)
        for pk, days, by_hand in stages.values_list("pk", "expected_days", "expected_by_hand"):
            (limits.by_hand if by_hand else limits.guessed)[pk] = days
        limits.learnt = {(norm.stage_id, norm.segment): norm for norm in learnt}
        limits.ages = {norm.pipeline_id: norm for norm in AgeNorm.objects.on(by.workspace)}
        return limits

    @property
    def know_products(self) -> bool:
        """Whether any product has a norm of its own here: else nobody needs to look what a deal is about."""
        return any(kind_of(segment) == PRODUCT for _stage, segment in self.learnt)

    def limit(
        self, pipeline_id: int, stage_id: int, type_: str, value: Decimal, currency: str, product: int | None = None
    ) -> Limit:
        """What holds for a deal in a stage; what somebody set wins."""
        segment = self._segment(pipeline_id, stage_id, (type_, value, currency), product)
        place = (stage_id, segment)
        if place not in self._known:
            self._known[place] = self._limit(stage_id, segment)
        return self._known[place]

    def _limit(self, stage_id: int, segment: str) -> Limit:
        learnt = self._learnt(stage_id, segment)
        hand = self.by_hand.get(stage_id)
        if hand is not None:
            return Limit(Basis.HAND, min(learnt.usual or hand, hand), hand)
        if learnt.basis:
            return learnt
        guess = self.guessed.get(stage_id)
        return Limit(Basis.TEMPLATE, guess, guess) if guess is not None else NOTHING_KNOWN

    def _segment(self, pipeline_id: int, stage_id: int, facts: tuple[str, Decimal, str], product: int | None) -> str:
        """The segment of a deal about which most is known; empty for all deals."""
        age = self.ages.get(pipeline_id)
        segments = segments_of(*facts, age.sizes if age else {}, product)
        return next((segment for segment in segments if (stage_id, segment) in self.learnt), "")

    def _learnt(self, stage_id: int, segment: str) -> Limit:
        norm = self.learnt.get((stage_id, segment))
        if norm is None:
            return NOTHING_KNOWN
        return Limit(_basis(norm), max(norm.median, LEAST), max(norm.p75, LEAST), norm.deals)


def _basis(norm: StageNorm) -> str:
    if not norm.deals:
        return Basis.PIPELINE
    return {PRODUCT: Basis.PRODUCT, SIZE: Basis.SIZE, TYPE: Basis.TYPE}.get(kind_of(norm.segment), Basis.LEARNT)
