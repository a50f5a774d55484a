"""Every metric once more, slow and obvious, over plain rows: what the quick one must come to."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from statistics import fmean, median
from typing import Any

from tests.metrics.histories import PEOPLE, STAGES, TEAMS, Span, Story
from tests.metrics.slow_changes import changes_of
from tests.metrics.slow_selling import (
    NOBODY,
    SCRIPTED,
    WORK,
    closed_since,
    competitor,
    discount,
    has_need,
    saw_the_proposal,
    scripted,
    verified,
    was_led,
    where_of,
    work_of,
)
from tests.metrics.slow_time import TODAY, days, local, rate, start_of, survival


@dataclass
class Ended:
    """A visit that ended: its first and last span, the first span of the next visit, and how it went."""

    first: Span
    last: Span
    after: Span
    way: str
    days: float
    days_aside: float


class Slow:
    """The stories as one asker sees them, in a period [from, until) and as of the end of a day."""

    def __init__(
        self, told: list[Story], from_on: date | None, until_on: date | None, as_of: date | None, people: Any = None
    ) -> None:
        self.told = [one for one in told if people is None or one.owner is None or one.owner in people]
        after = as_of + timedelta(days=1) if as_of else None
        self.start = start_of(from_on) if from_on else None
        self.end_of_flow = min((day for day in (after, until_on) if day), default=None)
        self.end_of_stock = after or until_on
        self.seen = after
        self.last_day = after or TODAY + timedelta(days=1)

    def standing(self, end: date | None) -> dict[int, Span]:
        """What was true of each deal just before a day began; without one, what is true now."""
        found = {}
        for one in self.told:
            before = [span for span in one.spans if end is None or span.from_at < start_of(end)]
            if before:
                found[one.id] = before[-1]
        return found

    def closings(self) -> list[tuple[Story, Span, datetime]]:
        """The deals that are closed at the period's end and got so in the period, with the moment."""
        found = []
        stories = {one.id: one for one in self.told}
        for deal, span in self.standing(self.end_of_flow).items():
            if not span.is_closed:
                continue
            closed_at = closed_since(stories[deal], span)
            if closed_at and (self.start is None or closed_at >= self.start):
                found.append((stories[deal], span, closed_at))
        return found

    def visits(self) -> list[list[Span]]:
        """The spans of each visit of each deal."""
        grouped: dict[tuple[int, int], list[Span]] = defaultdict(list)
        for one in self.told:
            for span in one.spans:
                grouped[(span.deal, span.visit)].append(span)
        return list(grouped.values())

    def is_in(self, moment: datetime | None) -> bool:
        """Whether a moment is in the period."""
        if moment is None or (self.start and moment < self.start):
            return False
        return self.end_of_flow is None or moment < start_of(self.end_of_flow)

    def is_begun(self, span: Span) -> bool:
        """Whether a visit began in the period and before all is told."""
        return self.is_in(span.from_at) and span.from_at < start_of(self.last_day)

    def ended(self) -> list[Ended]:
        """The visits that ended in the period."""
        found, firsts = [], {(v[0].deal, v[0].visit): v[0] for v in self.visits()}
        for spans in self.visits():
            first, last = spans[0], spans[-1]
            if self.is_in(last.to_at):
                after = firsts[(last.deal, last.visit + 1)]
                took, rested = days(first.from_at, last.to_at), aside_in(spans)
                found.append(Ended(first, last, after, way_out(last, after), took, rested))
        return found

    def all_ended(self) -> list[Ended]:
        """The visits that ever ended."""
        return Slow(self.told, None, None, None).ended()

    def leavings(self) -> list[Ended]:
        """The last leaving of each stage by each deal in the period."""
        return list({(one.last.deal, one.last.stage): one for one in self.ended()}.values())

    def entries(self) -> list[Span]:
        """The last entry of each deal into each stage in the period."""
        firsts = [spans[0] for spans in self.visits() if self.is_in(spans[0].from_at)]
        return list({(span.deal, span.stage): span for span in firsts}.values())


def aside_in(spans: list[Span]) -> float:
    """The days for which a deal was set aside during an ended visit."""
    return sum(days(span.from_at, span.to_at) for span in spans if span.status == "aside")


def way_out(last: Span, after: Span) -> str:
    """Forward, lost or back."""
    if after.status in ("won", "lost"):
        return "forward" if after.status == "won" else "lost"
    (pipeline, place), (next_pipeline, next_place) = STAGES[last.stage], STAGES[after.stage]
    return "forward" if pipeline != next_pipeline or next_place > place else "back"


def group_of(dimension: str | None, span: Span, told: dict[int, Story], day: date | None, after: Span | None) -> Any:
    """The label of a row's group."""
    if dimension is None:
        return None
    found = {
        "owner": lambda: PEOPLE.get(span.owner),
        "team": lambda: "T10" if TEAMS.get(span.owner) else None,
        "department": lambda: "D20" if TEAMS.get(span.owner) else None,
        "expected_month": lambda: span.expected and f"{span.expected:%Y-%m}",
        "stage": lambda: where_of(span, told),
        "next_stage": lambda: f"S{after.stage}",
        "pipeline": lambda: (stage := where_of(span, told)) and f"P{STAGES[int(stage[1:])][0]}",
        "sector": lambda: "Retail" if told[span.deal].company == 1 else None,
        "size": lambda: "11-50" if told[span.deal].company == 1 else None,
        "type": lambda: told[span.deal].type or None,
        "currency": lambda: span.currency,
        "forecast_category": lambda: span.category,
        "loss_reason": lambda: "Price" if (after or span).loss_reason else None,
        "month": lambda: f"{day:%Y-%m}",
        "activity": lambda: span.kind,
        "cohort": lambda: f"{local(told[span.deal].opened_at):%Y-%m}",
        "week": lambda: f"{day:%G-W%V}",
    }
    return found[dimension]()


def compute(key: str, slow: Slow, dimension: str | None = None) -> dict[Any, tuple[int, Any]]:
    """The figure and the count of each group."""
    told = {one.id: one for one in slow.told}
    TOLD.update({one.id: one.company for one in slow.told})
    SCRIPTED.update(scripted(slow.told))
    groups: dict[Any, list[Any]] = defaultdict(list)
    for span, day, after, row in rows_of(key, slow):
        if dimension == "change":
            groups[row[0]].append(row)
        elif dimension == "has_need":
            end = slow.end_of_stock if key in STOCK else slow.end_of_flow
            groups["yes" if has_need(told[span.deal], span, end) else "no"].append(row)
        elif dimension == "competitor":
            groups[competitor(told[span.deal], span, slow.last_day)].append(row)
        elif key != "pipeline_changes" or row[0] not in ("opening", "closing"):
            groups[group_of(dimension, span, told, day, after)].append(row)
    if dimension is None:
        groups[None] = groups.get(None, [])
    figures = {label: figure_of(key, rows) for label, rows in groups.items()}
    return shares(figures) if key == "revenue_share" else figures


def shares(figures: dict[Any, tuple[int, Any]]) -> dict[Any, tuple[int, Any]]:
    """Each group's part of the whole."""
    whole = float(sum(value for _n, value in figures.values()))
    return {label: (n, float(value) / whole if n and whole else None) for label, (n, value) in figures.items()}


def rows_of(key: str, slow: Slow) -> list[tuple[Span, date | None, Span | None, Any]]:
    """Each row behind a metric: its span, its day, what came after, and what the figure needs of it."""
    if key in VISITS or (key.startswith("stage_") and key not in ("stage_deals", "stage_value")):
        return rows_of_visits(key, slow)
    if key in WORK:
        return [(one, day, None, one) for story in slow.told for one, day in work_of(story, key, slow)]
    if key == "pipeline_changes":
        return [row for one in slow.told for row in changes_of(one, slow)]
    if key in STOCK:
        day = slow.end_of_stock - timedelta(days=1) if slow.end_of_stock else TODAY
        spans = slow.standing(slow.end_of_stock).values()
        return [(s, None, None, (s, day)) for s in spans if STANDS.get(key, is_open)(s)]
    closings = [(s, local(at).date(), None, (s, at, one)) for one, s, at in slow.closings()]
    if key == "losses_verified_share":
        return verified(closings, slow)
    if key == "pipeline_velocity":
        still = [s for s in slow.standing(slow.end_of_flow).values() if s.status == "open"]
        return [*closings, *((s, None, None, (s, None, None)) for s in still)]
    both = ("win_rate", "growth", "refusals_after_proposal", "needs_found_share")
    wanted = ("lost",) if key == "deals_lost" else ("won", "lost") if key in both else ("won",)
    if key == "refusals_after_proposal":
        closings = [row for row in closings if saw_the_proposal(row[3][2], slow)]
    return [row for row in closings if row[0].status in wanted and BUYERS.get(key, lambda one: True)(row[3][2])]


def rows_of_visits(key: str, slow: Slow) -> list[tuple[Span, date, Span | None, Any]]:
    """The same for the funnel."""
    if key == "stage_entered":
        return [(s, local(s.from_at).date(), None, s) for s in slow.entries()]
    if key.startswith("stage_days"):
        return [(e.last, local(e.last.to_at).date(), e.after, e) for e in slow.ended()]
    if key == "stage_conversion_cohort":
        ways = {id(e.first): e for e in slow.all_ended()}
        return [(s, local(s.from_at).date(), None, is_forward(ways.get(id(s)), slow)) for s in slow.entries()]
    if key == "stage_time_to_next":
        waiting = [v for v in slow.visits() if slow.is_begun(v[0]) and not v[-1].is_closed]
        return [(v[0], local(v[0].from_at).date(), None, followed(v, slow)) for v in waiting]
    if key in ENDINGS:
        told = [e for e in slow.ended() if e.way == ENDINGS[key]]
        return [(e.last, local(e.last.to_at).date(), e.after, e) for e in told]
    if key == "final_stage_close_rate":
        told = [e for e in slow.leavings() if e.after.is_closed and e.last.stage in (3, 7)]
        return [(e.last, local(e.last.to_at).date(), e.after, e) for e in told]
    wanted = {"stage_moved_on": ["forward"], "stage_lost": ["lost"]}.get(key, ["forward", "lost"])
    return [(e.last, local(e.last.to_at).date(), e.after, e) for e in slow.leavings() if e.way in wanted]


def figure_of(key: str, rows: list[Any]) -> tuple[int, Any]:
    """One figure out of its rows."""
    if key in FIGURES:
        return FIGURES[key](rows)
    if key in ("open_deals", "deals_won", "deals_lost") or key in COUNTED:
        return len(rows), len(rows)
    if key in ("pipeline_value", "average_open_deal", "stage_value"):
        return money([(s.value, rate(s.currency, day)) for s, day in rows], key == "average_open_deal")
    if key in ("stage_conversion", "stage_drop_rate", "final_stage_close_rate"):
        wanted = "lost" if key == "stage_drop_rate" else "forward"
        return mean([one.way == wanted for one in rows])
    if key.startswith("average_won_deal") or key == "revenue_won":
        return won_money(rows, key != "revenue_won")
    lengths = (
        [max(e.days - e.days_aside, 0) for e in rows]
        if key.startswith("stage_days")
        else [days(o.opened_at, at) for _s, at, o in rows]
    )
    return len(lengths), (median if key.endswith("median") else fmean)(lengths) if lengths else None


def won_money(rows: list[Any], is_mean: bool) -> tuple[int, Any]:
    """The sum or mean of closings, each at the rate of its day."""
    return money([(s.value, rate(s.currency, local(at).date())) for s, at, _one in rows], is_mean)


def mean(values: list[Any]) -> tuple[int, float | None]:
    """The mean."""
    return len(values), fmean(values) if values else None


def weighted(rows: list[Any]) -> tuple[int, Any]:
    """The values by their probability."""
    return money([(s.value * s.odds / 100, rate(s.currency, day)) for s, day in rows], False, rows)


def lost_money(rows: list[Any]) -> tuple[int, Any]:
    """What was lost, at the rates of the days of loss."""
    return money([(e.last.value, rate(e.last.currency, local(e.last.to_at).date())) for e in rows], False)


def frequency(rows: list[Any]) -> tuple[int, float | None]:
    """Purchases for each buyer."""
    buyers = {one.company for _s, _at, one in rows}
    return len(rows), len(rows) / len(buyers) if buyers else None


def growth(rows: list[Any]) -> tuple[int, float | None]:
    """Conversion × average purchase × frequency."""
    won = [row for row in rows if row[0].status == "won"]
    _n, average = won_money(won, True)
    _m, often = frequency([row for row in won if row[2].company])
    if not rows or average is None or often is None:
        return len(rows), None
    return len(rows), len(won) / len(rows) * average * often


def completeness(rows: list[Any]) -> tuple[int, float | None]:
    """Of owner, value, expected close, company and source; nobody here has a source."""
    return mean(
        [((s.owner is not None) + (s.value > 0) + bool(s.expected) + bool(TOLD[s.deal])) / 5 for s, _day in rows]
    )


def followed(visit: list[Span], slow: Slow) -> tuple[float, bool]:
    """For how many days a visit was followed, and whether it then led forward."""
    end, left = start_of(slow.last_day), visit[-1].to_at
    if left is None or left >= end:
        return days(visit[0].from_at, end), False
    after = next(v[0] for v in slow.visits() if v[0].deal == visit[0].deal and v[0].visit == visit[0].visit + 1)
    return days(visit[0].from_at, left), way_out(visit[-1], after) == "forward"


TOLD: dict[int, int | None] = {}
"""Which company each deal is of."""

FIGURES: dict[str, Any] = {
    "pipeline_changes": lambda rows: money([(amount, rate(code, day)) for _c, amount, code, day in rows], False),
    "weighted_pipeline_value": weighted,
    "win_rate": lambda rows: mean([s.status == "won" for s, _at, _one in rows]),
    "pipeline_velocity": lambda rows: (len(rows), velocity(rows)),
    "mrr": lambda rows: money([(s.mrr, rate(s.currency, day)) for s, day in rows], False),
    "mrr_expected": lambda rows: weighted([(replace(s, value=s.mrr), day) for s, day in rows]),
    "losses_value": lost_money,
    "stage_conversion_cohort": mean,
    "stage_time_to_next": survival,
    "repeat_share": lambda rows: mean([one.type != "new" for _s, _at, one in rows]),
    "purchase_frequency": frequency,
    "growth": growth,
    **{key: lambda rows: (len(rows), len(rows)) for key in WORK},
    "prospects_engaged": lambda rows: (len(rows), len({TOLD[one.deal] or -one.deal for one in rows})),
    "calls_with_script_share": lambda rows: mean([was_led(one) for one in rows]),
    "calls_answered_share": lambda rows: mean([one.outcome not in NOBODY for one in rows]),
    "calls_taken_share": lambda rows: mean([one.outcome not in NOBODY for one in rows]),
    "refusals_after_proposal": lambda rows: mean([s.status == "lost" for s, _at, _one in rows]),
    "needs_found_share": lambda rows: mean([has_need(one, s, None) for s, _at, one in rows]),
    "average_discount": discount,
    "losses_verified_share": lambda rows: mean([said for _s, _at, said in rows]),
    "touches_per_deal": lambda rows: (len(rows), len(rows) / len({one.deal for one in rows}) if rows else None),
    "workload": lambda rows: (len(rows), len(rows) / len({s.owner for s, _day in rows}) if rows else None),
    "data_quality": completeness,
    "revenue_share": lambda rows: won_money(rows, False),
}


VISITS = ("losses", "losses_value", "final_stage_close_rate")
ENDINGS = {"losses": "lost", "losses_value": "lost", "stage_backward_moves": "back"}
BUYERS: dict[str, Any] = {
    "average_won_deal_new": lambda one: one.type == "new",
    "average_won_deal_repeat": lambda one: one.type in ("repeat", "existing"),
    "stage_time_to_next": survival,
    "repeat_share": lambda one: one.type,
    "purchase_frequency": lambda one: one.company,
    "average_discount": lambda one: one.listed,
}


def is_open(span: Span) -> bool:
    """Open."""
    return span.status == "open"


STANDS: dict[str, Any] = {
    "stage_deals": lambda span: span.status != "aside",
    "stage_value": lambda span: span.status != "aside",
    "mrr": lambda span: span.status == "won" and span.mrr is not None,
    "mrr_expected": lambda span: is_open(span) and span.mrr is not None,
    "workload": lambda span: is_open(span) and span.owner is not None,
}


def is_forward(ended: Ended | None, slow: Slow) -> bool:
    """Whether a visit led forward before the as-of day was over."""
    seen = slow.seen and start_of(slow.seen)
    return bool(ended and ended.way == "forward" and (seen is None or ended.last.to_at < seen))


STOCK = ("open_deals", "pipeline_value", "weighted_pipeline_value", "average_open_deal", "stage_deals", "stage_value")
STOCK += ("mrr", "mrr_expected", "data_quality", "workload")
COUNTED = ("stage_deals", "stage_entered", "stage_moved_on", "stage_lost", "losses", "stage_backward_moves")


def money(amounts: list[tuple[Decimal, Decimal | None]], is_mean: bool, rows: Any = ()) -> tuple[int, Any]:
    """The sum or mean of what has a rate; nothing is nothing in any currency."""
    values = [row[0].value for row in rows] or [amount for amount, _rate in amounts]
    known = [
        amount * (per_unit or 0)
        for value, (amount, per_unit) in zip(values, amounts, strict=True)
        if per_unit is not None or value == 0
    ]
    if is_mean:
        return len(known), float(sum(known)) / len(known) if known else None
    return len(known), sum(known)


def velocity(rows: list[Any]) -> float | None:
    """Open deals × win rate × average won deal ÷ cycle length."""
    won = [(s, at, one) for s, at, one in rows if s.status == "won"]
    closed = [row for row in rows if row[0].status != "open"]
    _n, average = money([(s.value, rate(s.currency, local(at).date())) for s, at, _one in won], True)
    cycle = fmean([days(one.opened_at, at) for _s, at, one in won]) if won else 0
    if average is None or not cycle:
        return None
    return (len(rows) - len(closed)) * (len(won) / len(closed)) * average / cycle
