"""The totals tell sources and types apart, and are drawn anew from the deals."""

from django.db import migrations, models
from django.db.models.functions import Coalesce

GROUP = "workspace_id, pipeline_id, stage_id, status, owner_id, source_id, type, currency"
CENTS = "CAST(ROUND(value * 100) AS bigint)"
EMPTY = "DELETE FROM boards_stagetotal"
BEFORE = "workspace_id, pipeline_id, stage_id, status, owner_id, currency"


def drawn(group: str) -> str:
    """The statement that draws all totals from the deals."""
    return (
        f"INSERT INTO boards_stagetotal ({group}, count, cents, weighted) "  # noqa: S608 -- our own names
        f"SELECT {group}, COUNT(*), SUM({CENTS}), SUM(({CENTS} * odds + 50) / 100) "
        f"FROM deals_deal WHERE removed_at IS NULL GROUP BY {group}"
    )


KEY = ("workspace", "pipeline_id", "stage_id", "status")


class Migration(migrations.Migration):
    """Two more columns in the key."""

    dependencies = [("boards", "0001_initial"), ("deals", "0001_initial")]

    operations = [
        migrations.RunSQL(EMPTY, drawn(BEFORE)),
        migrations.AddField("stagetotal", "source_id", models.BigIntegerField(null=True)),
        migrations.AddField(
            "stagetotal", "type", models.CharField(blank=True, default="", max_length=8), preserve_default=False
        ),
        migrations.RemoveConstraint("stagetotal", "stage_total_key"),
        migrations.AddConstraint(
            "stagetotal",
            models.UniqueConstraint(
                *(models.F(name) for name in KEY),
                Coalesce(models.F("owner_id"), 0),
                Coalesce(models.F("source_id"), 0),
                models.F("type"),
                models.F("currency"),
                name="stage_total_key",
            ),
        ),
        migrations.RunSQL(drawn(GROUP), EMPTY),
    ]
