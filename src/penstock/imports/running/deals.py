"""Deals: rows and histories become deals with dated spans; a known deal is changed by the ordinary actions."""

import hashlib
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from penstock.common.money import LARGEST
from penstock.deals.actions.ingest_deals import DealHistory, ingest_deals
from penstock.deals.models import Deal
from penstock.imports.drafting.drafts import Draft, Refusal
from penstock.imports.drafting.survey import TableSurvey
from penstock.imports.drafting.visits import LaidOut, lay_out
from penstock.imports.running.custom_fields import sound_drafts
from penstock.imports.running.deal_contacts import make_contacts
from penstock.imports.running.deal_histories import history_of, items_of
from penstock.imports.running.deal_updates import update_deals
from penstock.imports.running.gates import override_of, refuse_unready
from penstock.imports.running.late_histories import rewrite_from_histories
from penstock.imports.running.products import make_products
from penstock.imports.running.references import make_companies
from penstock.imports.running.resting import let_rest, told_of_rest
from penstock.imports.running.run import Run

News = dict[str, DealHistory]
"""The new deals of a block by what they are known by; a second row of one adds its product."""


def take_deals(run: Run, table: TableSurvey, rows: list[Draft | Refusal]) -> None:
    """A block of rows of deals."""
    drafts = sound_drafts(run, table, rows)
    make_companies(run, drafts)
    make_products(run, drafts)
    make_contacts(run, drafts)
    news: News = {}
    known: list[tuple[int, Draft, LaidOut]] = []
    for draft in drafts:
        _sort(run, table, draft, news, known)
    resting = {key: run.drafts[key].values for key in news} if told_of_rest(table) else {}
    for deal, key in zip(_write(run, table, news), news, strict=True):
        let_rest(run, deal, resting.get(key, {}))
    update_deals(run, table, known)


def take_histories(run: Run, table: TableSurvey, keys: list[str]) -> None:
    """A block of deals of which only a stage history tells."""
    drafts = [Draft(run.survey.histories[key][0].row, history_values(run, key), []) for key in keys]
    make_companies(run, drafts)
    news: News = {}
    known: list[tuple[int, Draft, LaidOut]] = []
    for draft in drafts:
        _sort(run, table, draft, news, known)
    for deal, key in zip(_write(run, table, news), news, strict=True):
        run.told_by_history(deal.pk, table, key)
    rewrite_from_histories(run, table, known)


def history_keys(run: Run) -> list[str]:
    """The deals that no table of deals lists; where one is there, a history of others is told and left."""
    return [] if run.survey.of_kind("deal") else list(run.survey.histories)


def history_values(run: Run, key: str) -> dict[str, Any]:
    """What a history tells of its deal as a row would."""
    entries = run.survey.histories[key]
    facts: dict[str, Any] = {
        name: entry.facts[name]
        for entry in entries
        for name in ("value", "currency", "pipeline", "company")
        if name in entry.facts
    }
    return {"external_id": key, "name": run.survey.history_names.get(key, key), "stage": entries[-1].stage, **facts}


def _sort(
    run: Run,
    table: TableSurvey,
    draft: Draft,
    news: News,
    known: list[tuple[int, Draft, LaidOut]],
) -> None:
    """A row is of a new deal, of a known one, or refused."""
    values = draft.values
    reason = unsound(run, values)
    if reason:
        run.refuse("deal", table, draft, reason)
        return
    pipeline = run.survey.pipeline_of(values)
    values = with_stage(run, values)
    key = identity(run, draft)
    laid = _previewed(run, draft, pipeline) or laid_out(run, values, pipeline)
    run.assumed.update(laid.assumed)
    pk = run.known_deal(key, values.get("name"))
    if pk is not None:
        known.append((pk, replace(draft, values=values), laid))
    elif key in news:
        news[key].items += items_of(run, values)
        run.counts["deal"]["matched"] += 1
    else:
        news[key] = history_of(run, values, laid, pipeline)
        run.drafts[key] = draft


def with_stage(run: Run, values: dict[str, Any]) -> dict[str, Any]:
    """The values of a row with its stage by name."""
    return {**values, "stage": run.survey.stage_of(values)} if "stage" in values else values


def laid_out(run: Run, values: dict[str, Any], pipeline: str) -> LaidOut:
    """The visits of a row."""
    return lay_out(values, run.survey.entries_of(values), run.courses[pipeline])


def _previewed(run: Run, draft: Draft, pipeline: str) -> LaidOut | None:
    """The visits as the preview laid them out, once: what it brought back to its own now is laid out again."""
    laid, draft.laid = draft.laid, None
    return laid if laid and pipeline in run.previewed and "in the future" not in laid.assumed else None


def unsound(run: Run, values: dict[str, Any]) -> str | None:
    """Why a row cannot be a deal, if it cannot."""
    value = values.get("value")
    if run.survey.pipeline_of(values) not in run.courses:
        return _("the row has no stage, and no other row tells one")
    if value is not None and abs(value) > LARGEST:
        return _("the amount is larger than any that can be kept")
    return None


def identity(run: Run, draft: Draft) -> str:
    """The row's id; a row without one is known by what hardly changes of it, and by how often that came before."""
    if "external_id" in draft.values:
        return str(draft.values["external_id"])
    draft.digest = digest = draft.digest or _digest(draft.values)
    run.repeats[digest] += 1
    return f"row:{digest}:{run.repeats[digest]}"


def _digest(values: dict[str, Any]) -> str:
    parts = [str(values.get(name, "")) for name in ("name", "company", "created_at", "owner", "product", "source")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


def _write(run: Run, table: TableSurvey, news: News) -> list[Deal]:
    refuse_unready(run, table, news, run.drafts)
    run.drafts.clear()
    override = override_of(run.record)
    deals = ingest_deals(list(news.values()), by=run.by, override=override) if news else []
    for deal, key in zip(deals, news, strict=True):
        run.made("deal", deal.id, table, key)
        if deal.value_basis == "items":
            run.assumed["list price"] += 1
    return deals
