"""Pipelines: those that the files speak of, with their stages in order; a pipeline of the same name is used again."""

from penstock.imports.drafting.names import trim_name
from penstock.imports.drafting.stages import MISSING, StagePlan
from penstock.imports.drafting.survey import ONLY_PIPELINE
from penstock.imports.drafting.visits import Course
from penstock.imports.models import ImportedRecord, ImportState
from penstock.imports.running.run import Run
from penstock.pipelines.actions import add_stage, create_pipeline, reorder_stages, restore_pipeline
from penstock.pipelines.models import Pipeline, Stage, StageKind
from penstock.pipelines.queries import stages_in_use
from penstock.pipelines.templates import StageTemplate

MADE_UP = {word for words in MISSING.values() for word in words.values()}


def take_pipelines(run: Run) -> None:
    """Every pipeline of the survey, made or found, and its stages by name."""
    for name, plans in run.survey.pipelines.items():
        shown = pipeline_name(run, name)
        pipeline = Pipeline.objects.of(run.by).filter(name=shown, retired_at__isnull=True).first()
        pipeline = pipeline or _brought_back(run, shown)
        if pipeline is None:
            pipeline = create_pipeline(
                _free_name(run, shown), _templates(plans, "open"), by=run.by, closing=_templates(plans, "won", "lost")
            )
            run.made("pipeline", pipeline.pk)
        _stages(run, name, pipeline, plans)
        latest = run.survey.latest or run.now
        run.courses[name] = Course.of(plans, min(latest, run.now), run.now, run.survey.zone)
        if not run.courses[name].agrees(run.previewed.get(name)):
            run.previewed.pop(name, None)


def _brought_back(run: Run, name: str) -> Pipeline | None:
    """A pipeline that was retired only because the import that made it was undone is used again."""
    undone = ImportedRecord.objects.of(run.by).filter(kind="pipeline", made=True, brought_by__state=ImportState.UNDONE)
    gone = Pipeline.objects.of(run.by).filter(name=name, pk__in=undone.values("record_id")).first()
    if gone is not None:
        restore_pipeline(gone, by=run.by)
        run.made("pipeline", gone.pk)
    return gone


def pipeline_name(run: Run, name: str) -> str:
    """What a pipeline of the files is called here; the one without a name has the name that was chosen."""
    return (
        run.pipeline
        if name == ONLY_PIPELINE or (len(run.survey.pipelines) == 1 and run.record.choices.get("pipeline"))
        else name
    )[:120]


def _free_name(run: Run, name: str) -> str:
    """A retired pipeline keeps its name, so a new one beside it gets a number."""
    taken = set(Pipeline.objects.of(run.by).values_list("name", flat=True))
    number = 1
    free = name
    while free in taken:
        number += 1
        free = f"{name[:110]} ({number})"
    return free


def _templates(plans: list[StagePlan], *kinds: str) -> list[StageTemplate]:
    """Stages as templates; an open one without a known probability gets its share of the way."""
    wanted = [plan for plan in plans if plan.kind in kinds]
    certain = {"won": 100, "lost": 0}
    return [
        StageTemplate(
            plan.name[:120],
            certain.get(plan.kind, plan.probability if plan.probability is not None else share),
            kind=plan.kind,
        )
        for plan, share in zip(wanted, _shares(len(wanted)), strict=True)
    ]


def _shares(count: int) -> list[int]:
    return [round(100 * (position + 1) / (count + 1)) for position in range(count)]


def _stages(run: Run, name: str, pipeline: Pipeline, plans: list[StagePlan]) -> None:
    """The stages by name; those that a pipeline found by name lacks are added to it."""
    known = {trim_name(stage.name): stage for stage in Stage.objects.of(run.by).filter(pipeline=pipeline)}
    added: list[int] = []
    for plan, template in zip(plans, [t for p in plans for t in _templates([p], p.kind)], strict=True):
        stage = known.get(trim_name(plan.name)) or _like(known, plan)
        if stage is None:
            stage = add_stage(pipeline, plan.name[:120], by=run.by, kind=plan.kind, probability=template.probability)
            added.append(stage.pk)
        run.stages[name, plan.name] = stage
    if added:
        planned = [run.stages[name, plan.name].pk for plan in plans]
        standing = list(stages_in_use(run.by, pipeline.pk).values_list("pk", flat=True))
        reorder_stages(pipeline, placed(standing, added, planned), by=run.by)


def placed(standing: list[int], added: list[int], planned: list[int]) -> list[int]:
    """Stages in an order in which each that was added stands before the one that follows it in the plan."""
    order = [pk for pk in standing if pk not in added]
    for pk in reversed([pk for pk in planned if pk in added and pk in standing]):
        follower = next((later for later in planned[planned.index(pk) + 1 :] if later in order), None)
        order.insert(order.index(follower) if follower is not None else len(order), pk)
    return order


def _like(known: dict[str, Stage], plan: StagePlan) -> Stage | None:
    """A pipeline that has its own won and lost stage needs no second one where the files name none."""
    if plan.kind == StageKind.OPEN or plan.name not in MADE_UP:
        return None
    return next((stage for stage in known.values() if stage.kind == plan.kind), None)
