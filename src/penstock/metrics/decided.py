"""What stands beside a win rate: in which months deals were closed, and how those that were opened then went."""

from babel.lists import format_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from penstock.metrics.answer import Row
from penstock.metrics.asked import Asked
from penstock.metrics.asking import ask
from penstock.metrics.periods import Period, period_of
from penstock.metrics.time_splits import period_named
from penstock.ui import formats
from penstock.workspaces.actor import Actor

COHORT = "cohort"
MOST_NAMED = 4


def beside_win_rate(asked: Asked, by: Actor) -> list[str]:
    """Sentences that say how far the rate can be trusted; none for a time without whole months or without closings.

    A rate tells only of what was decided. What was opened at the same time and is undecided yet, and months in which
    nothing was closed at all, are in no win rate, and may make one look better or worse than it is.
    """
    months = _months(asked.period)
    if not months:
        return []
    return [words for words in (_closed_when(asked, by, months), _opened_then(asked, by, months)) if words]


def _months(period: Period) -> list[Period]:
    """The months of a period of whole months, up to three years of them."""
    first, end = period.from_on, period.until_on
    if not first or not end or first.day != 1 or end.day != 1 or (end - first).days > 1100:
        return []
    found = [period_of("month", first)]
    while found[-1].until_on != end:
        found.append(found[-1].after)
    return found


def _closed_when(asked: Asked, by: Actor, months: list[Period]) -> str:
    """Which months have no closing at all, where some have."""
    rows = ask("win_rate", by=by, split=["month"], **asked.words()).rows
    told = {period_named("month", row.group[0]): row.n for row in rows if row.group[0]}
    closed = [month.label for month in months if month in told]
    empty = [month.label for month in months if month not in told]
    if not closed or not empty:
        return ""
    if max(len(closed), len(empty)) > MOST_NAMED:
        words = ngettext(
            "Nothing was closed in %(count)s of these %(all)s months.",
            "Nothing was closed in %(count)s of these %(all)s months.",
            len(empty),
        )
        return words % {"count": formats.number(len(empty)), "all": formats.number(len(months))}
    words = _("Nothing was closed in %(empty)s: every decision is of %(months)s.")
    return words % {"empty": _listed(empty), "months": _listed(closed)}


def _opened_then(asked: Asked, by: Actor, months: list[Period]) -> str:
    """How many of the deals opened in the period were decided at its end, and how they stand by now."""
    if any(name == COHORT for name, _value in asked.where):
        return ""
    cohort = [(COHORT, f"{month.from_on:%Y-%m}") for month in months]
    words = {**asked.words(), "where": [*asked.where, *cohort], "from_on": None, "until_on": None}
    opened = ask("stage_deals", by=by, **words).rows[0].n
    then, now = (ask("win_rate", by=by, **{**words, "until_on": day}).rows[0] for day in (asked.period.until_on, None))
    if not then.n or opened == now.n == then.n:
        return ""
    counts = {"opened": opened, "decided": then.n, "closed": now.n, "open": opened - now.n}
    told = {"then": _share(then), "now": _share(now), **{key: formats.number(n) for key, n in counts.items()}}
    if then.n == now.n:
        settled = _("Opened in this time: %(opened)s deals. Decided: %(closed)s, %(now)s of them won. Open: %(open)s.")
        return settled % told
    sentence = _(
        "Opened in this time: %(opened)s deals. Decided by its end: %(decided)s, %(then)s of them won. "
        "Decided by now: %(closed)s, %(now)s of them won. Open: %(open)s."
    )
    return sentence % told


def _share(row: Row) -> str:
    return formats.percent(row.value, 0) if row.value is not None else "—"


def _listed(names: list[str]) -> str:
    return format_list(names, locale=formats.reader_locale())
