"""What is to be done by whom is counted from an index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("activities", "0005_direction")]

    operations = [
        migrations.RemoveIndex(model_name="activity", name="activity_to_do"),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                condition=models.Q(("done_at__isnull", True), ("removed_at__isnull", True)),
                fields=["workspace", "owner", "due_at", "kind", "deal"],
                name="activity_to_do",
            ),
        ),
    ]
