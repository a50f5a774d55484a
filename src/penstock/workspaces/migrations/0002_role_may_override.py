"""Roles say whether their people may take a deal past a stage's rules; those who answer for others may."""

from django.db import migrations, models
from django.db.models import Q


def let_those_who_answer_for_others(apps, schema_editor):
    roles = apps.get_model("workspaces", "Role")._base_manager
    roles.filter(Q(is_admin=True) | Q(write_scope__in=("team", "all"))).update(may_override=True)


class Migration(migrations.Migration):
    dependencies = [("workspaces", "0001_initial")]

    operations = [
        migrations.AddField("role", "may_override", models.BooleanField(default=False)),
        migrations.RunPython(let_those_who_answer_for_others, migrations.RunPython.noop),
    ]
