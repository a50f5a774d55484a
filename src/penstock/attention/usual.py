"""What is usual, line by line, as the settings show it: how long, learnt from what, and what counts instead."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from penstock.attention.models import AgeNorm, Learning, StageLimit, StageNorm
from penstock.attention.segments import PRODUCT, SIZE, kind_of
from penstock.deals.models import DealType
from penstock.pipelines.models import Pipeline, Stage
from penstock.pipelines.queries import pipeline_lines
from penstock.products.models import Product
from penstock.workspaces.actor import Actor

SIZE_WORDS = {"small": _("small deals"), "medium": _("medium deals"), "large": _("large deals")}


@dataclass(frozen=True)
class StageLine:
    """A stage: what was learnt, for all deals and for segments of them, and what somebody set."""

    stage: Stage
    norm: StageNorm | None
    limit: int | None = None
    segments: list[tuple[str, StageNorm]] = field(default_factory=list)


@dataclass(frozen=True)
class PipelineLine:
    """A pipeline: the ages of its won deals and its open stages."""

    pipeline: Pipeline
    age: AgeNorm | None
    stages: list[StageLine]


def usual_lines(by: Actor) -> list[PipelineLine]:
    """The pipelines in use, by five queries, and one for the names of products where any has a norm."""
    norms: dict[int | None, list[StageNorm]] = {}
    for norm in StageNorm.objects.of(by).order_by("segment"):
        norms.setdefault(norm.stage_id, []).append(norm)
    products = _products(norms, by)
    limits = dict(StageLimit.objects.of(by).values_list("stage_id", "most"))
    ages = {norm.pipeline_id: norm for norm in AgeNorm.objects.of(by)}
    return [
        PipelineLine(
            line.pipeline,
            ages.get(line.pipeline.pk),
            [_line(one, norms, limits, products) for one in line.stages if one.is_open],
        )
        for line in pipeline_lines(by)
    ]


def learnt_at(by: Actor) -> datetime | None:
    """When the norms were last learnt."""
    moment: datetime | None = Learning.objects.of(by).values_list("learnt_at", flat=True).first()
    return moment


def _products(norms: dict[int | None, list[StageNorm]], by: Actor) -> dict[str, str]:
    """The names of the products that have norms, by segment; no query where none has."""
    told = {one.segment for several in norms.values() for one in several if kind_of(one.segment) == PRODUCT}
    ids = {int(segment.partition(":")[2]): segment for segment in told}
    rows = Product.objects.of(by).filter(pk__in=ids).values_list("pk", "name") if ids else []
    return {ids[pk]: name for pk, name in rows}


def _line(
    stage: Stage, norms: dict[int | None, list[StageNorm]], limits: dict[int, int], products: dict[str, str]
) -> StageLine:
    found = norms.get(stage.pk, [])
    whole = next((norm for norm in found if not norm.segment), None)
    known = [norm for norm in found if norm.segment and (kind_of(norm.segment) != PRODUCT or norm.segment in products)]
    segments = [(products.get(norm.segment) or segment_words(norm.segment), norm) for norm in known]
    return StageLine(stage, whole, limits.get(stage.pk), segments)


def segment_words(segment: str) -> str:
    """A segment in the reader's words."""
    kind, _mark, rest = segment.partition(":")
    if kind_of(segment) == SIZE:
        currency, _mark, size = rest.partition(":")
        return f"{SIZE_WORDS[size]} ({currency})"
    return str(dict(DealType.choices).get(rest, kind))
