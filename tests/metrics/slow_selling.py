"""How people sell once more, slow and obvious: their work, its stage, discounts, and who saw the proposal."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from tests.metrics.histories import OFFERED, Span, Story, Work
from tests.metrics.slow_time import local, rate, start_of

if TYPE_CHECKING:
    from tests.metrics.slow import Slow

TOUCHES = ("call", "meeting", "email")
WORK: dict[str, tuple[str, ...]] = {
    "activities_done": ("task", *TOUCHES),
    "calls_made": ("call",),
    "calls_received": ("call",),
    "meetings_held": ("meeting",),
    "meetings_booked": ("meeting",),
    "touches_per_deal": TOUCHES,
    "calls_answered_share": ("call",),
    "calls_taken_share": ("call",),
    "time_selling_share": ("call", "meeting"),
    "time_desk_share": ("task", "email"),
    "prospects_engaged": TOUCHES,
    "calls_with_script_share": ("call",),
}


def work_of(story: Story, key: str, slow: "Slow") -> list[tuple[Work, date]]:
    """What was done, or entered, in the period on a deal."""
    moments = [(one, one.created_at if key == "meetings_booked" else one.done_at) for one in story.work]
    fits = KINDS_OF_WORK.get(key, lambda one: True)
    return [(one, local(at).date()) for one, at in moments if one.kind in WORK[key] and fits(one) and slow.is_in(at)]


KINDS_OF_WORK: dict[str, Any] = {
    "calls_made": lambda one: one.direction != "incoming",
    "calls_with_script_share": lambda one: one.direction != "incoming",
    "calls_received": lambda one: one.direction == "incoming",
    "calls_answered_share": lambda one: one.outcome and one.direction != "incoming",
    "calls_taken_share": lambda one: one.outcome and one.direction == "incoming",
    "time_selling_share": lambda one: one.minutes and one.owner is not None,
}


def where_of(one: Span | Work, told: dict[int, Story]) -> str | None:
    """The stage of a span; of work, the stage of its deal when it was done, else entered."""
    if isinstance(one, Span):
        return f"S{one.stage}"
    at, last = one.done_at or one.created_at, told[one.deal].spans[-1]
    stood = [
        span for span in told[one.deal].spans if span.from_at <= at and (span is last or span.to_at != span.from_at)
    ]
    return f"S{stood[-1].stage}" if stood else None


def saw_the_proposal(one: Story, slow: "Slow") -> bool:
    """Whether a visit to a stage of the proposal or after it had begun before the end."""
    end, visits = slow.end_of_flow, [v for v in slow.visits() if v[0].deal == one.id]
    return any(v[-1].stage in OFFERED and (end is None or v[0].from_at < start_of(end)) for v in visits)


def closed_since(one: Story, span: Span) -> datetime | None:
    """When a deal got closed as it is in a span; None where it is not."""
    since = None
    for earlier in reversed([s for s in one.spans if s.id <= span.id]):
        if not span.is_closed or earlier.status != span.status:
            break
        since = earlier.from_at
    return since


def has_need(one: Story, span: Span, end: date | None) -> bool:
    """Whether a need of a deal was known by then, and not only after it had closed."""
    found = [work.done_at for work in one.work if work.kind == "need" and work.done_at]
    closed = closed_since(one, span)
    known = [at for at in found if (end is None or at < start_of(end)) and (closed is None or at <= closed)]
    return bool(known)


def verified(closings: list[Any], slow: "Slow") -> list[Any]:
    """The losses, each with whether the customer said why."""
    lost = [row for row in closings if row[0].status == "lost"]
    return [(s, day, after, (s, at, said_why(one, s, slow.last_day))) for s, day, after, (_s, at, one) in lost]


def said_why(one: Story, span: Span, last_day: date) -> bool:
    """Whether it stood at the end what the customer said since the deal was lost."""
    closed, end = closed_since(one, span), start_of(last_day)
    found = [(work.created_at, work.done_at) for work in one.work if work.kind == "check"]
    return any(closed and closed <= said < end and (ended is None or ended >= end) for said, ended in found)


def competitor(one: Story, span: Span, last_day: date) -> str | None:
    """Whom the customer chose, by what stood at the end of what they said since the deal was lost."""
    closed, end = closed_since(one, span), start_of(last_day)
    checks = [work for work in one.work if work.kind == "check" and work.created_at < end]
    standing = [work for work in checks if work.done_at is None or work.done_at >= end]
    last = max(standing, key=lambda work: (work.created_at, work.outcome), default=None)
    return (last.outcome or None) if last and closed and last.created_at >= closed else None


def discount(rows: list[Any]) -> tuple[int, float | None]:
    """What was given away, of what it cost by the list."""
    rates = [(one, rate(s.currency, local(at).date())) for s, at, one in rows]
    # Nothing is nothing in any currency, but a list price is not.
    given = [one.discounted * (per_unit or 0) for one, per_unit in rates if per_unit is not None or not one.discounted]
    listed = [one.listed * per_unit for one, per_unit in rates if per_unit is not None]
    return len(given), float(sum(given)) / float(sum(listed)) if sum(listed) else None


SCRIPTED: dict[int, set[date]] = {}
"""On which days a script led a talk on each deal."""


def scripted(told: list[Story]) -> dict[int, set[date]]:
    """The same, from the stories."""
    return {
        one.id: {local(work.done_at).date() for work in one.work if work.kind == "script" and work.done_at}
        for one in told
    }


def was_led(call: Work) -> bool:
    """Whether a script led a talk on the deal on the day of a call."""
    return call.done_at is not None and local(call.done_at).date() in SCRIPTED[call.deal]


NOBODY = ("No answer", "Недозвон", "未接")
