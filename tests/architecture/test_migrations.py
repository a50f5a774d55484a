"""The tables are those of the models: nobody forgot a migration."""

from django.apps import apps
from django.db.migrations import AlterModelManagers
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState


def test_no_model_waits_for_a_migration() -> None:
    loader = MigrationLoader(None)
    found = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(graph=loader.graph)
    operations = [operation for rows in found.values() for row in rows for operation in row.operations]
    # A manager makes no table, so a change of managers alone needs no migration.
    waiting = [operation.describe() for operation in operations if not isinstance(operation, AlterModelManagers)]
    assert not waiting, "run `penstock manage makemigrations`"
