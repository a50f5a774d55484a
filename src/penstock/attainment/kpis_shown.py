"""How a scorecard is drawn: figures in their units, attainment as it is and as it counts, and what is missing."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from penstock.attainment.scorecards import Card, Score
from penstock.metrics import figures
from penstock.metrics.catalogue import METRICS
from penstock.targets.kpis import lacking
from penstock.ui import formats

FAR = Decimal("0.7")
"""Below this a total is marked."""


@dataclass(frozen=True)
class KpiRow:
    """One line of a card."""

    name: str
    note: str
    weight: str
    target: str
    actual: str
    attainment: str
    counted: str
    bar: int
    state: str
    adds: str


def card_rows(card: Card, currency: str) -> list[KpiRow]:
    """The lines of a card."""
    return [_row(one, card, currency) for one in card.scores]


def _row(score: Score, card: Card, currency: str) -> KpiRow:
    unit = METRICS[score.measure.value].unit
    counted = score.counted
    adds = score.weight * counted / card.known if counted is not None and card.known else None
    return KpiRow(
        name=str(score.measure.label),
        note=_("less is better") if score.is_better_down else "",
        weight=formats.percent(score.weight / 100, 2),
        target=figures.shown(score.target, unit, currency),
        actual=figures.shown(score.actual, unit, currency),
        attainment=formats.percent(score.attainment, 1) if score.attainment is not None else "—",
        counted=_counted(score),
        bar=min(round(100 * counted), 100) if counted is not None else 0,
        state=state_of(counted),
        adds=formats.percent(adds, 1) if adds is not None else "—",
    )


def _counted(score: Score) -> str:
    """The attainment that counts, and whether a cap cut it."""
    if score.counted is None:
        return _("no target") if score.target is None else _("no figure yet")
    if score.cap is None:
        return _("%(share)s, uncapped") % {"share": formats.percent(score.counted, 1)}
    told = {"share": formats.percent(score.counted, 1), "cap": formats.percent(Decimal(score.cap) / 100)}
    return _("%(share)s, capped at %(cap)s") % told


def state_of(share: Decimal | None) -> str:
    """Reached, far behind, or neither."""
    if share is None:
        return ""
    return "won" if share >= 1 else "stuck" if share < FAR else ""


def warnings(card: Card) -> list[str]:
    """What the set lacks, and which of its metrics have no target for this period."""
    told = lacking(one.measure for one in card.scores)
    without = [str(one.measure.label) for one in card.scores if one.target is None]
    if without and card.whose.kind != "role":
        words = _("There is no target for this period, so this part of the weight does not count: %(metrics)s.")
        told.append(words % {"metrics": formats.listed(without)})
    return told
