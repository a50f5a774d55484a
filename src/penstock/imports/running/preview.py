"""The preview: what an import would create, update, match and refuse, and what it takes for granted."""

from collections import Counter, defaultdict
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from penstock.deals.models import Deal
from penstock.imports.drafting.drafts import Draft, Refusal
from penstock.imports.drafting.names import trim_name
from penstock.imports.drafting.survey import ONLY_PIPELINE, Survey, TableSurvey, full_name
from penstock.imports.drafting.visits import Course
from penstock.imports.recognise.systems import GENERIC
from penstock.imports.recognise.tables import system_of
from penstock.imports.running.assumptions import sentences
from penstock.imports.running.companies import known_company
from penstock.imports.running.custom_fields import check_custom
from penstock.imports.running.deals import history_keys, history_values, identity, laid_out, unsound, with_stage
from penstock.imports.running.gates import note
from penstock.imports.running.late_histories import told_anew
from penstock.imports.running.resting import rests
from penstock.imports.running.run import Run
from penstock.imports.running.steps import BLOCK

SHOWN_REFUSALS = 20


def preview(run: Run) -> dict[str, Any]:
    """The proposal, as JSON can hold it."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    refused: list[dict[str, Any]] = []
    _lay_courses(run)
    for table in run.survey.tables:
        kind = table.recognised.kind.key
        if kind in ("person", "company", "product", "contact", "deal", "activity"):
            _count(run, table, kind, counts[kind], refused)
        elif table.refused:
            counts[kind]["refused"] += table.refused
    _count_histories(run, counts["deal"])
    run.strange_histories = len(run.survey.histories.keys() - run.own_ids) if run.own_ids else 0
    _count_referred(run, counts)
    recognised = run.recognised
    system = system_of(recognised)
    return {
        "system": system.title if system is not GENERIC else "",
        "tables": [_table(one, run.survey) for one in recognised],
        "counts": {kind: dict(+count) for kind, count in counts.items() if +count},
        "rows": sum(table.rows for table in run.survey.tables),
        "near": [_near(run.survey, one) for one in run.survey.near],
        "pipelines": [_pipeline(run, name, plans) for name, plans in run.survey.pipelines.items()],
        "refused": refused,
        "notes": [*run.survey.notes, *sentences(run.assumed), *_untaken(recognised), *_strangers(run), *note(run)],
        "currency": run.currency,
        "currency_told": bool(run.survey.currencies),
    }


def _lay_courses(run: Run) -> None:
    latest = min(run.survey.latest or run.now, run.now)
    for name, plans in run.survey.pipelines.items():
        run.courses[name] = Course.of(plans, latest, run.now, run.survey.zone)


def _count(run: Run, table: TableSurvey, kind: str, count: Counter[str], refused: list[dict[str, Any]]) -> None:
    """A table's rows, by what would happen to each."""
    seen: set[str] = set()
    rows = table.reader.drafts()
    while block := list(islice(rows, BLOCK)):
        known: list[tuple[int, Draft]] = []
        for row in block:
            reason = row.reason if isinstance(row, Refusal) else _refusal(run, kind, row)
            if reason is not None:
                count["refused"] += 1
                if len(refused) < SHOWN_REFUSALS:
                    refused.append({"table": table.recognised.table.name, "row": row.row, "reason": reason})
            elif isinstance(row, Draft):
                _sort(run, kind, row, seen, known, count)
        if kind == "deal":
            _compare(run, known, count)
        else:
            count["matched"] += len(known)


def _refusal(run: Run, kind: str, row: Draft) -> str | None:
    if kind == "deal" and (reason := unsound(run, row.values)):
        return reason
    return check_custom(run, kind, row.values)


def _sort(run: Run, kind: str, row: Draft, seen: set[str], known: list[tuple[int, Draft]], count: Counter[str]) -> None:
    """Created, or about a record that exists, or a second row about the same."""
    values = row.values
    external_id = values.get("external_id", "")
    name = full_name(values) if kind in ("person", "contact") else values.get("name", "")
    if kind == "deal":
        key = identity(run, row)
        run.own_ids.add(external_id)
        pk = run.known_deal(key, values.get("name"))
    elif kind == "company":
        key, pk = external_id or trim_name(name), known_company(run, external_id, name)
    elif kind == "activity":
        key, pk = f"{values.get('kind', '')}:{external_id or row.row}", None
    else:
        key = (
            external_id if external_id and kind == "contact" else trim_name(name) if kind != "contact" else str(row.row)
        )
        pk = run.books[kind].find(external_id, name if kind != "contact" else None)
    if pk is not None:
        known.append((pk, row))
    elif key in seen:
        count["matched"] += 1
    else:
        seen.add(key)
        count["created"] += 1
        if kind == "deal":
            _assume(run, row)


def _assume(run: Run, row: Draft) -> None:
    values = row.values
    row.laid = laid_out(run, with_stage(run, values), run.survey.pipeline_of(values))
    run.assumed.update(row.laid.assumed)
    if "value" not in values and "product" in values and (run.survey.listed["product"] or run.books["product"].by_name):
        run.assumed["list price"] += 1


def _compare(run: Run, known: list[tuple[int, Draft]], count: Counter[str]) -> None:
    """Which of the deals that are here would change."""
    deals = Deal.objects.of(run.by).select_related("stage").in_bulk([pk for pk, _row in known])
    for pk, row in known:
        deal, values = deals.get(pk), row.values
        if deal is None:
            count["refused"] += 1
            continue
        stage = run.survey.stage_of(values)
        moved = bool(stage) and trim_name(stage or "") != trim_name(deal.stage.name) and deal.stage.kind == "open"
        worth = "value" in values and values["value"] != deal.amount
        differs = moved or worth or rests(run, deal, values)
        count["updated" if differs else "matched"] += 1


def _count_histories(run: Run, count: Counter[str]) -> None:
    """Deals that a history tells of are made, or their pasts are told anew."""
    keys = iter(history_keys(run))
    while block := list(islice(keys, BLOCK)):
        known: dict[str, int] = {}
        for key in block:
            values = history_values(run, key)
            pk = run.known_deal(key, values["name"])
            if pk is None:
                count["created"] += 1
                _assume(run, Draft(0, values, []))
            else:
                known[key] = pk
        news = told_anew(run, known)
        count["updated"] += news
        count["matched"] += len(known) - news


def _count_referred(run: Run, counts: defaultdict[str, Counter[str]]) -> None:
    """Records that rows name and no table lists."""
    for kind, named in run.survey.named.items():
        listed = {trim_name(name) for name in run.survey.listed[kind]}
        aliases = run.survey.aliases[kind]
        unlisted = (
            {trim_name(name) for name in named if not aliases.get(name)} - listed - run.books[kind].by_name.keys()
        )
        if unlisted:
            counts[kind]["created"] += len(unlisted)
    unknown = [one for one in run.survey.owner_ids if run.books["person"].find(one) is None]
    if unknown:
        counts["person"]["created"] += len(unknown)


def _table(one: Any, survey: Survey) -> dict[str, Any]:
    surveyed = next((table for table in survey.tables if table.recognised.table is one.table), None)
    columns = surveyed.recognised.columns if surveyed else one.columns
    return {
        "name": one.table.name,
        "source": one.table.source,
        "system": one.system.title,
        "kind": one.kind.key,
        "taken": one.kind.taken,
        "rows": surveyed.rows if surveyed else None,
        "refused": surveyed.refused if surveyed else None,
        "left_blank": dict(surveyed.warnings) if surveyed else {},
        "confidence": round(one.confidence, 2),
        "columns": [
            {
                "header": column.header,
                "field": column.field,
                "confidence": round(column.confidence, 2),
                "why": str(column.why),
                "examples": list(column.examples),
                "form": surveyed.reader.forms.get(column.header, "") if surveyed else "",
            }
            for column in columns
        ],
    }


def _near(survey: Survey, near: Any) -> dict[str, Any]:
    return {
        "kind": near.kind,
        "name": near.name,
        "proposed": near.proposed,
        "confidence": near.confidence,
        "rows": near.rows,
        "taken": survey.aliases[near.kind].get(near.name) is not None,
    }


def _pipeline(run: Run, name: str, plans: list[Any]) -> dict[str, Any]:
    stages = [{"name": plan.name, "kind": plan.kind, "probability": plan.probability} for plan in plans]
    return {"name": run.pipeline if name == ONLY_PIPELINE else name, "stages": stages}


def _untaken(recognised: list[Any]) -> list[str]:
    """Tables that are known and not taken yet, said plainly."""
    found = []
    for one in recognised:
        if one.kind.key == "unknown":
            found.append(
                _("%(table)s: its headers tell nothing that can be imported. Say what it holds, or leave it out.")
                % {"table": one.table.name}
            )
        elif not one.kind.taken:
            found.append(
                _("%(table)s holds %(kind)s, which Penstock does not import yet.")
                % {"table": one.table.name, "kind": one.kind.label}
            )
    return found


def _strangers(run: Run) -> list[str]:
    """Histories of deals that the table of deals does not list; people who are only an id."""
    found = []
    if run.survey.of_kind("deal") and run.strange_histories:
        found.append(
            ngettext(
                "The history tells of %(count)d deal that the table of deals does not list; it is left out.",
                "The history tells of %(count)d deals that the table of deals does not list; they are left out.",
                run.strange_histories,
            )
            % {"count": run.strange_histories}
        )
    if run.survey.owner_ids:
        found.append(
            ngettext(
                "%(count)d owner is known by an id only: bring the table of users along to give them a name.",
                "%(count)d owners are known by an id only: bring the table of users along to give them names.",
                len(run.survey.owner_ids),
            )
            % {"count": len(run.survey.owner_ids)}
        )
    return found
