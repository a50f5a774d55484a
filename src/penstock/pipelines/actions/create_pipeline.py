"""Make a pipeline."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.recording import record
from penstock.pipelines.events import PipelineCreated
from penstock.pipelines.models import Pipeline, Stage
from penstock.pipelines.templates import CLOSING, StageTemplate
from penstock.workspaces.actor import Actor


@action
def create_pipeline(
    name: str,
    stages: Sequence[StageTemplate],
    *,
    by: Actor,
    closing: Sequence[StageTemplate] = CLOSING,
    playbook_in: str = "",
) -> Pipeline:
    """A pipeline with these stages, closed by Won and Lost unless told otherwise; names in the reader's language.

    With ``playbook_in``, a language, the stages are given the ready playbook in it once the pipeline is there.
    """
    by.require_admin(_("Only an administrator may make pipelines."))
    name = " ".join(name.split())[:120]
    if not name or Pipeline.objects.of(by).filter(name=name).exists():
        sentence = _("A pipeline needs a name that no other pipeline has.")
        raise Refused(sentence, fields={"name": sentence})
    pipeline = Pipeline(workspace=by.workspace, name=name, order=Pipeline.objects.of(by).count())
    pipeline.save()
    rows = Stage.objects.insert([_stage(pipeline, template, n) for n, template in enumerate([*stages, *closing])])
    record(by, PipelineCreated(pipeline_id=pipeline.pk, stage_ids=[row.pk for row in rows], playbook_in=playbook_in))
    return pipeline


def _stage(pipeline: Pipeline, template: StageTemplate, order: int) -> Stage:
    return Stage(
        workspace_id=pipeline.workspace_id,
        pipeline=pipeline,
        name=str(template.name),
        kind=template.kind,
        order=order,
        probability=template.probability,
        expected_days=template.expected_days,
        meaning=str(template.meaning),
        buyer_step=str(template.buyer_step),
        is_proposal=template.is_proposal,
    )
