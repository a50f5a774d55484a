"""What the worker does for imports, in the language of whoever asked for it."""

from django.utils import translation
from django_tasks import task

from penstock.imports.actions.propose_import import propose_now
from penstock.imports.models import Import
from penstock.imports.running.run_import import run_import
from penstock.imports.running.undoing import run_undo
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, Workspace


@task()
def propose_import_job(import_id: int, workspace_id: int, person_id: int | None) -> None:
    """Look at an import's files and say what would happen."""
    by = _actor(workspace_id, person_id)
    with translation.override(by.language):
        propose_now(Import.objects.of(by).get(pk=import_id), by)


@task()
def run_import_job(import_id: int, workspace_id: int, person_id: int | None) -> None:
    """Bring in an import's files, from where it stands."""
    by = _actor(workspace_id, person_id)
    with translation.override(by.language):
        run_import(Import.objects.of(by).get(pk=import_id), by)


@task()
def undo_import_job(import_id: int, workspace_id: int, person_id: int | None) -> None:
    """Take an import back."""
    by = _actor(workspace_id, person_id)
    with translation.override(by.language):
        run_undo(Import.objects.of(by).get(pk=import_id), by)


def _actor(workspace_id: int, person_id: int | None) -> Actor:
    """Who asked for it, through the door of imports."""
    workspace = Workspace.objects.get(pk=workspace_id)
    if person_id is None:
        return Actor.system(workspace, "import")
    person = Person.objects.on(workspace).select_related("workspace", "role", "team").get(pk=person_id)
    return Actor.of_person(person, "import")
