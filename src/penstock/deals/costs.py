"""What products cost us, worked out by the database: the very figures of ``deals.margins``, for many deals at once."""

from decimal import Decimal
from typing import Any, ClassVar

from django.db.models import (
    BooleanField,
    Case,
    DecimalField,
    F,
    FloatField,
    Func,
    IntegerField,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import TruncDate

from penstock.common import clock
from penstock.deals.models import Billing, DealItem
from penstock.workspaces.models import ExchangeRate, Workspace
from penstock.workspaces.rates import Rates

RATE = DecimalField(max_digits=20, decimal_places=10)


class Formula(Func):
    """A formula of its own in each database, with a place for each argument in their order.

    What it gives is never fetched. It is said to be a float because SQLite would make whole numbers of decimals.
    """

    sqlite: ClassVar[str]
    postgresql: ClassVar[str]
    output_field: Any = FloatField()

    def as_sql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """The formula of the database, with its arguments filled in."""
        parts = [compiler.compile(one) for one in self.get_source_expressions()]
        sql = getattr(self, connection.vendor).format(*(text for text, _params in parts))
        return sql, [param for _text, params in parts for param in params]


class Cents(Formula):
    """So many units at a cost each, in whole cents half up, so many times.

    SQLite counts in whole numbers, because its fractions are not exact. At last it makes a fraction of them: sums of
    these are exact far beyond the largest amount, and are never too large.
    """

    sqlite = "((CAST(ROUND({} * 1000) AS bigint) * CAST(ROUND({} * 100) AS bigint) + 500) / 1000 * {} * 1.0)"
    postgresql = "(ROUND({} * {} * 100) * {})"


class ConvertedCents(Formula):
    """So many units at a cost each, times a rate, through another rate, in whole cents half up, so many times.

    In SQLite the product may come out some units of the sixteenth digit too small: it is raised by these, so that what
    is a half by hand is a half there.
    """

    sqlite = "(ROUND({} * 1.0 * {} * {} / NULLIF({}, 0) * 100 * (1 + 4e-15)) * {})"
    postgresql = "(ROUND(CAST({} * {} * {} * 100 AS numeric(90, 40)) / NULLIF({}, 0)) * {})"


class OrTooMuch(Formula):
    """A cost, or more than any deal is worth where it is not known."""

    sqlite = "COALESCE({}, 9e999)"
    postgresql = "COALESCE({}, 1e100)"


class OrTooLittle(Formula):
    """A cost, or less than nothing by more than any deal is worth where it is not known."""

    sqlite = "COALESCE({}, -9e999)"
    postgresql = "COALESCE({}, -1e100)"


class LeavesAtLeast(Formula):
    """Whether a value, times the share that may be spent in hundredths of a percent, covers a cost in cents."""

    sqlite = "(CAST(ROUND({} * 100) AS bigint) * {} >= CAST({} AS bigint) * 10000)"
    postgresql = "({} * 100 * {} >= {} * 10000)"
    output_field = BooleanField()


class LeavesAtMost(Formula):
    """Whether a value, times the share that may be spent in hundredths of a percent, is covered by a cost in cents."""

    sqlite = "(CAST(ROUND({} * 100) AS bigint) * {} <= CAST({} AS bigint) * 10000)"
    postgresql = "({} * 100 * {} <= {} * 10000)"
    output_field = BooleanField()


def items_by_margin(workspace: Workspace, low: Decimal | None, high: Decimal | None) -> QuerySet[Any]:
    """Rows of ``deal_id``: the deals whose margin is known and lies between the bounds in percent, both included."""
    rows: QuerySet[Any] = DealItem.objects.on(workspace).filter(deal__value__gt=0).order_by()
    rows = rows.annotate(bought_in=_bought_in(), closed_on=TruncDate("deal__closed_at", tzinfo=workspace.zone))
    rows = rows.annotate(cost=_cost(workspace)).values("deal_id")
    value = Min("deal__value")
    if low is not None:
        rows = rows.annotate(at_least=LeavesAtLeast(value, _spent(low), Sum(OrTooMuch("cost")))).filter(at_least=True)
    if high is not None:
        rows = rows.annotate(at_most=LeavesAtMost(value, _spent(high), Sum(OrTooLittle("cost")))).filter(at_most=True)
    return rows.values("deal_id")


def _spent(percent: Decimal) -> Value:
    """What may be spent where so much is left, in hundredths of a percent."""
    return Value(int((100 - percent) * 100))


def _bought_in() -> Case:
    return Case(When(product__cost_currency="", then=F("product__currency")), default=F("product__cost_currency"))


def _cost(workspace: Workspace) -> Case:
    """The cost of a line in cents of its deal's currency; None where it is not known."""
    times = Case(When(billing=Billing.ONCE, then=1), default=F("periods"), output_field=IntegerField())
    own = When(bought_in=F("deal__currency"), then=Cents("quantity", "product__unit_cost", times))
    today = Rates(workspace, clock.day_of(clock.now(), workspace.zone))
    if set(today.known) == {workspace.currency}:
        return Case(own, output_field=FloatField())
    ours, theirs = (_rate(name, workspace, today) for name in ("bought_in", "deal__currency"))
    converted = ConvertedCents("quantity", "product__unit_cost", ours, theirs, times)
    return Case(own, default=converted, output_field=FloatField())


def _rate(currency: str, workspace: Workspace, today: Rates) -> Case:
    """Units of the workspace's currency for one of this: of the day on which the deal was closed, else of today."""
    known = [When(**{currency: code}, then=Value(rate, output_field=RATE)) for code, rate in today.known.items()]
    rows = ExchangeRate.objects.on(workspace).filter(currency=OuterRef(currency), on__lte=OuterRef("closed_on"))
    return Case(
        When(**{currency: workspace.currency}, then=Value(Decimal(1), output_field=RATE)),
        When(deal__closed_at__isnull=True, then=Case(*known, output_field=RATE)),
        default=Subquery(rows.order_by("-on").values("rate")[:1], output_field=RATE),
        output_field=RATE,
    )
