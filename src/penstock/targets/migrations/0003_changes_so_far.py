"""Bring the changes of targets that the journal has told so far into the table of changes."""

from datetime import date
from decimal import Decimal

from django.db import migrations


def bring(apps, schema_editor):
    event, change = apps.get_model("journal", "Event"), apps.get_model("targets", "TargetChange")
    models = {
        "team_id": apps.get_model("workspaces", "Team"),
        "person_id": apps.get_model("workspaces", "Person"),
        "pipeline_id": apps.get_model("pipelines", "Pipeline"),
    }
    known = {name: set(model._base_manager.values_list("pk", flat=True)) for name, model in models.items()}
    rows = []
    for one in event._base_manager.filter(kind__in=("target.set", "target.removed")).order_by("workspace_id", "position"):
        data, is_set, amount = one.data, one.kind == "target.set", Decimal(one.data["amount"])
        ids = {"team_id": data.get("team_id"), "person_id": data.get("member_id"), "pipeline_id": data.get("pipeline_id")}
        if any(pk is not None and pk not in known[name] for name, pk in ids.items()):
            continue
        before = data.get("before")
        rows.append(
            change(
                workspace_id=one.workspace_id,
                position=one.position,
                metric=data["metric"],
                period=data["period"],
                starts_on=date.fromisoformat(data["starts_on"]),
                before=(Decimal(before) if before is not None else None) if is_set else amount,
                amount=amount if is_set else None,
                currency=data["currency"],
                set_by_id=one.person_id if one.person_id in known["person_id"] else None,
                origin=one.origin,
                at=one.occurred_at,
                **ids,
            )
        )
    change._base_manager.bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ("journal", "0004_event_by_hand"),
        ("targets", "0002_target_changes"),
    ]

    operations = [migrations.RunPython(bring, migrations.RunPython.noop)]
