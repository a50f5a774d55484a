"""Let only the deals of one pipeline have a custom field."""

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.fields.actions import change_field
from penstock.fields.models import Field, Subject
from penstock.journal.models import Event
from penstock.pipelines.models import Pipeline
from penstock.workspaces.actor import Actor


@action
def limit_field(field: Field, pipeline: Pipeline | None, *, by: Actor) -> Event | None:
    """Limit a field of deals to a pipeline, or to none; None when it is so already."""
    by.require_admin(_("Only an administrator may change fields."))
    if field.subject != Subject.DEAL or (pipeline is not None and pipeline.workspace_id != by.workspace_id):
        sentence = _("Only a field of deals belongs to a pipeline of yours.")
        raise Refused(sentence, fields={"pipeline": sentence})
    return change_field(field, pipeline_id=pipeline.pk if pipeline else None, by=by)
