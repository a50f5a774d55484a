"""Opens the database for a command, or ends it with a sentence."""

from gettext import gettext as _

import click
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

OUTDATED = _("The tables are those of an older version; `penstock up` changes them.")


def connect() -> None:
    """Insists that the database answers."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        words = _("The database cannot be used: %(reason)s") % {"reason": str(error).strip()}
        raise click.ClickException(words) from error


def migrate() -> None:
    """Brings the tables to this version, for commands that write."""
    connect()
    call_command("migrate", verbosity=0, interactive=False)


def has_tables() -> bool:
    """Whether anything was ever written here, for commands that only read."""
    connect()
    return bool(connection.introspection.table_names())


def is_outdated() -> bool:
    """Whether the tables wait for this version's changes."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
