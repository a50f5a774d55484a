"""Roles say whether their people see what products cost us; those who may go past rules do."""

from django.db import migrations, models
from django.db.models import Q


def let_those_who_answer_for_others(apps, schema_editor):
    roles = apps.get_model("workspaces", "Role")._base_manager
    roles.filter(Q(is_admin=True) | Q(may_override=True)).update(may_see_costs=True)


class Migration(migrations.Migration):
    dependencies = [("workspaces", "0005_workspace_fiscal_month")]

    operations = [
        migrations.AddField("role", "may_see_costs", models.BooleanField(default=False)),
        migrations.RunPython(let_those_who_answer_for_others, migrations.RunPython.noop),
    ]
