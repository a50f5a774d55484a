"""What the quarter that goes on may bring of one deal, or of somebody's own, each with its reasons."""

from collections.abc import Callable
from dataclasses import dataclass

from penstock.forecasts.expected import OpenDeal, Window
from penstock.forecasts.forecast import Filters, Forecast
from penstock.forecasts.reasons import Reason, reasons
from penstock.metrics.asking import ids_of
from penstock.metrics.copies import caught_up
from penstock.metrics.periods import period_of
from penstock.ui import formats
from penstock.workspaces.actor import Actor

MOST_SHOWN = 5


@dataclass(frozen=True)
class Told:
    """An open deal with its chance to be won this quarter, and why it is that."""

    deal: OpenDeal
    reasons: list[Reason]


def of_deal(deal_id: int, by: Actor) -> Told | None:
    """One of them; None where it is not open, or not to be read."""
    window = this_quarter()
    found = _told(by, window, (), lambda forecast: [one] if (one := forecast.deal(window, deal_id)) else [])
    return found[0] if found else None


def promising(person_id: int, by: Actor) -> list[Told]:
    """Somebody's few of which most is to be expected."""
    window, labels = this_quarter(), {pk: label for label, pk in ids_of("person", by=by).items()}
    if person_id not in labels:
        return []
    mine = [("owner", labels[person_id])]
    found = _told(by, window, mine, lambda forecast: forecast.deals(window, slice(0, MOST_SHOWN)))
    return [one for one in found if one.deal.expected > 0]


def of_deals(ids: list[int], by: Actor) -> dict[int, Told]:
    """Those of several that are open and may be read, by a number of questions that does not depend on theirs."""
    window = this_quarter()
    found = _told(by, window, (), lambda forecast: forecast.deals(window, slice(0, len(ids)), ids))
    return {one.deal.deal_id: one for one in found}


def this_quarter() -> Window:
    """The reader's, asked at the end of today."""
    today = formats.today()
    quarter = period_of("quarter", today)
    return Window(quarter.from_on or today, quarter.until_on or today, today)


def _told(by: Actor, window: Window, where: Filters, ask: Callable[[Forecast], list[OpenDeal]]) -> list[Told]:
    with caught_up(by.workspace) as copy:
        forecast = Forecast(copy, by, where, is_lasting=True)
        known, names = forecast.known(window.as_of), forecast.names()
        counts = by.readable_people is None
        return [Told(one, reasons(one, known, window, names, counts)) for one in ask(forecast)]
