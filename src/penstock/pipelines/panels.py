"""What pipelines show on pages below them: on a custom field of deals, the one pipeline that uses it."""

from typing import Any

from penstock.fields.models import Field, Subject
from penstock.pipelines.queries import pipelines_in_use
from penstock.ui.panels import panel
from penstock.workspaces.requests import MemberRequest


@panel("field")
class FieldPipelinePanel:
    """Limits a field of deals to one pipeline."""

    template = "pipelines/parts/field_pipeline.html"
    order = 10
    column = "main"

    def context(self, request: MemberRequest, record: Field) -> dict[str, Any]:
        """The pipelines to choose from; none for a field of something else."""
        about_deals = record.subject == Subject.DEAL and record.retired_at is None
        return {"field": record, "pipelines": pipelines_in_use(request.actor) if about_deals else []}
