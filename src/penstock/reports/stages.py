"""The stages that a report is about: the open ones, by the labels that figures call them by."""

from penstock.metrics.asking import ids_of
from penstock.pipelines.models import Stage, StageKind
from penstock.workspaces.actor import Actor


def open_stages(by: Actor) -> set[str]:
    """The labels of all stages in which deals are open, those no longer in use included."""
    ended = set(Stage.objects.of(by).exclude(kind=StageKind.OPEN).values_list("pk", flat=True))
    return {label for label, pk in ids_of("stage", by=by).items() if pk not in ended}


def first_stages(by: Actor) -> list[str]:
    """The label of each pipeline's first stage: where what comes in begins."""
    labels = {pk: label for label, pk in ids_of("stage", by=by).items()}
    rows = Stage.objects.of(by).filter(kind=StageKind.OPEN, retired_at=None).order_by("pipeline_id", "order", "pk")
    firsts: dict[int, int] = {}
    for pk, pipeline in rows.values_list("pk", "pipeline_id"):
        firsts.setdefault(pipeline, pk)
    return [labels[pk] for pk in firsts.values() if pk in labels]
