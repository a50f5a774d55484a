"""The tables of a copy, and how a batch of deals becomes spans and visits in them."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from penstock.metrics.columnar.feed import ACTIVITY_COLUMNS, DEAL_COLUMNS, EDIT_COLUMNS, SPAN_COLUMNS
from penstock.metrics.columnar.wall import local
from penstock.metrics.columnar.worked import WORKED

VERSION = 21
"""Raise it when the tables change: older copies are then thrown away and drawn anew."""

STATUS = "ENUM('aside', 'open', 'won', 'lost')"
"""In this order, so that one comparison tells the closed ones: several times quicker than a choice of two."""

CATEGORY = "ENUM('commit', 'best_case', 'pipeline', 'omitted')"
"""Forecast categories, the surest first."""

WAY_OUT = "ENUM('forward', 'lost', 'back')"

CHECK = "check"
"""What comes among the activities and tells that a customer said why a deal was lost, from when to when it stands."""

BESIDE = "('note', 'script', 'asset', 'need')"
"""What stands among the activities and is none."""

MINUTES = 1440
"""In a day."""

FACTS = "reader_id BIGINT, source_id BIGINT, product_id BIGINT, company_id BIGINT, type VARCHAR, opened_on DATE"

SCHEMA = f"""
CREATE TABLE mark (version INTEGER, zone VARCHAR, position BIGINT, recorded_at VARCHAR);
CREATE TABLE names (kind VARCHAR, id BIGINT, name VARCHAR, label VARCHAR, place BIGINT);
CREATE TABLE stages (id BIGINT, pipeline_id BIGINT, place BIGINT, is_last BOOLEAN, is_offered BOOLEAN);
CREATE TABLE teams (person_id BIGINT, team_id BIGINT);
CREATE TABLE channels (source_id BIGINT, channel VARCHAR);
CREATE TABLE companies (
    id BIGINT, name VARCHAR, sector VARCHAR, region VARCHAR, country VARCHAR, employees BIGINT, label VARCHAR
);
INSERT INTO companies VALUES (0, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE TABLE rates (currency VARCHAR, from_on DATE, until_on DATE, rate DECIMAL(20,10));
CREATE TABLE customs (deal_id BIGINT, custom VARCHAR);
CREATE TABLE spans (
    deal_id BIGINT, from_at TIMESTAMP, to_at TIMESTAMP, pipeline_id BIGINT, stage_id BIGINT,
    status {STATUS}, owner_id BIGINT, value DECIMAL(15,2), currency VARCHAR, odds DECIMAL(3,2),
    loss_reason_id BIGINT, expected_on DATE, mrr DECIMAL(15,2), category {CATEGORY},
    closed_at TIMESTAMP, closed_on DATE, cycle_days DOUBLE, offered_at TIMESTAMP, {FACTS}
);
CREATE TABLE visits (
    deal_id BIGINT, visit INTEGER, pipeline_id BIGINT, stage_id BIGINT, entered_at TIMESTAMP, left_at TIMESTAMP,
    entered_on DATE, left_on DATE, entered_wall TIMESTAMP, days_there DOUBLE, days_worked DOUBLE,
    ticks INTEGER, is_closed BOOLEAN,
    entered_owner_id BIGINT, left_owner_id BIGINT, value DECIMAL(15,2), entered_currency VARCHAR, currency VARCHAR,
    next_pipeline_id BIGINT, next_stage_id BIGINT, next_status {STATUS}, next_loss_reason_id BIGINT,
    way_out {WAY_OUT},
    again_at TIMESTAMP, gone_at TIMESTAMP,
    work UTINYINT, first_kind VARCHAR, gap_seconds BIGINT, orders USMALLINT, {FACTS}
);
CREATE TABLE activities (
    deal_id BIGINT, kind VARCHAR, owner_id BIGINT, created_at TIMESTAMP, created_on DATE, created_hour UTINYINT,
    done_at TIMESTAMP, done_on DATE, done_hour UTINYINT, minutes BIGINT, answered BOOLEAN, came_in BOOLEAN,
    pipeline_id BIGINT, stage_id BIGINT, {FACTS}
);
CREATE TABLE edits (deal_id BIGINT, person_id BIGINT, done_on DATE, first_at TIMESTAMP);
CREATE TABLE needs (deal_id BIGINT, first_at TIMESTAMP);
CREATE TABLE checks (deal_id BIGINT, said_at TIMESTAMP, ended_at TIMESTAMP, competitor VARCHAR);
CREATE TABLE prices (deal_id BIGINT, listed DECIMAL(15,2), discounted DECIMAL(15,2));
"""


CLOSED = "status IN ('won', 'lost')"

UNANSWERED = (
    "no answer|not answer|n.t answer|unanswered|no reply|no response|not reached|n.t reach|no contact|voice ?mail|"
    "answering machine|left (a )?message|busy|missed|wrong number|unreachable|hung up|"
    "нет ответа|без ответа|не ответ|не отвеч|не дозвон|недозвон|не берет|не берёт|не взял|не снял|занято|недоступ|"
    "автоответчик|голосовая почта|пропущен|неверный номер|"
    "未接|无人接|没人接|无应答|未应答|没有接|占线|忙线|关机|停机|空号|语音信箱|打不通|无法接通"
)
"""How people write that nobody answered a call; what else they write of one says that somebody did."""
ANSWERED = f"CASE WHEN kind = 'call' AND outcome <> '' THEN NOT regexp_matches(lower(outcome), '{UNANSWERED}') END"
CAME_IN = "coalesce(direction = 'incoming', FALSE)"
"""Whether they rang us; where nobody told, we rang them."""


def read_csv(path: str, columns: dict[str, str]) -> str:
    """A CSV file as a table of these columns."""
    types = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    quoted = path.replace("'", "''")
    return (
        f"read_csv('{quoted}', header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"', "
        f"nullstr = '', columns = {{{types}}})"
    )


COLUMNS = """SELECT column_name, data_type FROM duckdb_columns()
    WHERE database_name = ? AND table_name = ? ORDER BY column_index"""


def prepared(table: str, columns: Iterable[tuple[str, str]]) -> str:
    """Prepare to insert rows of a table that come as JSON, one object each: planned once, and not for every change."""
    told = ", ".join(f'"{name}": "{"VARCHAR" if kind.startswith("ENUM") else kind}"' for name, kind in columns)
    return f"""PREPARE into_{table} AS INSERT INTO {table} BY NAME
        SELECT unnest(from_json($1::VARCHAR, '[{{{told}}}]'), max_depth := 2)"""


def inserted(table: str, rows: Sequence[dict[str, Any]]) -> str:
    """Insert rows as it was prepared."""
    told = json.dumps(rows, ensure_ascii=False).replace("'", "''")
    return f"EXECUTE into_{table}('{told}')"


def fed(deals: str, zone: str) -> str:
    """The deals of a batch as they will stand, with when they were opened by the wall clock."""
    return f"""
CREATE OR REPLACE TEMP TABLE fed AS
SELECT * EXCLUDE (opened_at) REPLACE (coalesce(company_id, 0) AS company_id, nullif(type, '') AS type),
    {local("opened_at", zone)} AS opened
FROM {read_csv(deals, DEAL_COLUMNS)}
"""


def told(spans: str) -> str:
    """The spans of a batch with their deal's facts, in the order in which they happened, and how they follow.

    ``since`` is when the deal got the status that the span has; ``entered_…`` is what was true when its visit began.
    The last span goes on: what ended it later is not known here.
    The deals of a company lie side by side: what is split by company then finds its groups close to each other.
    The windows go over sorted rows as they stand: several times quicker than windows with an order of their own.
    """
    return f"""
CREATE OR REPLACE TEMP TABLE story AS
SELECT s.* EXCLUDE (span_id) REPLACE (coalesce(to_at, 'infinity') AS to_at),
    d.* EXCLUDE (deal_id, listed, discounted, custom)
FROM {read_csv(spans, SPAN_COLUMNS)} s JOIN fed d ON d.deal_id = s.deal_id
ORDER BY company_id, s.deal_id, visit, from_at, s.to_at NULLS LAST, span_id;
CREATE OR REPLACE TEMP TABLE told AS
WITH followed AS (
    SELECT *, lag(deal_id) OVER () IS DISTINCT FROM deal_id OR lag(status) OVER () <> status AS turned,
        lag(deal_id) OVER () IS DISTINCT FROM deal_id OR lag(visit) OVER () <> visit AS enters,
        lead(deal_id) OVER () IS DISTINCT FROM deal_id OR lead(visit) OVER () <> visit AS leaves,
        lead(deal_id) OVER () IS DISTINCT FROM deal_id AS last,
        CASE WHEN lead(deal_id) OVER () = deal_id THEN lead(loss_reason_id) OVER () END AS next_loss_reason_id
    FROM story
)
SELECT * REPLACE (CASE WHEN last THEN 'infinity' ELSE to_at END AS to_at), {latest("turned", "from_at")} AS since,
    {latest("enters", "from_at")} AS entered_at,
    nullif({latest("enters", "coalesce(owner_id, -1)")}, -1) AS entered_owner_id,
    {latest("enters", "currency")} AS entered_currency
FROM followed;
DROP TABLE story
"""


def latest(condition: str, value: str) -> str:
    """The value of the last row up to this one of which the condition is true."""
    return f"last_value(CASE WHEN {condition} THEN {value} END IGNORE NULLS) OVER (ROWS UNBOUNDED PRECEDING)"


OFFERED = """SELECT deal_id, min(entered_at) AS offered_at
    FROM {visits} AND stage_id IN (SELECT id FROM stages WHERE is_offered) GROUP BY deal_id"""
"""When the deals of these visits first came to a stage in which they have seen the proposal."""

OFFERED_ANEW = f"""
UPDATE spans SET offered_at = told.offered_at
FROM (
    SELECT known.deal_id, seen.offered_at
    FROM (SELECT DISTINCT deal_id, offered_at FROM spans) known
        LEFT JOIN ({OFFERED.format(visits="visits WHERE TRUE")}) seen ON seen.deal_id = known.deal_id
    WHERE seen.offered_at IS DISTINCT FROM known.offered_at) told
WHERE told.deal_id = spans.deal_id
"""
"""The proposal is seen in other stages now."""


def spans_of_told(zone: str) -> str:
    """Insert the batch's spans: what is over by when it ended, what is true by when the deal was closed."""
    closed = local("since", zone)
    return f"""
INSERT INTO spans
SELECT told.deal_id, from_at, to_at, pipeline_id, stage_id, status, owner_id, value, currency, odds / 100,
    loss_reason_id, expected_on, mrr, category,
    CASE WHEN {CLOSED} THEN since END, CASE WHEN {CLOSED} THEN {closed}::DATE END,
    CASE WHEN {CLOSED} THEN {days("opened", closed)} END, offered_at,
    reader_id, source_id, product_id, company_id, type, opened::DATE
FROM told LEFT JOIN ({OFFERED.format(visits="told WHERE leaves")}) seen ON seen.deal_id = told.deal_id
ORDER BY isfinite(to_at) DESC, CASE WHEN isfinite(to_at) THEN to_at WHEN {CLOSED} THEN since END NULLS LAST
"""


LED = """SELECT *, CASE WHEN goes_on THEN pipeline_after END AS next_pipeline_id,
        CASE WHEN goes_on THEN stage_after END AS next_stage_id, CASE WHEN goes_on THEN status_after END AS next_status
    FROM (
        SELECT *, lead(deal_id) OVER () IS NOT DISTINCT FROM deal_id AS goes_on,
            lead(pipeline_id) OVER () AS pipeline_after, lead(stage_id) OVER () AS stage_after,
            lead(status) OVER () AS status_after
        FROM (SELECT * FROM told WHERE leaves))"""
"""The last span of each visit, and where the deal went from it."""

AGAIN = """SELECT deal_id, visit, lead(entered_at) OVER stage AS again_at, lead(to_at) OVER stage AS gone_at
    FROM told
    WHERE leaves AND (deal_id, stage_id) IN (
        SELECT (deal_id, stage_id) FROM told WHERE leaves GROUP BY deal_id, stage_id HAVING count(*) > 1)
    WINDOW stage AS (PARTITION BY deal_id, stage_id ORDER BY visit)"""
"""When a deal came to a stage again and left it again, of those that did."""


def rested(zone: str) -> str:
    """For how many days a deal was set aside in a visit."""
    began, ended = local("from_at", zone), local("to_at", zone)
    return f"""SELECT deal_id, visit, sum({days(began, ended)}) AS rested FROM told
    WHERE status = 'aside' AND isfinite(to_at) GROUP BY deal_id, visit"""


def visits_of_told(zone: str) -> str:
    """Insert the batch's visits: the last span of each, with what was true when it began and with what came next.

    A stage merged into another during a visit makes it a visit to the other: that is where the deal went on from.
    Most deals enter a stage once; only the others are looked through for when they came again.
    """
    entered, left = local("entered_at", zone), local("to_at", zone)
    taken = days(entered, left)
    return f"""
INSERT INTO visits
WITH led AS (
    {LED}
), again AS (
    {AGAIN}
), aside AS (
    {rested(zone)}
), worked AS (
    {WORKED}
)
SELECT ordered.deal_id, ordered.visit, ordered.pipeline_id, stage_id, entered_at, to_at, {entered}::DATE,
    CASE WHEN isfinite(to_at) THEN {left}::DATE END, {entered}, CASE WHEN isfinite(to_at) THEN {taken} END,
    CASE WHEN isfinite(to_at) THEN greatest({taken} - coalesce(rested, 0), 0) END,
    CASE WHEN isfinite(to_at) THEN {ticks(taken)} END, {CLOSED},
    entered_owner_id, owner_id, value, entered_currency, currency,
    next_pipeline_id, next_stage_id, next_status, next_loss_reason_id, {way_out("here.place", "there.place")},
    coalesce(again_at, 'infinity'), coalesce(gone_at, 'infinity'),
    coalesce(work, 0), first_kind, gap_seconds, coalesce(orders, 0),
    reader_id, source_id, product_id, company_id, type, opened::DATE
FROM led ordered LEFT JOIN again ON again.deal_id = ordered.deal_id AND again.visit = ordered.visit
    LEFT JOIN aside ON aside.deal_id = ordered.deal_id AND aside.visit = ordered.visit
    LEFT JOIN worked ON worked.deal_id = ordered.deal_id AND worked.visit = ordered.visit
    LEFT JOIN stages here ON here.id = stage_id LEFT JOIN stages there ON there.id = next_stage_id
ORDER BY entered_at
"""


NO_WORK = """CREATE OR REPLACE TEMP TABLE work AS
    SELECT *, NULL::INTEGER AS visit, NULL::VARCHAR AS outcome FROM activities LIMIT 0"""


def work_of(activities: str, zone: str) -> str:
    """A batch's activities as they will stand, with their visits; one that is not done is at infinity.

    Each has the stage in which its deal stood when it was done, or entered where it is not; none before the opening.
    The spans of a deal follow each other without a gap: no more than one is found, twice as quick as the newest before.
    """
    created, done = local("created_at", zone), local("done_at", zone)
    return f"""
CREATE OR REPLACE TEMP TABLE work AS
SELECT a.deal_id, kind, a.owner_id, created_at, {created}::DATE AS created_on, hour({created}) AS created_hour,
    coalesce(done_at, 'infinity') AS done_at, {done}::DATE AS done_on, hour({done}) AS done_hour,
    minutes, {ANSWERED} AS answered, {CAME_IN} AS came_in, t.pipeline_id, t.stage_id,
    d.reader_id, d.source_id, d.product_id, d.company_id, d.type, d.opened::DATE AS opened_on, t.visit,
    CASE WHEN kind = '{CHECK}' THEN nullif(outcome, '') END AS outcome
FROM {read_csv(activities, ACTIVITY_COLUMNS)} a JOIN fed d ON d.deal_id = a.deal_id
    LEFT JOIN told t ON t.deal_id = a.deal_id
        AND t.from_at <= coalesce(a.done_at, a.created_at) AND t.to_at > coalesce(a.done_at, a.created_at)
"""


ACTIVITIES = f"""INSERT INTO activities SELECT * EXCLUDE (visit, outcome) FROM work WHERE kind <> '{CHECK}'
    ORDER BY done_at"""

NEEDS = "INSERT INTO needs SELECT deal_id, min(done_at) FROM work WHERE kind = 'need' GROUP BY deal_id"
"""When the first need of each deal came to light."""

CHECKS = f"INSERT INTO checks SELECT deal_id, created_at, done_at, outcome FROM work WHERE kind = '{CHECK}'"
"""From when to when it stood what the customers said about losses, and whom they chose."""


def edits_of(edits: str, zone: str) -> str:
    """Insert on which days somebody worked on the batch's deals by hand, and when first on each."""
    return f"""
INSERT INTO edits
SELECT deal_id, person_id, {local("moment", zone)}::DATE AS done_on, min(moment)
FROM {read_csv(edits, EDIT_COLUMNS)} GROUP BY deal_id, person_id, done_on
"""


PRICES = """
INSERT INTO prices
SELECT deal_id, listed, discounted FROM fed WHERE listed > 0 AND deal_id IN (SELECT deal_id FROM told)
"""
"""What the line items of a batch's deals cost by the list, and how much of it was given away."""

CUSTOMS = """
INSERT INTO customs
SELECT deal_id, custom FROM fed WHERE custom IS NOT NULL AND deal_id IN (SELECT deal_id FROM told)
"""
"""What stands in the own fields of a batch's deals."""


def way_out(here: str, there: str) -> str:
    """Where a visit led: forward (a later stage, won, or another pipeline), lost, or back; null while it lasts."""
    return f"""CASE
        WHEN next_stage_id IS NULL THEN NULL
        WHEN next_status = 'won' THEN 'forward'
        WHEN next_status = 'lost' THEN 'lost'
        WHEN next_pipeline_id <> ordered.pipeline_id THEN 'forward'
        WHEN {there} > {here} THEN 'forward'
        ELSE 'back' END"""


STAGES_MOVED = f"""
UPDATE visits AS ordered SET way_out = {way_out("here.place", "there.place")}
FROM stages here, stages there WHERE here.id = ordered.stage_id AND there.id = ordered.next_stage_id
"""
"""Stages have other places now, so visits led elsewhere than they did."""


def days(start: str, end: str) -> str:
    """Days between two readings of the wall clock; the repeated hour of autumn does not make them negative."""
    return f"greatest(epoch_us({end} - {start}) / 86400e6, 0)"


def ticks(length: str) -> str:
    """Days counted by a clock that puts all that differs in order: minutes in the first day, hours after it."""
    minutes, hours = f"round({length} * {MINUTES})", f"{MINUTES - 24} + round({length} * 24)"
    return f"(CASE WHEN {length} < 1 THEN {minutes} ELSE {hours} END)::INTEGER"


def days_of_ticks(counted: str) -> str:
    """Back to days."""
    return f"CASE WHEN {counted} < {MINUTES} THEN {counted} / {MINUTES} ELSE ({counted} - {MINUTES - 24}) / 24 END"


COMPANY_LABELS = """
UPDATE companies SET label = told.label
FROM (SELECT id, CASE WHEN count(*) OVER (PARTITION BY lower(name)) > 1 THEN name || ' (' || id || ')' ELSE name END
    AS label FROM companies) told
WHERE told.id = companies.id AND told.label IS DISTINCT FROM companies.label
"""
"""Namesakes get their id."""

KNOWN = """SELECT (SELECT list((id, place)) FROM stages), (SELECT list(id) FROM stages WHERE is_offered),
    (SELECT list(DISTINCT currency) FROM rates)"""
"""Where the stages stand, in which of them deals have seen the proposal, and which currencies have rates."""

# No join may lose a row: a company or currency that nothing is known of is there too, as unknown.
UNKNOWN_COMPANIES = """
INSERT INTO companies
SELECT DISTINCT company_id, NULL, NULL, NULL, NULL, NULL::BIGINT, NULL FROM spans
WHERE company_id NOT IN (SELECT id FROM companies)
"""
UNKNOWN_CURRENCIES = """
INSERT INTO rates
SELECT DISTINCT currency, '0001-01-01'::DATE, 'infinity'::DATE, NULL FROM spans
WHERE currency NOT IN (SELECT currency FROM rates)
"""
