"""What pay comes to in months: each day of a month is paid its part, other currencies at the rate of the last day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from penstock.common.money import rounded
from penstock.payroll.models import Pay
from penstock.workspaces.actor import Actor
from penstock.workspaces.rates import Rates

Days = tuple[date, date]
"""Days from one until before another, within one month."""


@dataclass(frozen=True)
class Payroll:
    """The sum of each month in the workspace's currency, in the order asked for.

    ``converted`` are the currencies that were brought into it, ``left_out`` the amounts that no rate could bring.
    """

    months: list[Decimal]
    converted: frozenset[str] = frozenset()
    left_out: dict[str, Decimal] = field(default_factory=dict)


def payroll_of(months: Sequence[Days], by: Actor, people: Collection[int] | None = None) -> Payroll | None:
    """What those whose pay the actor may see were paid, of these people alone if told; None without the right."""
    if not by.may_see_pay:
        return None
    rows = Pay.objects.of(by).order_by("person_id", "from_on")
    pieces = list(_pieces(row for row in rows if people is None or row.person_id in people))
    told = [_paid(pieces, days) for days in months]
    sums, left_out, converted = [], defaultdict[str, Decimal](Decimal), set[str]()
    for (_first, end), amounts in zip(months, told, strict=True):
        foreign = set(amounts) - {by.workspace.currency}
        total = amounts.get(by.workspace.currency, Decimal(0))
        if foreign:
            day = Rates(by.workspace, end - timedelta(days=1)).total(amounts)
            total = day.amount
            converted |= set(day.converted)
            for currency, amount in day.left_out.items():
                left_out[currency] += rounded(amount)
        sums.append(rounded(total))
    return Payroll(sums, frozenset(converted), dict(left_out))


@dataclass(frozen=True)
class _Piece:
    """An amount a month from a day until before another (None: it goes on)."""

    amount: Decimal
    currency: str
    from_on: date
    until_on: date | None


def _pieces(rows: Iterable[Pay]) -> Iterable[_Piece]:
    ordered = list(rows)
    for row, after in zip(ordered, [*ordered[1:], None], strict=False):
        until = after.from_on if after is not None and after.person_id == row.person_id else None
        if row.amount:
            yield _Piece(row.amount, row.currency, row.from_on, until)


def _paid(pieces: Iterable[_Piece], days: Days) -> dict[str, Decimal]:
    """The amounts of some days of a month by currency: of 31 days each is paid a thirty-first."""
    first, end = days
    month = first.replace(day=1)
    length = ((month + timedelta(days=32)).replace(day=1) - month).days
    amounts: dict[str, Decimal] = defaultdict(Decimal)
    for piece in pieces:
        begins, ends = max(piece.from_on, first), min(piece.until_on or end, end)
        if begins < ends:
            amounts[piece.currency] += piece.amount * (ends - begins).days / length
    return dict(amounts)
