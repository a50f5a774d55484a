"""The removed deals have an index of their own: they are few, and whoever counts what is not on them asks for all."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("deals", "0013_forecast_category")]

    operations = [
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(
                condition=models.Q(("removed_at__isnull", False)),
                fields=["workspace", "removed_at"],
                name="deal_removed",
            ),
        ),
    ]
