"""People have a first day at work, for those who may have begun before there were records of it here."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workspaces", "0007_role_may_see_pay")]

    operations = [migrations.AddField("person", "started_on", models.DateField(blank=True, null=True))]
