"""How a line of the sheet is drawn: figures in words, the bar with its mark, and the addresses of what can be done."""

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from penstock.attainment.asked import Asked
from penstock.attainment.standing import Line, Sheet
from penstock.metrics import figures
from penstock.metrics.catalogue.metric import Unit
from penstock.targets.models import Aim, Target
from penstock.targets.periods import PeriodKind
from penstock.targets.plans import Whose
from penstock.ui import formats

FULL = 100
"""The bar's end, in percent; what is over it is told by the figure."""


@dataclass(frozen=True)
class Row:
    """One row of the table."""

    line: Line
    target: str
    is_built_up: bool
    difference: str
    actual: str
    percent: str
    bar: int
    state: str
    gap: str
    pace: str
    set_url: str
    break_down_url: str
    remove_url: str
    needs_url: str
    rows_url: str


def amount(value: Decimal | float | None, aim: Aim, currency: str) -> str:
    """An amount of an aim at a glance: money short, numbers whole."""
    if value is None:
        return "—"
    if aim.is_money:
        return figures.shown(value, Unit.MONEY, currency)
    return formats.number(value, 1 if value % 1 else 0)


def exact(value: Decimal, target: Target) -> str:
    """An amount of a target to the cent, in its own currency."""
    return formats.money_exact(value, target.currency) if target.currency else formats.number(value)


def row_of(line: Line, sheet: Sheet, asked: Asked) -> Row:
    """The line as it is drawn."""
    standing, aim, currency = line.standing, asked.aim, sheet.by.workspace.currency
    share = standing.attainment
    target, query = line.target, asked.query
    return Row(
        line=line,
        target=amount(standing.wanted, aim, currency) if standing.wanted is not None else "",
        is_built_up=target is None and standing.wanted is not None,
        difference=_difference(line, aim, currency),
        actual=amount(standing.actual, aim, currency),
        percent=formats.percent(share) if share is not None else "",
        bar=min(round(100 * share), FULL) if share is not None and share > 0 else 0,
        state=_state(share, sheet),
        gap=amount(max(standing.gap, Decimal(0)), aim, currency) if standing.gap is not None else "",
        pace=amount(standing.pace, aim, currency) if standing.pace else "",
        set_url=set_url(line, query) if line.may_set else "",
        break_down_url=reverse("attainment:break_down", args=[target.pk]) + query if _divides(line) and target else "",
        remove_url=reverse("attainment:remove", args=[target.pk]) + query if line.may_set and target else "",
        needs_url=needs_url(line.whose) + query,
        rows_url=rows_url(line.whose, sheet),
    )


def needs_url(whose: Whose) -> str:
    """Where it stands what it takes."""
    if whose.kind == "person":
        return reverse("attainment:needs", args=[whose.id])
    return reverse("attainment:needs_of", args=[whose.kind or "workspace", whose.id])


def set_url(line: Line, query: str) -> str:
    """Where a line's target is set."""
    return reverse("attainment:set", args=[line.whose.kind or "workspace", line.whose.id]) + query


def _divides(line: Line) -> bool:
    """Whether there may be something to break the target down into."""
    is_long = line.target is not None and line.target.period != PeriodKind.MONTH
    return line.may_set and line.target is not None and (is_long or line.whose.kind != "person")


def _difference(line: Line, aim: Aim, currency: str) -> str:
    """How those beneath differ from what is wanted above, in words; empty where they do not."""
    if not line.difference:
        return ""
    told = {"amount": amount(abs(line.difference), aim, currency)}
    if line.difference > 0:
        return _("%(amount)s more below") % told
    return _("%(amount)s not handed down") % told


def _state(share: float | None, sheet: Sheet) -> str:
    if share is None:
        return ""
    if share >= 1:
        return "won"
    return "stuck" if share < sheet.expected else ""


def rows_url(whose: Whose, sheet: Sheet) -> str:
    """Where the actual opens into its rows: of a person, of all whom one sees beneath a team, or of everybody."""
    told = {"metric": sheet.aim.value, "period": "custom", "from": sheet.when.starts_on, "to": sheet.when.ends_on}
    where = [*(("owner", name) for name in sheet.names_beneath(whose)), *sheet.words["where"]]
    return reverse("metrics:rows") + "?" + urlencode([*told.items(), *where, *_as_of(sheet)])


def _as_of(sheet: Sheet) -> list[tuple[str, str]]:
    return [("as_of", sheet.as_of.isoformat())] if sheet.as_of else []
