"""Deals: rows and histories become deals with dated spans; a known deal is changed by the ordinary actions."""

import hashlib
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from penstock.common.bulk import fresh
from penstock.common.money import LARGEST, rounded
from penstock.deals.actions.ingest_deals import DealHistory, Step, ingest_deals
from penstock.deals.models import DealItem, DealType
from penstock.imports.drafting.drafts import Draft, Refusal
from penstock.imports.drafting.survey import TableSurvey
from penstock.imports.drafting.visits import LaidOut, Visit, lay_out
from penstock.imports.running.custom_fields import sound_drafts
from penstock.imports.running.deal_contacts import contacts_of, make_contacts
from penstock.imports.running.deal_updates import update_deals
from penstock.imports.running.products import make_products
from penstock.imports.running.references import company_of, make_companies, owner_of
from penstock.imports.running.run import Run
from penstock.imports.running.words import loss_reason_id, source_id, tag_ids

TYPES = (
    (DealType.REPEAT, ("repeat", "renew", "повтор", "продлен", "复购", "续")),
    (DealType.EXISTING, ("exist", "upsell", "upgrade", "cross", "действующ", "существующ", "老客户", "现有")),
    (DealType.NEW, ("new", "нов", "新")),
)


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
    _write(run, table, news)
    update_deals(run, table, known)


def take_histories(run: Run, table: TableSurvey, keys: list[str]) -> None:
    """A block of deals of which only a stage history tells."""
    drafts = [Draft(run.survey.histories[key][0].row, history_values(run, key), []) for key in keys]
    make_companies(run, drafts)
    news: News = {}
    known: list[tuple[int, Draft, LaidOut]] = []
    for draft in drafts:
        _sort(run, table, draft, news, known)
    _write(run, table, news)
    update_deals(run, table, known)


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
    if "stage" in values:
        values["stage"] = run.survey.stage_of(values)
    key = identity(run, values)
    laid = lay_out(values, run.survey.entries_of(values), run.courses[pipeline])
    run.assumed.update(laid.assumed)
    pk = run.books["deal"].find(key)
    if pk is not None:
        known.append((pk, draft, laid))
    elif key in news:
        news[key].items += _items(run, values)
        run.counts["deal"]["matched"] += 1
    else:
        news[key] = _history(run, values, laid, pipeline)


def unsound(run: Run, values: dict[str, Any]) -> str | None:
    """Why a row cannot be a deal, if it cannot."""
    value = values.get("value")
    if run.survey.pipeline_of(values) not in run.courses:
        return _("the row has no stage, and no other row tells one")
    if value is not None and abs(value) > LARGEST:
        return _("the amount is larger than any that can be kept")
    return None


def identity(run: Run, values: dict[str, Any]) -> str:
    """The row's id; a row without one is known by what hardly changes of it, and by how often that came before."""
    if "external_id" in values:
        return values["external_id"]
    parts = [str(values.get(name, "")) for name in ("name", "company", "created_at", "owner", "product", "source")]
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]
    run.repeats[digest] += 1
    return f"row:{digest}:{run.repeats[digest]}"


def _history(run: Run, values: dict[str, Any], laid: LaidOut, pipeline: str) -> DealHistory:
    items = _items(run, values)
    facts = _facts(run, values, laid) | _own_probability(run, values, laid, pipeline)
    steps = [_step(run, visit, pipeline) for visit in laid.visits]
    if laid.status == "lost" and "lost_reason" in values:
        steps[-1].facts["loss_reason_id"] = loss_reason_id(run, values["lost_reason"])
    name = " ".join(str(values.get("name") or values["external_id"]).split())[:300]
    tags = tag_ids(run, values.get("tags", []))
    return DealHistory(name, steps, facts, items, contacts_of(run, values), tags)


def _facts(run: Run, values: dict[str, Any], laid: LaidOut) -> dict[str, Any]:
    notes = [
        *values.get("note", []),
        *([_("Next step: %(step)s") % {"step": values["next_step"]}] if "next_step" in values else []),
    ]
    facts: dict[str, Any] = {
        "currency": values.get("currency") or run.currency,
        "company_id": company_of(run, values) or _linked_company(run, values),
        "description": "\n\n".join(notes),
        "expected_close_on": laid.expected_close_on,
    }
    if "source" in values:
        facts["source_id"] = source_id(run, values["source"])
    if "type" in values:
        facts["type"] = type_of(values["type"])
    return facts | ({"custom": values["custom"]} if "custom" in values else {})


def _own_probability(run: Run, values: dict[str, Any], laid: LaidOut, pipeline: str) -> dict[str, Any]:
    """An open deal's own probability, where those of its stage agree on another; where they differ it tells nothing."""
    usual = run.courses[pipeline].stages[laid.visits[-1].stage].probability
    told = values.get("probability")
    if laid.status != "open" or told is None or usual is None or round(told) == usual or not 0 <= told <= 100:
        return {}
    return {"probability": round(told)}


def _linked_company(run: Run, values: dict[str, Any]) -> int | None:
    linked = run.survey.links.get(values.get("external_id", ""), {}).get("company_id", [])
    return next((pk for one in linked if (pk := run.books["company"].find(one))), None)


def type_of(word: str) -> str:
    """New, repeat or existing customer, from the words of the file."""
    folded = word.casefold()
    return next((str(kind) for kind, parts in TYPES if any(part in folded for part in parts)), "")


def _step(run: Run, visit: Visit, pipeline: str) -> Step:
    facts: dict[str, Any] = {}
    if "value" in visit.facts:
        facts["amount"] = rounded(visit.facts["value"])
    if "currency" in visit.facts:
        facts["currency"] = visit.facts["currency"]
    if "owner" in visit.facts or "owner_id" in visit.facts or "owner_email" in visit.facts:
        facts["owner_id"] = owner_of(run, visit.facts)
    return Step(visit.at, run.stages[pipeline, visit.stage], facts, visit.enters)


def _items(run: Run, values: dict[str, Any]) -> list[DealItem]:
    """The product that a row names, as a line at list price; it is the deal's value when the row has no amount."""
    pk = run.books["product"].find(values.get("product_id"), values.get("product"))
    if pk is None:
        return []
    name, price = run.products[pk]
    quantity = values.get("quantity") or Decimal(1)
    return [fresh(DealItem, product_id=pk, name=name, quantity=quantity, unit_price=price or Decimal(0))]


def _write(run: Run, table: TableSurvey, news: News) -> None:
    deals = ingest_deals(list(news.values()), by=run.by) if news else []
    for deal, key in zip(deals, news, strict=True):
        run.made("deal", deal.pk, table, key)
        if deal.value_basis == "items":
            run.assumed["list price"] += 1
