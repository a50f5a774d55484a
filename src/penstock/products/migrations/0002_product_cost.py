"""A product has a cost, in a currency of its own where it is bought in another than it is sold in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("products", "0001_initial")]

    operations = [
        migrations.AddField(
            "product", "unit_cost", models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)
        ),
        migrations.AddField("product", "cost_currency", models.CharField(blank=True, default="", max_length=3)),
    ]
