"""Let the database itself refuse to change or delete an event."""

from django.db import migrations

SENTENCE = "The journal is never changed"

SQLITE = [
    f"CREATE TRIGGER event_no_update BEFORE UPDATE ON journal_event BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END",
    f"CREATE TRIGGER event_no_delete BEFORE DELETE ON journal_event BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END",
]
POSTGRESQL = [
    f"""CREATE FUNCTION journal_event_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{SENTENCE}'; END $$""",
    "CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON journal_event "
    "FOR EACH ROW EXECUTE FUNCTION journal_event_refuse()",
]
DROP_SQLITE = ["DROP TRIGGER event_no_update", "DROP TRIGGER event_no_delete"]
DROP_POSTGRESQL = ["DROP TRIGGER event_append_only ON journal_event", "DROP FUNCTION journal_event_refuse()"]


def _run(schema_editor, sqlite, postgresql):
    for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda _apps, schema_editor: _run(schema_editor, SQLITE, POSTGRESQL),
            lambda _apps, schema_editor: _run(schema_editor, DROP_SQLITE, DROP_POSTGRESQL),
        )
    ]
