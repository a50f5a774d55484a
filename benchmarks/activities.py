"""Adds the work of people to deals that are there already: a few statements for all, not a row at a time.

From none to twice as many as asked for on each deal, done while it was open, mostly by its owner; two open deals of
three have a next step. The journal tells of each, and the projections that follow activities are drawn anew. What
looks like chance is reckoned from ids, so that it is the same in each run. All of it is one transaction.
"""

from django.db import connection, transaction
from django.db.models import Max

from benchmarks.indexes import laid_aside
from benchmarks.progress import said
from penstock.activities.events import ActivityDone
from penstock.activities.models import Activity
from penstock.common import clock
from penstock.common.statistics import refresh_statistics
from penstock.journal.projections import PROJECTIONS, matches
from penstock.journal.recording import take_positions
from penstock.search.models import Kind, SearchDocument
from penstock.search.sources import documents
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

PRIME = 1_000_003
SAYS = {
    "sqlite": {
        "done_at": "strftime('%Y-%m-%d %H:%M:%f', julianday(opened_at) + (julianday(ends_at) - julianday(opened_at))"
        " * share)",
        "due_at": "strftime('%Y-%m-%d %H:%M:%S', {now}, due_in || ' days')",
        "iso": "replace(due_at, ' ', 'T') || '+00:00'",
        "data": "{text}",
    },
    "postgresql": {
        "done_at": "opened_at + (ends_at - opened_at) * share",
        "due_at": "date_trunc('second', {now} + due_in * interval '1 day')",
        "iso": "to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"+00:00\"')",
        "data": "CAST({text} AS jsonb)",
    },
}
"""What each database says in its own way."""


def chance(salt: int, most: int) -> str:
    """A whole number below ``most`` that looks like chance."""
    mixed = f"((deal.id * 48271 + number.n * 69621 + {salt * 16807}) % {PRIME})"
    return f"({mixed} * {mixed} % {PRIME} % {most})"


DRAFTS = f"""
    SELECT deal.workspace_id, deal.id AS deal_id, deal.company_id, deal.opened_at, number.n = 0 AS is_planned,
        coalesce(deal.closed_at, {{now}}) AS ends_at,
        CASE {chance(1, 10)} WHEN 0 THEN 'task' WHEN 1 THEN 'task' WHEN 2 THEN 'meeting' WHEN 3 THEN 'meeting'
            WHEN 4 THEN 'email' WHEN 5 THEN 'email' ELSE 'call' END AS kind,
        CASE WHEN {chance(2, 10)} = 0 THEN NULL ELSE deal.owner_id END AS own_id,
        ({chance(3, 100)} + 0.5) / 100 AS share, {chance(4, 24)} AS length, {chance(5, 10)} AS went,
        {chance(6, 21)} - 5 AS due_in, {{seller}} AS seller
    FROM deals_deal deal CROSS JOIN ({{numbers}}) number
    WHERE deal.workspace_id = {{workspace}} AND deal.removed_at IS NULL AND CASE number.n
        WHEN 0 THEN deal.status = 'open' AND deal.id % 3 > 0
        ELSE number.n <= deal.id * 48271 % {PRIME} % ({{each}} * 2 + 1) END"""
"""Number 0 of a deal is its next step; the others were done."""

ACTIVITIES = """
INSERT INTO activities_activity
    (workspace_id, deal_id, company_id, owner_id, kind, subject, body, is_all_day, duration, due_at, done_at, outcome,
    created_at)
SELECT draft.workspace_id, draft.deal_id, draft.company_id, coalesce(draft.own_id, seller.id), draft.kind,
    CASE draft.kind WHEN 'task' THEN 'Prepare the offer' WHEN 'meeting' THEN 'Meeting at the customer'
        WHEN 'email' THEN 'The offer and its terms' ELSE 'Call about the order' END, '', FALSE,
    CASE draft.kind WHEN 'call' THEN 1 + draft.length WHEN 'meeting' THEN 30 + draft.length * 5 END,
    CASE WHEN draft.is_planned THEN {due_at} END, CASE WHEN NOT draft.is_planned THEN {done_at} END,
    CASE WHEN draft.kind NOT IN ('call', 'meeting') OR draft.is_planned OR draft.went = 9 THEN ''
        WHEN draft.kind = 'call' AND draft.went < 3 THEN 'No answer.'
        WHEN draft.went < 6 THEN 'They want an offer.' ELSE 'Agreed on a date.' END,
    {done_at}
FROM ({drafts}) draft JOIN ({sellers}) seller ON seller.place = draft.seller
ORDER BY draft.deal_id"""

DATA = """'{{"activity_id": ' || id || ', "type": "' || kind || '", "owner_id": ' || owner_id || CASE
        WHEN done_at IS NULL THEN ', "due_at": "' || {iso} || '"}}'
        ELSE ', "duration": ' || coalesce(CAST(duration AS text), 'null') || '}}' END"""

EVENTS = """
INSERT INTO journal_event
    (workspace_id, position, kind, occurred_at, recorded_at, origin, deal_id, company_id, data)
SELECT workspace_id, {head} + row_number() OVER (ORDER BY id),
    CASE WHEN done_at IS NULL THEN 'activity.planned' ELSE 'activity.done' END, created_at, {now}, 'import',
    deal_id, company_id, {data}
FROM activities_activity WHERE workspace_id = {workspace} AND id > {last}"""


def see_to(each: int, *, by: Actor) -> None:
    """Add the activities where there are none; what an earlier run left stays as it is, and is told."""
    there = Activity.objects.on(by.workspace).count()
    if there:
        said(f"The workspace has {there:,} activities; it is measured with them.")
    elif each:
        add_activities(each, by=by)


def add_activities(each: int, *, by: Actor) -> None:
    """So many activities a deal on average; says on standard error how far it is."""
    with transaction.atomic(), connection.cursor() as cursor:
        last = Activity.objects.on(by.workspace).aggregate(last=Max("pk"))["last"] or 0
        with laid_aside(cursor, connection.vendor, ["activities_activity", "journal_event"]):
            said("activities")
            cursor.execute(_activities(each, by))
            made = cursor.rowcount
            said(f"events of {made:,} activities")
            head = take_positions(by.workspace, made, settles=False)
            cursor.execute(_events(head, last, by))
            said("indexes")
        _draw(by)
    refresh_statistics()


def _activities(each: int, by: Actor) -> str:
    """The statement that writes the activities."""
    says = SAYS[connection.vendor]
    people = list(Person.objects.of(by).filter(user__isnull=True).order_by("pk").values_list("pk", flat=True))
    told = {"now": _now(), "workspace": by.workspace_id, "each": each, "seller": chance(7, len(people))}
    drafts = DRAFTS.format(numbers=_rows("n", range(2 * each + 1)), **told)
    sellers = " UNION ALL ".join(f"SELECT {place} AS place, {pk} AS id" for place, pk in enumerate(people))
    due_at = says["due_at"].format(now=_now())
    return ACTIVITIES.format(drafts=drafts, sellers=sellers, due_at=due_at, done_at=says["done_at"])


def _events(head: int, last: int, by: Actor) -> str:
    """The statement that tells the journal of all activities after the last that there was."""
    says = SAYS[connection.vendor]
    data = says["data"].format(text=DATA.format(iso=says["iso"]))
    return EVENTS.format(head=head, last=last, data=data, now=_now(), workspace=by.workspace_id)


def _now() -> str:
    text = f"'{clock.now():%Y-%m-%d %H:%M:%S}'"
    return text if connection.vendor == "sqlite" else f"TIMESTAMPTZ {text[:-1]}+00'"


def _rows(name: str, numbers: range) -> str:
    return " UNION ALL ".join(f"SELECT {number} AS {name}" for number in numbers)


def _draw(by: Actor) -> None:
    """Draw anew what follows activities; of what can be found, only they are new."""
    for name, projection in PROJECTIONS.items():
        if matches(ActivityDone.kind, projection.kinds) and SearchDocument not in projection.tables:
            said(name)
            projection.rebuild(by)
    said("search documents")
    for block in documents(by.workspace, Kind.ACTIVITY):
        SearchDocument.objects.insert(block)
