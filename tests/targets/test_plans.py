"""The plan for any days is what a slow and obvious telling day by day says."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.common.money import CENT
from penstock.targets.periods import Period, Span
from penstock.targets.plans import Line, Wanted

YEAR = Period.around("year", date(2026, 1, 1))
PERIODS = [YEAR, *YEAR.parts("quarter"), *YEAR.parts("month")]
IN = {period: frozenset(period.days) for period in PERIODS}
DAYS = st.integers(0, 365).map(lambda offset: date(2026, 1, 1) + timedelta(days=offset))
SPANS = st.tuples(DAYS, DAYS).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Span(*pair))
SETS = st.dictionaries(st.sampled_from(PERIODS), st.decimals(0, 10**6, places=2), max_size=8)


def works(day):
    return day.weekday() < 5


def line(told):
    return Line([Wanted(period.span, amount) for period, amount in told.items()], works, CENT)


def days(span):
    return [span.from_on + timedelta(days=n) for n in range((span.until_on - span.from_on).days)]


def slowly(told, span):
    """Day by day: each takes its part of the shortest target over it, except under a target that counts whole."""
    if not any(IN[period] & set(days(span)) for period in told):
        return None
    total, left = Fraction(0), set(days(span))
    for period in sorted(told, key=lambda one: -len(IN[one])):
        if IN[period] <= left:
            total, left = total + Fraction(told[period]), left - IN[period]
    return total + sum((daily(told, day) for day in left), Fraction(0))


def daily(told, day):
    over = [period for period in told if day in IN[period]]
    return spread(told, min(over, key=lambda one: len(IN[one])), day) if over else Fraction(0)


def spread(told, period, day):
    shorter = [one for one in told if IN[one] < IN[period]]
    free = [one for one in period.days if not any(one in IN[inner] for inner in shorter)]
    worked = [one for one in free if works(one)] or free
    handed = sum((asked(told, one) for one in shorter), Fraction(0))
    return max(Fraction(told[period]) - handed, Fraction(0)) / len(worked) if day in worked else Fraction(0)


def asked(told, period):
    """What a target asks for on days of its own."""
    shorter = [one for one in told if IN[one] < IN[period]]
    free = [one for one in period.days if not any(one in IN[inner] for inner in shorter)]
    handed = sum((asked(told, one) for one in shorter), Fraction(0))
    return max(Fraction(told[period]) - handed, Fraction(0)) if free else Fraction(0)


@settings(max_examples=40, deadline=None)
@given(told=SETS, span=SPANS)
def test_any_days_have_what_the_slow_telling_says_to_a_few_cents(told, span):
    found, slow = line(told).plan(span), slowly(told, span)
    assert (found is None) == (slow is None)
    assert found is None or abs(Fraction(found) - slow) < Fraction(10, 100)


@settings(max_examples=40, deadline=None)
@given(told=SETS, cut=st.lists(DAYS, max_size=6))
def test_what_falls_on_neighbouring_days_adds_up_to_the_cent(told, cut):
    one = line({period: amount for period, amount in told.items() if period == YEAR})
    edges = sorted({date(2026, 1, 1), date(2027, 1, 1), *cut})
    parts = [one.plan(Span(first, last)) for first, last in pairwise(edges)]
    assert sum(part or 0 for part in parts) == told.get(YEAR, 0)


def test_a_year_counts_whole_although_its_months_come_to_less():
    months = {period: Decimal(5) for period in YEAR.parts("month")}
    both = line({YEAR: Decimal(100), **months})
    assert both.plan(YEAR.span) == 100
    assert both.plan(YEAR.parts("quarter")[0].span) == 15


def test_what_months_do_not_ask_for_is_spread_over_the_months_without_a_target():
    january, february = YEAR.parts("month")[:2]
    told = line({YEAR: Decimal(1000), january: Decimal(1000)})
    assert told.plan(january.span) == 1000 and told.plan(february.span) == 0
    told = line({YEAR: Decimal(1100), january: Decimal(1000)})
    assert told.plan(Span(february.starts_on, date(2027, 1, 1))) == 100
