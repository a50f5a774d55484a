"""Playbooks as the settings show them: each list with its entries, and how much there is by stage."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse

from penstock.pipelines.models import Stage
from penstock.playbooks.sorts import SORTS, Sort
from penstock.workspaces.actor import Actor


@dataclass(frozen=True)
class EntryList:
    """One list of a stage."""

    sort: Sort
    rows: list[Any]
    retired: list[Any]
    order_url: str


def lists_of(stage: Stage, by: Actor) -> list[EntryList]:
    """All lists of a stage's playbook."""
    return [_list(sort, stage, by) for sort in SORTS.values()]


def counts_by_stage(by: Actor) -> dict[int, list[tuple[Any, int]]]:
    """How many entries each list has, by stage; empty lists are left out."""
    found: dict[int, list[tuple[Any, int]]] = defaultdict(list)
    for sort in SORTS.values():
        rows = sort.model.objects.of(by).filter(retired_at__isnull=True).order_by().values("stage_id")
        for stage_id, count in rows.annotate(count=Count("pk")).values_list("stage_id", "count"):
            found[stage_id].append((sort.label, count))
    return found


def _list(sort: Sort, stage: Stage, by: Actor) -> EntryList:
    rows = list(sort.model.objects.of(by).filter(stage=stage).order_by("order", "pk"))
    used, retired = ([row for row in rows if bool(row.retired_at) is gone] for gone in (False, True))
    return EntryList(sort, used, retired, reverse("playbooks:order", args=[stage.pk, sort.key]))
