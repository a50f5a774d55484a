"""Deals that a file sets aside until a day: by the ordinary action, once they are written."""

from datetime import date
from typing import Any

from penstock.common import clock
from penstock.deals.actions import bring_back, set_aside
from penstock.deals.actions.set_aside import LONGEST
from penstock.deals.models import Deal
from penstock.imports.drafting.days import day_in
from penstock.imports.drafting.survey import TableSurvey
from penstock.imports.running.run import Run
from penstock.workspaces.actor import Actor

DAY = "aside_until"


def told_of_rest(table: TableSurvey) -> bool:
    """Whether the table has the column at all."""
    return table.recognised.index(DAY) is not None


def let_rest(run: Run, deal: Deal, values: dict[str, Any]) -> dict[str, Any]:
    """Set a deal aside as its row says; returns the day and reason before, nothing where nothing differs.

    A closed deal stays closed, and a day that has come sets nobody aside: that is told as an assumption.
    """
    if DAY not in values:
        return {}
    if not rests(run, deal, values):
        run.assumed["not aside"] += deal.is_decided or _day(run, values) <= _today(run.by)
        return {}
    before = {DAY: deal.aside_until and deal.aside_until.isoformat(), "aside_reason": deal.aside_reason}
    set_aside(deal, until=_day(run, values), reason=_reason(values, deal), by=run.by)
    return before


def rests(run: Run, deal: Deal, values: dict[str, Any]) -> bool:
    """Whether the row sets the deal aside otherwise than it is."""
    if DAY not in values or deal.is_decided or _day(run, values) <= _today(run.by):
        return False
    return (deal.aside_until, deal.aside_reason) != (_day(run, values), _reason(values, deal))


def restore_rest(deal: Deal, before: dict[str, Any], by: Actor) -> None:
    """As it was before the import: worked, or set aside until a day that is still to come."""
    until = date.fromisoformat(before[DAY]) if before[DAY] else None
    if until is None or until <= _today(by):
        bring_back(deal, by=by)
    else:
        set_aside(deal, until=until, reason=before["aside_reason"], by=by)


def _day(run: Run, values: dict[str, Any]) -> date:
    return day_in(run.survey.zone, values[DAY])


def _reason(values: dict[str, Any], deal: Deal) -> str:
    """Without a column for it the reason stays as it is."""
    told = values.get("aside_reason")
    return " ".join(str(told).split())[:LONGEST] if told else deal.aside_reason


def _today(by: Actor) -> date:
    return clock.day_of(clock.now(), by.workspace.zone)
