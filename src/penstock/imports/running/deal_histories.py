"""Deal histories: what a row of a deal and its visits become, in the form in which deals are written."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from penstock.common.bulk import fresh
from penstock.common.money import rounded
from penstock.deals.actions.ingest_deals import DealHistory, Step
from penstock.deals.models import DealItem, DealType
from penstock.imports.drafting.visits import LaidOut, Visit
from penstock.imports.running.deal_contacts import contacts_of
from penstock.imports.running.references import company_of, owner_of
from penstock.imports.running.run import Run
from penstock.imports.running.words import loss_reason_id, source_id, tag_ids

TYPES = (
    (DealType.REPEAT, ("repeat", "renew", "повтор", "продлен", "复购", "续")),
    (DealType.EXISTING, ("exist", "upsell", "upgrade", "cross", "действующ", "существующ", "老客户", "现有")),
    (DealType.NEW, ("new", "нов", "新")),
)


def history_of(run: Run, values: dict[str, Any], laid: LaidOut, pipeline: str) -> DealHistory:
    """A row and its visits as the history of a deal."""
    items = items_of(run, values)
    facts = _facts(run, values, laid) | _own_probability(run, values, laid, pipeline)
    steps = [step_of(run, visit, pipeline) for visit in laid.visits]
    if laid.status == "lost" and "lost_reason" in values:
        steps[-1].facts["loss_reason_id"] = loss_reason_id(run, values["lost_reason"])
    if "forecast_category" in values:
        # The file tells it of the deal as it stands, so nothing is said of the stages before.
        steps[-1].facts["forecast_category"] = values["forecast_category"]
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


def step_of(run: Run, visit: Visit, pipeline: str) -> Step:
    """A visit as a step of a deal's history; ``person_id`` is an owner who is known here already."""
    facts: dict[str, Any] = {}
    if "value" in visit.facts:
        facts["amount"] = rounded(visit.facts["value"])
    if "currency" in visit.facts:
        facts["currency"] = visit.facts["currency"]
    if "owner" in visit.facts or "owner_id" in visit.facts or "owner_email" in visit.facts:
        facts["owner_id"] = owner_of(run, visit.facts)
    if "person_id" in visit.facts:
        facts["owner_id"] = visit.facts["person_id"]
    return Step(visit.at, run.stages[pipeline, visit.stage], facts, visit.enters)


def items_of(run: Run, values: dict[str, Any]) -> list[DealItem]:
    """The product that a row names, as a line at list price; it is the deal's value when the row has no amount."""
    pk = run.books["product"].find(values.get("product_id"), values.get("product"))
    if pk is None:
        return []
    name, price = run.products[pk]
    quantity = values.get("quantity") or Decimal(1)
    return [fresh(DealItem, product_id=pk, name=name, quantity=quantity, unit_price=price or Decimal(0))]
