"""By what the demo's people are measured this year: a set for sellers, one for heads, and how much work is wanted."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Count

from penstock.activities.models import Activity
from penstock.common.sheets import Cells
from penstock.demo.company import Company
from penstock.targets.actions import import_targets, set_kpis
from penstock.targets.kpis import Weighed, role
from penstock.targets.models import Measure
from penstock.targets.periods import Period, PeriodKind
from penstock.workspaces.models import Role

SELLERS = (
    Weighed(Measure.REVENUE, Decimal(50), cap=150),
    Weighed(Measure.MEETINGS, Decimal(20), cap=120),
    Weighed(Measure.WIN_RATE, Decimal(15), Decimal("0.35"), 150),
    Weighed(Measure.DATA, Decimal(15), Decimal("0.9")),
)
HEADS = (
    Weighed(Measure.REVENUE, Decimal(40), cap=150),
    Weighed(Measure.ACTIVITIES, Decimal(20), cap=120),
    Weighed(Measure.WIN_RATE, Decimal(20), Decimal("0.5"), 150),
    Weighed(Measure.DATA, Decimal(20), Decimal("0.9")),
)
LEAST = 12
"""Of the work of a year at least so much is wanted of everybody."""

WORK = ((Measure.MEETINGS, ["meeting"]), (Measure.ACTIVITIES, ["call", "meeting", "email"]))
"""Whose targets: of sellers the first, of heads the second, each with the kinds of work it counts."""


def measure(company: Company, now: datetime) -> None:
    """Say it for the year; a little more work is wanted of each than they did in the year before."""
    by = company.by
    year = Period.around(PeriodKind.YEAR, now.astimezone(by.workspace.zone).date())
    roles = {one.key: one.pk for one in Role.objects.of(by)}
    import_targets(list(enumerate(_rows(company, year, now), start=1)), by=by)
    for key, lines in (("rep", SELLERS), ("manager", HEADS)):
        set_kpis(lines, year, by=by, whose=role(roles[key]))


def _rows(company: Company, year: Period, now: datetime) -> Iterator[Cells]:
    heads = [company.manager]
    for people, (metric, kinds) in zip((company.all_sellers, heads), WORK, strict=True):
        done = _done(company, kinds, now)
        for one in people:
            wanted = str(max(round(done[one.pk] * 1.1), LEAST))
            yield {"person": one.name, "metric": str(metric), "period": str(year), "amount": wanted}


def _done(company: Company, kinds: list[str], now: datetime) -> Counter[int]:
    """How much of it each did in the last year."""
    rows = Activity.objects.of(company.by).filter(kind__in=kinds, done_at__gte=now - timedelta(days=365))
    return Counter(dict(rows.order_by().values_list("owner_id").annotate(Count("pk"))))
