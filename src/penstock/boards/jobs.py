"""What the worker does for boards and lists."""

from django.db import transaction
from django.utils import translation
from django_tasks import task

from penstock.boards.many import go_on
from penstock.boards.models import BulkChange
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, Workspace


@task()
def go_on_job(bulk_id: int, workspace_id: int, person_id: int | None) -> None:
    """Go on with a change of many deals, block by block, from where it stands until nothing is left."""
    by = _actor(workspace_id, person_id)
    left = True
    while left:
        with transaction.atomic(), translation.override(by.language):
            bulk = BulkChange.objects.of(by).select_for_update(of=("self",)).get(pk=bulk_id)
            left = bool(bulk.pending) and go_on(bulk, by) > 0


def _actor(workspace_id: int, person_id: int | None) -> Actor:
    workspace = Workspace.objects.get(pk=workspace_id)
    if person_id is None:
        return Actor.system(workspace)
    people = Person.objects.on(workspace).select_related("workspace", "role", "team")
    return Actor.of_person(people.get(pk=person_id))
