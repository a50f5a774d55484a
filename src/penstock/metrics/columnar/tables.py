"""The tables of a copy, and how a batch of deals becomes spans and visits in them."""

from penstock.metrics.columnar.feed import DEAL_COLUMNS, SPAN_COLUMNS

VERSION = 3
"""Raise it when the tables change: older copies are then thrown away and drawn anew."""

FACTS = "reader_id BIGINT, source_id BIGINT, product_id BIGINT, company_id BIGINT, type VARCHAR"

SCHEMA = f"""
CREATE TABLE mark (version INTEGER, zone VARCHAR, position BIGINT, recorded_at VARCHAR);
CREATE TABLE names (kind VARCHAR, id BIGINT, name VARCHAR, label VARCHAR, place BIGINT);
CREATE TABLE stages (id BIGINT, pipeline_id BIGINT, place BIGINT);
CREATE TABLE teams (person_id BIGINT, team_id BIGINT);
CREATE TABLE companies (id BIGINT, name VARCHAR, sector VARCHAR, region VARCHAR, country VARCHAR);
INSERT INTO companies VALUES (0, NULL, NULL, NULL, NULL);
CREATE TABLE rates (currency VARCHAR, from_on DATE, until_on DATE, rate DECIMAL(20,10));
CREATE TABLE customs (deal_id BIGINT, custom VARCHAR);
CREATE TABLE spans (
    deal_id BIGINT, from_at TIMESTAMP, to_at TIMESTAMP, pipeline_id BIGINT, stage_id BIGINT,
    status ENUM('open', 'won', 'lost'), owner_id BIGINT, value DECIMAL(15,2), currency VARCHAR, odds DECIMAL(3,2),
    loss_reason_id BIGINT, closed_at TIMESTAMP, closed_on DATE, cycle_days DOUBLE, {FACTS}
);
CREATE TABLE visits (
    deal_id BIGINT, visit INTEGER, pipeline_id BIGINT, stage_id BIGINT, entered_at TIMESTAMP, left_at TIMESTAMP,
    entered_on DATE, left_on DATE, days DOUBLE, entered_owner_id BIGINT, left_owner_id BIGINT,
    value DECIMAL(15,2), entered_currency VARCHAR, currency VARCHAR,
    next_pipeline_id BIGINT, next_stage_id BIGINT, next_status VARCHAR, next_loss_reason_id BIGINT,
    way_out ENUM('forward', 'lost', 'back'),
    again_at TIMESTAMP, gone_at TIMESTAMP, {FACTS}
);
"""


def read_csv(path: str, columns: dict[str, str]) -> str:
    """A CSV file as a table of these columns."""
    types = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    quoted = path.replace("'", "''")
    return (
        f"read_csv('{quoted}', header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"', "
        f"nullstr = '', columns = {{{types}}})"
    )


def told(deals: str, spans: str) -> str:
    """The spans of a batch with their deal's facts; ``since`` is when the deal got the status that the span has."""
    return f"""
CREATE OR REPLACE TEMP TABLE told AS
WITH numbered AS (
    SELECT *, row_number() OVER story AS step, lag(status) OVER story IS DISTINCT FROM status AS turned
    FROM {read_csv(spans, SPAN_COLUMNS)}
    WINDOW story AS (PARTITION BY deal_id ORDER BY visit, from_at, to_at NULLS LAST, span_id)
)
SELECT n.* EXCLUDE (to_at, turned), coalesce(to_at, 'infinity') AS to_at,
    d.* EXCLUDE (deal_id) REPLACE (coalesce(company_id, 0) AS company_id),
    last_value(CASE WHEN turned THEN from_at END IGNORE NULLS) OVER (
        PARTITION BY n.deal_id ORDER BY step ROWS UNBOUNDED PRECEDING) AS since
FROM numbered n JOIN {read_csv(deals, DEAL_COLUMNS)} d ON d.deal_id = n.deal_id
"""


def spans_of_told(zone: str) -> str:
    """Insert the batch's spans."""
    closed, opened = local("since", zone), local("opened_at", zone)
    return f"""
INSERT INTO spans
SELECT deal_id, from_at, to_at, pipeline_id, stage_id, status, owner_id, value, currency, odds / 100, loss_reason_id,
    CASE WHEN status <> 'open' THEN since END, CASE WHEN status <> 'open' THEN {closed}::DATE END,
    CASE WHEN status <> 'open' THEN {days(opened, closed)} END,
    reader_id, source_id, product_id, company_id, type
FROM told
"""


def visits_of_told(zone: str) -> str:
    """Insert the batch's visits: the spans of one stay together, with what came next.

    A stage merged into another during a visit makes it a visit to the other: that is where the deal went on from.
    """
    entered, left = local("entered_at", zone), local("left_at", zone)
    return f"""
INSERT INTO visits
WITH stays AS (
    SELECT deal_id, visit, arg_max(pipeline_id, step) AS pipeline_id, arg_max(stage_id, step) AS stage_id,
        any_value(status) AS status, min(from_at) AS entered_at, max(to_at) AS left_at,
        arg_min_null(owner_id, step) AS entered_owner_id, arg_max_null(owner_id, step) AS left_owner_id,
        arg_min_null(loss_reason_id, step) AS loss_reason_id, arg_max(value, step) AS value,
        arg_min(currency, step) AS entered_currency, arg_max(currency, step) AS currency,
        any_value(reader_id) AS reader_id, any_value(source_id) AS source_id, any_value(product_id) AS product_id,
        any_value(company_id) AS company_id, any_value(type) AS type
    FROM told GROUP BY deal_id, visit
), ordered AS (
    SELECT *, lead(pipeline_id) OVER story AS next_pipeline_id, lead(stage_id) OVER story AS next_stage_id,
        lead(status) OVER story AS next_status, lead(loss_reason_id) OVER story AS next_loss_reason_id,
        coalesce(lead(entered_at) OVER stage, 'infinity') AS again_at,
        coalesce(lead(left_at) OVER stage, 'infinity') AS gone_at
    FROM stays
    WINDOW story AS (PARTITION BY deal_id ORDER BY visit), stage AS (PARTITION BY deal_id, stage_id ORDER BY visit)
)
SELECT deal_id, visit, ordered.pipeline_id, stage_id, entered_at, left_at, {entered}::DATE,
    CASE WHEN isfinite(left_at) THEN {left}::DATE END, CASE WHEN isfinite(left_at) THEN {days(entered, left)} END,
    entered_owner_id, left_owner_id, value, entered_currency, currency,
    next_pipeline_id, next_stage_id, next_status, next_loss_reason_id, {way_out("here.place", "there.place")},
    again_at, gone_at, reader_id, source_id, product_id, company_id, type
FROM ordered LEFT JOIN stages here ON here.id = stage_id LEFT JOIN stages there ON there.id = next_stage_id
"""


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


def local(moment: str, zone: str) -> str:
    """A moment in UTC on the wall clock of a zone."""
    return f"timezone('{zone}', timezone('UTC', {moment}))"


def days(start: str, end: str) -> str:
    """Days between two readings of the wall clock; the repeated hour of autumn does not make them negative."""
    return f"greatest(epoch_us({end} - {start}) / 86400e6, 0)"


# No join may lose a row: a company or currency that nothing is known of is there too, as unknown.
UNKNOWN_COMPANIES = """
INSERT INTO companies
SELECT DISTINCT company_id, NULL, NULL, NULL, NULL FROM told WHERE company_id NOT IN (SELECT id FROM companies)
"""
UNKNOWN_CURRENCIES = """
INSERT INTO rates
SELECT DISTINCT currency, '0001-01-01'::DATE, 'infinity'::DATE, NULL FROM told
WHERE currency NOT IN (SELECT currency FROM rates)
"""
