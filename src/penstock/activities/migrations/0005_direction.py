"""Calls say whether we rang them or they rang us."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("activities", "0004_touched")]

    operations = [
        migrations.AddField(
            model_name="activity",
            name="direction",
            field=models.CharField(
                blank=True, choices=[("outgoing", "Outgoing"), ("incoming", "Incoming")], max_length=8, null=True
            ),
        ),
    ]
