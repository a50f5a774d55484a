"""A line on Today: how far this month's target is reached, and how many deals that still takes."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from penstock.activities.today import Whose
from penstock.attainment.asked import Asked
from penstock.attainment.needs import Needs, average_of_all
from penstock.attainment.solving import whole
from penstock.attainment.standing import Sheet
from penstock.common import clock
from penstock.metrics.copies import one_reading
from penstock.metrics.keeping import NotReady
from penstock.targets.models import Aim, Target
from penstock.targets.periods import Period, PeriodKind
from penstock.targets.plans import person
from penstock.ui.panels import panel
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


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
