"""A company's activities lie by when they were done, so that the last one is found at once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("activities", "0003_remind_before")]

    operations = [
        migrations.RemoveIndex(model_name="activity", name="activity_company"),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                condition=models.Q(("company__isnull", False)), fields=["company", "done_at"], name="activity_touched"
            ),
        ),
    ]
