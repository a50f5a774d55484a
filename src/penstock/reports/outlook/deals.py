"""The open deals that matter most in the period, each with its chance and what that is made of."""

from django.urls import reverse
from django.utils.translation import gettext as _

from penstock.deals.models import Deal
from penstock.forecasts.expected import OpenDeal, Window
from penstock.forecasts.forecast import Forecast
from penstock.forecasts.known import Known
from penstock.forecasts.reasons import Names, Reason, reasons
from penstock.metrics.asking import ids_of
from penstock.metrics.question import MISSING
from penstock.reports.outlook.asking import Outlook
from penstock.reports.outlook.ways import money, share
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats

SHOWN = 20


def deals(outlook: Outlook) -> Table:
    """Those of which most is to be expected."""
    found, told, names = outlook.ask("deals", lambda forecast: _asked(forecast, outlook.window))
    known = Deal.objects.of(outlook.by).in_bulk([one.deal_id for one in found])
    labels = {pk: label for label, pk in ids_of("stage", by=outlook.by).items()}
    longest = max((one.expected for one in found), default=0.0)
    lines = [
        Line(
            known[one.deal_id].name,
            [
                *_cells(one, labels.get(one.stage_id, MISSING), outlook),
                money(one.expected, outlook, longest),
                _why(reasons(one, told, outlook.window, names, outlook.by.readable_people is None)),
            ],
            url=reverse("deals:deal", args=[one.deal_id]),
        )
        for one in found
        if one.deal_id in known and one.expected
    ]
    heads = [Head("stage", _("Stage"), is_words=True), Head("worth", _("Worth"))]
    heads += [Head("odds", _("Odds stated")), Head("chance", _("Chance in the period"))]
    heads += [Head("days", _("Days in the stage")), Head("expected", _("Expected"))]
    heads += [Head("why", _("Why"), is_words=True)]
    note = _(
        "A chance is learnt from deals that had stood as many days in that stage, from what kind of deal it is and "
        "from the seasons; where too few ever stood there, it is the odds stated."
    )
    return Table("deals", _("The deals of which most is to be expected"), _("Deal"), heads, lines, note, bar=6)


def _asked(forecast: Forecast, window: Window) -> tuple[list[OpenDeal], Known, Names]:
    return forecast.deals(window, slice(0, SHOWN)), forecast.known(window.as_of), forecast.names()


def _why(several: list[Reason]) -> Cell:
    """What moves the chance most."""
    text = several[0].text if several else ""
    return Cell(text, text)


def _cells(one: OpenDeal, stage: str, outlook: Outlook) -> list[Cell]:
    late = _("longer than nearly all won ones") if one.is_late else ""
    days = Cell(formats.number(one.days), one.days, note=late, state="stuck" if late else "")
    return [Cell(stage, stage), money(one.worth, outlook), share(one.odds), share(one.chance), days]
