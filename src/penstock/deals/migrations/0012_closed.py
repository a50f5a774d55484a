"""Closed deals lie by when they were closed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("deals", "0011_processes")]

    operations = [
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", False), ("removed_at__isnull", True)),
                fields=["workspace", "-closed_at", "status", "owner", "removed_at"],
                name="deal_closed",
            ),
        ),
    ]
