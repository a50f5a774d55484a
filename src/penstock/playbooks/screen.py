"""Playbooks as the settings show them: each list with its entries, and how much there is by stage."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse

from penstock.pipelines.models import Stage
from penstock.playbooks.models import AssetUse, AssetVersion, Finding, Outcome
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
    if sort.key == "assets":
        _count_uses(used, by)
    if sort.key in ("objections", "needs"):
        _count_findings(sort, used, by)
    return EntryList(sort, used, retired, reverse("playbooks:order", args=[stage.pk, sort.key]))


def _count_uses(assets: list[Any], by: Actor) -> None:
    """How often each asset was given, all its versions together, and which version it is in."""
    uses = AssetUse.objects.on(by.workspace).filter(version__asset__in=assets).order_by()
    counts = dict(uses.values_list("version__asset_id").annotate(Count("pk")))
    numbers = AssetVersion.objects.on(by.workspace).filter(asset__in=assets).order_by()
    newest = dict(numbers.values_list("asset_id").annotate(Max("number")))
    for asset in assets:
        asset.uses, asset.version = counts.get(asset.pk, 0), newest.get(asset.pk, 0)


def _count_findings(sort: Sort, entries: list[Any], by: Actor) -> None:
    """On how many deals each was met, and on how many of them it was answered."""
    rows = Finding.objects.of(by).filter(
        sort=sort.key, removed_at__isnull=True, entry_id__in=[one.pk for one in entries]
    )
    told = (
        rows.order_by()
        .values("entry_id")
        .annotate(
            met=Count("deal", distinct=True), answered=Count("deal", distinct=True, filter=Q(outcome=Outcome.ANSWERED))
        )
    )
    counts = {row["entry_id"]: (row["met"], row["answered"]) for row in told}
    for entry in entries:
        entry.met, entry.answered = counts.get(entry.pk, (0, 0))
