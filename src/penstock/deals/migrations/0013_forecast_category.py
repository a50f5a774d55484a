"""Deals and spans have a forecast category: a column that may be null and has no default, so that no row is written."""

from django.db import migrations, models

CHOICES = [("commit", "Commit"), ("best_case", "Best case"), ("pipeline", "Pipeline"), ("omitted", "Omitted")]


class Migration(migrations.Migration):
    dependencies = [("deals", "0012_closed")]

    operations = [
        migrations.AddField(
            model_name="deal",
            name="forecast_category",
            field=models.CharField(blank=True, choices=CHOICES, max_length=9, null=True),
        ),
        migrations.AddField(
            model_name="dealspan",
            name="forecast_category",
            field=models.CharField(choices=CHOICES, max_length=9, null=True),
        ),
    ]
