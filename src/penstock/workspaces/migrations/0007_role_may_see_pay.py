"""Roles say whether their people see what people are paid; none does until it is let."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workspaces", "0006_role_may_see_costs")]

    operations = [migrations.AddField("role", "may_see_pay", models.BooleanField(default=False))]
