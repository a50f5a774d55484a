"""Activities and files say what they were for."""

import django.db.models.deletion
from django.db import migrations, models

DRAWN = (
    "INSERT INTO deals_dealwork (workspace_id, deal_id, what, purpose_id, count, last_at) "
    "SELECT workspace_id, deal_id, {what}, 0, COUNT(*), MAX({moment}) FROM {table} "
    "WHERE {moment} IS NOT NULL AND removed_at IS NULL AND deal_id IS NOT NULL GROUP BY 1, 2, 3"
)


def draw_what_was_done(apps, schema_editor):
    schema_editor.execute(DRAWN.format(table="activities_activity", what="kind", moment="done_at"))
    schema_editor.execute(DRAWN.format(table="activities_attachment", what="'file'", moment="uploaded_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0001_initial'),
        ('deals', '0002_gates'),
    ]

    operations = [
        migrations.AddField(
            model_name='activity',
            name='purpose',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='deals.workpurpose'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='purpose',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='deals.workpurpose'),
        ),
        migrations.RunPython(draw_what_was_done, migrations.RunPython.noop),
    ]
