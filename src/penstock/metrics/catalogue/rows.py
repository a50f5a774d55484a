"""The sets of rows that figures are made of: which table, which rows of it, and where a row keeps what one asks by.

In the conditions ``:start`` and ``:until`` stand for the two ends of the time asked for (half-open, in UTC), and
``:seen`` for the as-of moment, which may be later; ``:observed`` is the same or, without one, the end of today, and
``:last_midnight`` that moment on the workspace's wall clock. Spans and visits that go on end at infinity, so the same
condition serves a past day and now.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from penstock.metrics.columnar.tables import BESIDE, STATUS, WAY_OUT

CLOSED_STATUS = f"p.status >= 'won'::{STATUS}"
"""Without the cast the engine would compare words."""
IS_WON, IS_OPEN = (f"(outcome = '{status}'::{STATUS})" for status in ("won", "open"))
WENT_FORWARD, WAS_LOST = (f"p.way_out = '{way}'::{WAY_OUT}" for way in ("forward", "lost"))
TRUE_AT_THE_END = "p.from_at < :until AND p.to_at >= :until"
ENTERED_IN_PERIOD = "p.entered_at >= :start AND p.entered_at < :until"
LEFT_IN_PERIOD = "p.left_at >= :start AND p.left_at < :until"
LAST_LEAVING = f"{LEFT_IN_PERIOD} AND p.gone_at >= :until"
CLOSED_IN_PERIOD = f"{TRUE_AT_THE_END} AND p.closed_at >= :start"
ALL = "TRUE"


@dataclass(frozen=True)
class RowSet:
    """Rows of one table; ``columns`` says what a row's owner, day, outcome and so on are called there.

    ``when`` is which rows are of the time asked for, ``which`` is which of them these are: sets that differ in no more
    than that are told by one look at the table. ``day`` is the workspace's calendar day on which the row happened: what
    periods group by. ``rated_on`` is the day whose exchange rate counts, where it is not the as-of day. ``is_over`` is
    whether what takes time is over, and ``ticks`` how long it took then (see ``tables.ticks``). ``only`` are the
    dimensions by which they may be asked, where they are not all that the columns allow. ``table_of`` makes a table of
    some changes only.
    """

    table: str
    when: str
    which: str
    columns: dict[str, str] = field(hash=False)
    only: tuple[str, ...] = ()
    table_of: Callable[[Collection[str]], str] | None = None

    @property
    def where(self) -> str:
        """The condition that a row fulfils."""
        return f"{self.when} AND {self.which}"

    @property
    def happens(self) -> bool:
        """Whether the rows happen in a period, rather than being true at a moment."""
        return ":start" in self.when + self.which + self.table


SPAN = {
    "owner": "p.owner_id",
    "pipeline": "p.pipeline_id",
    "stage": "p.stage_id",
    "currency": "p.currency",
    "expected": "p.expected_on",
    "category": "p.category",
    "closed": "p.closed_at",
    "loss_reason": "p.loss_reason_id",
    "outcome": "p.status",
    "days": "p.cycle_days",
}
CLOSING = {**SPAN, "day": "p.closed_on", "rated_on": "p.closed_on"}
ENTRY = {
    "owner": "p.entered_owner_id",
    "pipeline": "p.pipeline_id",
    "stage": "p.stage_id",
    "currency": "p.entered_currency",
    "outcome": "'entered'",
    "days": "NULL::DOUBLE",
    "day": "p.entered_on",
}
LEAVING = {
    "owner": "p.left_owner_id",
    "pipeline": "p.pipeline_id",
    "stage": "p.stage_id",
    "next_stage": "p.next_stage_id",
    "currency": "p.currency",
    "loss_reason": "p.next_loss_reason_id",
    "outcome": "p.way_out",
    "days": "p.days_there",
    "day": "p.left_on",
}

TIMES = ("year", "quarter", "month", "week", "day")
DID = {"owner": "p.owner_id", "outcome": "p.kind", "activity": "p.kind", "days": "NULL::DOUBLE", "day": "p.done_on"}
DID |= {"hour": "p.done_hour", "weekday": "p.done_on", "pipeline": "p.pipeline_id", "stage": "p.stage_id"}
DONE_IN_PERIOD = "p.done_at >= :start AND p.done_at < :until"

STANDING = RowSet("spans", TRUE_AT_THE_END, "p.status <> 'aside'", SPAN)
OPEN = RowSet("spans", TRUE_AT_THE_END, "p.status = 'open'", SPAN)
OWNED = RowSet("spans", TRUE_AT_THE_END, f"{OPEN.which} AND p.owner_id IS NOT NULL", SPAN)
CLOSED = RowSet("spans", CLOSED_IN_PERIOD, CLOSED_STATUS, CLOSING)
WON = RowSet("spans", CLOSED_IN_PERIOD, "p.status = 'won'", CLOSING)
LOST = RowSet("spans", CLOSED_IN_PERIOD, "p.status = 'lost'", CLOSING)
PLANNED = RowSet(
    "spans",
    CLOSED_IN_PERIOD,
    WON.which,
    {**CLOSING, "target_metric": "'revenue_won'"},
    only=("owner", "team", "pipeline", "target_metric", *TIMES),
)
"""Of a plan for revenue; for other metrics see ``plans.aimed``."""
WON_NEW = RowSet("spans", CLOSED_IN_PERIOD, f"{WON.which} AND p.type = 'new'", CLOSING)
WON_AGAIN = RowSet("spans", CLOSED_IN_PERIOD, f"{WON.which} AND p.type IN ('repeat', 'existing')", CLOSING)
WON_TYPED = RowSet("spans", CLOSED_IN_PERIOD, f"{WON.which} AND p.type <> ''", CLOSING)
WON_BY_COMPANY = RowSet("spans", CLOSED_IN_PERIOD, f"{WON.which} AND p.company_id <> 0", CLOSING)
PAYS_LATER = RowSet("spans", TRUE_AT_THE_END, f"{OPEN.which} AND p.mrr IS NOT NULL", SPAN)
PAYING = RowSet("spans", TRUE_AT_THE_END, "p.status = 'won' AND p.mrr IS NOT NULL", SPAN)
OPEN_OR_CLOSED = RowSet(
    "spans",
    TRUE_AT_THE_END,
    "p.status <> 'aside' AND (p.status = 'open' OR p.closed_at >= :start)",
    {**SPAN, "rated_on": "p.closed_on"},
)
ENTERED = RowSet("visits", f"{ENTERED_IN_PERIOD} AND p.again_at >= :until", ALL, ENTRY)
MOVED_ON = RowSet("visits", LAST_LEAVING, "p.way_out = 'forward'", LEAVING)
LOST_HERE = RowSet("visits", LAST_LEAVING, "p.way_out = 'lost'", LEAVING)
# Forward or lost: one comparison is several times quicker than a choice of two.
DECIDED = RowSet("visits", LAST_LEAVING, "p.way_out <> 'back'", LEAVING)
DECIDED_AT_LAST = RowSet(
    "visits",
    LAST_LEAVING,
    f"p.next_status >= 'won'::{STATUS} AND p.stage_id IN (SELECT id FROM stages WHERE is_last)",
    LEAVING,
)
LOSSES = RowSet("visits", LEFT_IN_PERIOD, "p.way_out = 'lost'", {**LEAVING, "rated_on": "p.left_on"})
WENT_BACK = RowSet("visits", LEFT_IN_PERIOD, "p.way_out = 'back'", LEAVING)
VISITED = RowSet("visits", LEFT_IN_PERIOD, ALL, {**LEAVING, "days": "p.days_worked"})
WAITED = "greatest(epoch_us(:last_midnight - p.entered_wall) / 86400e6, 0)"
FOLLOWED = RowSet(
    "visits",
    ENTERED_IN_PERIOD,
    "p.entered_at < :observed AND NOT p.is_closed",
    {
        **ENTRY,
        "outcome": "CASE WHEN p.left_at < :observed AND p.way_out = 'forward' THEN 'forward' ELSE 'entered' END",
        "days": f"CASE WHEN p.left_at < :observed THEN p.days_there ELSE {WAITED} END",
        "is_over": "p.left_at < :observed",
        "ticks": "p.ticks",
    },
)
"""Deals that are closed wait for no next stage."""
DONE = RowSet("activities", DONE_IN_PERIOD, f"p.kind NOT IN {BESIDE}", DID)
CALLED = RowSet("activities", DONE_IN_PERIOD, "p.kind = 'call' AND NOT p.came_in", DID)
RECEIVED = RowSet("activities", DONE_IN_PERIOD, "p.kind = 'call' AND p.came_in", DID)
MET = RowSet("activities", DONE_IN_PERIOD, "p.kind = 'meeting'", DID)
TOUCHED = RowSet("activities", DONE_IN_PERIOD, "p.kind IN ('call', 'meeting', 'email')", DID)
REACHED = RowSet("activities", DONE_IN_PERIOD, f"{CALLED.which} AND p.answered IS NOT NULL", DID)
TAKEN = RowSet("activities", DONE_IN_PERIOD, f"{RECEIVED.which} AND p.answered IS NOT NULL", DID)
TALKED = RowSet(
    "activities",
    DONE_IN_PERIOD,
    "p.kind IN ('call', 'meeting') AND p.minutes > 0 AND p.owner_id IS NOT NULL",
    DID,
    only=("owner", "team", "activity", *TIMES),
)
TASKED = RowSet(
    "activities",
    DONE_IN_PERIOD,
    "p.kind IN ('task', 'email') AND p.minutes > 0 AND p.owner_id IS NOT NULL",
    DID,
    only=TALKED.only,
)
RANG = RowSet(
    "activities", DONE_IN_PERIOD, f"{CALLED.which} AND p.owner_id IS NOT NULL", DID, only=("owner", "team", *TIMES)
)
# Asked so of the few scripts, the engine does not look through all calls for the different ones of their days first.
LED_BY_SCRIPT = """(p.deal_id, p.done_on) IN (SELECT (s.deal_id, s.done_on) FROM activities s
    WHERE s.kind = 'script' AND s.done_on IS NOT NULL)"""
"""Whether a talk on the call's deal was led by a script on the same day."""
# What somebody did is read by those who may read what is theirs, whosever the deal is.
WORKED_ON = RowSet(
    "(SELECT *, person_id AS reader_id, 0::BIGINT AS company_id FROM edits)",
    "p.first_at >= :start AND p.first_at < :until",
    ALL,
    {"owner": "p.person_id", "outcome": "'worked'", "days": "NULL::DOUBLE", "day": "p.done_on"},
    only=("owner", "team", *TIMES),
)
DISCOUNTED = RowSet(
    "(SELECT s.*, i.listed, i.discounted FROM spans s JOIN prices i ON i.deal_id = s.deal_id)",
    WON.when,
    WON.which,
    CLOSING,
)
NEEDED = RowSet(
    "(SELECT s.*, n.first_at AS need_at FROM spans s LEFT JOIN needs n ON n.deal_id = s.deal_id)",
    CLOSED.when,
    CLOSED.which,
    CLOSING,
)
SAID_WHY = """EXISTS (SELECT 1 FROM checks c WHERE c.deal_id = p.deal_id AND c.said_at >= p.closed_at
    AND c.said_at < :observed AND c.ended_at >= :observed)"""
"""Whether it stands what the customer said about a loss; what was said about an earlier loss is not about this one."""
REFUSED = RowSet("spans", CLOSED_IN_PERIOD, f"{CLOSED.which} AND p.offered_at < :until", CLOSING)
BOOKED = RowSet(
    "activities",
    "p.created_at >= :start AND p.created_at < :until",
    "p.kind = 'meeting'",
    {**DID, "day": "p.created_on", "hour": "p.created_hour", "weekday": "p.created_on"},
)
