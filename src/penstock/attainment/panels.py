"""What stands on pages below and above: the line on Today about the month's target, and scorecards on dashboards."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from penstock.activities.today import Whose
from penstock.attainment.asked import Asked
from penstock.attainment.kpis_shown import state_of, warnings
from penstock.attainment.needs import Needs, average_of_all
from penstock.attainment.scorecards import Scorecards
from penstock.attainment.solving import whole
from penstock.attainment.standing import Sheet
from penstock.common import clock
from penstock.metrics.copies import one_reading
from penstock.metrics.keeping import NotReady
from penstock.targets.models import Aim, Kpi, Target
from penstock.targets.periods import Period, PeriodKind
from penstock.targets.plans import person
from penstock.ui import formats
from penstock.ui.panels import panel
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

MOST = 12
"""So many people stand above a dashboard; all of them on the page of scorecards."""


@panel("today")
class TargetPanel:
    """This month against its target; while the numbers are being prepared nothing is shown."""

    template = "attainment/panels/today.html"
    column = "main"
    order = 5

    def context(self, request: HttpRequest, whose: Whose) -> dict[str, Any]:
        """Empty without a target, and for more than one person unless they are all whom one sees."""
        by: Actor = request.actor
        if not Target.objects.of(by).filter(metric=Aim.REVENUE).exists():
            return {}
        when = Period.around(PeriodKind.MONTH, clock.day_of(clock.now(), by.workspace.zone))
        try:
            with one_reading(by.workspace):
                return self._told(Sheet(by, Aim.REVENUE, when), whose)
        except NotReady:
            return {}

    def _told(self, sheet: Sheet, whose: Whose) -> dict[str, Any]:
        if not sheet.plans.rows:
            return {}
        one = next(iter(whose.people)) if whose.people is not None and len(whose.people) == 1 else None
        if one is not None:
            standing, url = sheet.of(person(one)), reverse("attainment:needs", args=[one])
        else:
            standing, url = sheet.everybody(), reverse("attainment:targets")
        if standing.attainment is None or standing.gap is None:
            return {}
        return {
            "share": standing.attainment,
            "percent": min(round(100 * standing.attainment), 100),
            "expected": sheet.expected,
            "is_reached": standing.gap <= 0,
            "deals": whole(_deals(sheet, one, standing.gap)),
            "url": url + Asked(sheet.aim, sheet.when).query,
        }


def _deals(sheet: Sheet, one: int | None, gap: Decimal) -> Fraction | None:
    """So many average won deals are missing; of several people together by everybody's average."""
    member = Person.objects.of(sheet.by).filter(pk=one).first() if one is not None else None
    average = Needs(sheet, member).average.value if member else average_of_all(sheet)
    return Fraction(max(gap, Decimal(0))) / average if average else None


@panel("dashboard")
class ScorecardPanel:
    """Above what a seller and a head begin with: one's own card, or everybody's totals, of this month."""

    template = "attainment/panels/scorecards.html"
    column = "top"
    order = 5

    def context(self, request: HttpRequest, ready: str) -> dict[str, Any]:
        """Empty elsewhere, and where no set counts."""
        by: Actor = request.actor
        if ready not in ("seller", "head") or not Kpi.objects.of(by).in_force().exists():
            return {}
        when = Period.around(PeriodKind.MONTH, clock.day_of(clock.now(), by.workspace.zone))
        try:
            with one_reading(by.workspace):
                return self._told(Scorecards(by, when), ready)
        except NotReady:
            return {}

    def _told(self, cards: Scorecards, ready: str) -> dict[str, Any]:
        mine = cards.by.person_id
        if ready == "head":
            shown = cards.cards()
        else:
            shown = [card for card in [cards.of_person(mine)] if card.scores] if mine is not None else []
        query = Asked(Aim.REVENUE, cards.when).query
        lines = [
            {
                "name": cards.people[card.whose.id].name,
                "url": reverse("attainment:kpi", args=["person", card.whose.id]) + query,
                "percent": formats.percent(card.total) if card.total is not None else "",
                "bar": min(round(100 * card.total), 100) if card.total is not None else 0,
                "state": state_of(card.total),
            }
            for card in shown
            if card.whose.id in cards.people
        ]
        lacks = warnings(shown[0]) if ready == "seller" and shown else []
        return {"lines": lines[:MOST], "url": reverse("attainment:kpis") + query, "lacks": lacks}
