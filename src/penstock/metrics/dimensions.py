"""The dimensions: what a figure can be split and filtered by, and where its value is found."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from penstock.metrics.catalogue.changing import CHANGES
from penstock.metrics.catalogue.metric import Words
from penstock.metrics.catalogue.rows import RowSet
from penstock.metrics.columnar.tables import BESIDE
from penstock.metrics.columnar.worked import work_bit
from penstock.metrics.first_work import ASKED

CUSTOM = "field."
TARGET_METRIC = "target_metric"
"""Of which metric the targets are that a plan's figure is told against: a choice, by which nothing is split."""


@dataclass(frozen=True)
class Dimension:
    """One way to split.

    ``column`` is SQL over the row ``p`` (and what ``join`` brings in), where ``{own}`` is the row set's own column of
    that name. ``names`` is the kind of names that its ids have; else ``label`` is SQL that makes a label of the value.
    ``none`` stands for a missing value where there is always one: it is an id without a name. A fact is true of a row
    or not: one only filters by it.
    """

    key: str
    name: Words
    column: str = "{own}"
    own: str = ""
    join: str = ""
    names: str = ""
    label: str = "{value}"
    none: str = ""
    is_fact: bool = False

    def fits(self, rows: RowSet) -> bool:
        """Whether rows of this set have the dimension at all."""
        return (not self.own or self.own in rows.columns) and (not rows.only or self.key in rows.only)

    def splits(self, rows: RowSet) -> bool:
        """Whether rows of this set make groups by it."""
        return self.key != TARGET_METRIC and self.fits(rows)

    def sql(self, rows: RowSet) -> str:
        """The value of a row, as SQL."""
        return self.column.format(own=rows.columns.get(self.own, ""))

    def join_sql(self, rows: RowSet) -> str:
        """What must be joined first, as SQL."""
        return self.join.format(owner=rows.columns["owner"])


TEAM = "LEFT JOIN teams t ON t.person_id = {owner}"
# With a name of its own for the team: one may ask by both.
DEPARTMENT = """LEFT JOIN teams within ON within.person_id = {owner}
    LEFT JOIN names top ON top.kind = 'department' AND top.id = within.team_id"""
QUARTER = "strftime({value}, '%Y') || '-Q' || quarter({value})"
FISCAL, FISCAL_YEAR = "({own} + INTERVAL :fiscal MONTH)", "'FY' || strftime({value}, '%Y')"
FISCAL_QUARTER = f"{FISCAL_YEAR} || '-Q' || quarter({{value}})"
"""``:fiscal`` is by how many months a day must be later for its fiscal year to be a year of the calendar."""
# Every deal has a company in the copy, if only one without a name: an inner join is quicker.
COMPANY = "JOIN companies c ON c.id = p.company_id"
CHANNEL = "LEFT JOIN channels h ON h.source_id = p.source_id"
SIZE = """CASE WHEN c.employees <= 10 THEN 1 WHEN c.employees <= 50 THEN 2 WHEN c.employees <= 200 THEN 3
    WHEN c.employees <= 1000 THEN 4 WHEN c.employees > 1000 THEN 5 END"""
SIZES = """CASE {value} WHEN 1 THEN '1-10' WHEN 2 THEN '11-50' WHEN 3 THEN '51-200' WHEN 4 THEN '201-1000'
    WHEN 5 THEN '1001+' END"""

DID: dict[str, Words] = {
    "call": _("Call in the stage"),
    "meeting": _("Meeting in the stage"),
    "email": _("E-mail in the stage"),
    "task": _("Task done in the stage"),
    "script": _("Script used in the stage"),
    "asset": _("Material given in the stage"),
    "need": _("Need found in the stage"),
}
"""Kinds of work that may have been done on a deal while it was in a stage."""
WHILE_THERE = "p.work & {bit} > 0"
YES_OR_NO = "CASE WHEN {value} THEN 'yes' ELSE 'no' END"

STAYS = (1, 3, 7, 14, 30, 90)
"""Where lengths of stays part, in days."""
LENGTH = " + ".join(f"(p.days_there >= {end})::UTINYINT" for end in STAYS)
"""A small number is counted several times as quickly as a word."""
LENGTHS = [f"{start}–{end}" for start, end in zip((0, *STAYS), STAYS, strict=False)] + [f"{STAYS[-1]}+"]
STAY = "CASE {value} " + " ".join(f"WHEN {place} THEN '{words}'" for place, words in enumerate(LENGTHS)) + " END"

FRESH = 30
"""Days in which an open deal should be touched."""
WORKED_ON = f"p.deal_id IN (SELECT a.deal_id FROM activities a WHERE a.kind NOT IN {BESIDE} AND "
RECENT = f"> :observed - INTERVAL {FRESH} DAY"
UPKEEP: dict[str, tuple[Words, str]] = {
    "has_value": (_("Value known"), "p.value > 0"),
    "has_close_day": (_("Expected close known"), "{own} IS NOT NULL"),
    "has_next_step": (
        _("Next step planned"),
        f"{WORKED_ON}a.created_at < :until AND a.done_at >= :until)",
    ),
    "is_fresh": (
        _("Touched in 30 days"),
        f"(p.from_at {RECENT} OR {WORKED_ON}a.done_at {RECENT} AND a.done_at < :observed))",
    ),
}
"""What is known of a deal, by its key: the words, and the condition."""

NEEDS = "LEFT JOIN needs e ON e.deal_id = p.deal_id"
"""A deal has one row, of its first need, or none."""
NEED = "e.first_at < :until AND e.first_at <= coalesce({own}, e.first_at)"
"""Whether a need was known by then, and before the deal was closed."""

CHOSEN = """LEFT JOIN (
    SELECT deal_id, max(said_at) AS said_at, nullif(max((said_at, coalesce(competitor, '')))[2], '') AS competitor
    FROM checks WHERE said_at < :observed AND ended_at >= :observed GROUP BY deal_id) k ON k.deal_id = p.deal_id"""
"""What stands at a moment of what customers said: of each deal the last."""
COMPETITOR = "CASE WHEN k.said_at >= {own} THEN k.competitor END"
"""What was said about an earlier loss is not about this one."""

_ALL = (
    Dimension("owner", _("Owner"), own="owner", names="person"),
    Dimension("team", _("Team"), "t.team_id", join=TEAM, names="team"),
    Dimension("department", _("Department"), "top.label", join=DEPARTMENT),
    Dimension("pipeline", _("Pipeline"), own="pipeline", names="pipeline"),
    Dimension("stage", _("Stage"), own="stage", names="stage"),
    Dimension("next_stage", _("Next stage"), own="next_stage", names="stage"),
    Dimension("source", _("Source"), "p.source_id", names="source"),
    Dimension("channel", _("Channel"), "h.channel", join=CHANNEL),
    Dimension("product", _("Product"), "p.product_id", names="product"),
    Dimension("company", _("Company"), "p.company_id", names="company", none="0"),
    Dimension("sector", _("Sector"), "c.sector", join=COMPANY),
    Dimension("region", _("Region"), "c.region", join=COMPANY),
    Dimension("country", _("Country"), "c.country", join=COMPANY),
    Dimension("size", _("Company size"), SIZE, join=COMPANY, label=SIZES),
    Dimension("type", _("Type"), "p.type"),
    Dimension("forecast_category", _("Forecast category"), own="category", label="{value}::VARCHAR"),
    Dimension("currency", _("Currency"), own="currency"),
    Dimension("loss_reason", _("Loss reason"), own="loss_reason", names="loss_reason"),
    Dimension("competitor", _("Competitor"), COMPETITOR, own="closed", join=CHOSEN),
    Dimension("change", _("Change"), f"{{own}}::ENUM {CHANGES}", own="change", label="{value}::VARCHAR"),
    Dimension("activity", _("Kind of activity"), own="activity"),
    Dimension(TARGET_METRIC, _("What is wanted"), own=TARGET_METRIC),
    Dimension("hour", _("Hour of the day"), own="hour", label="format('{{:02d}}:00', {value})"),
    Dimension("weekday", _("Day of the week"), "isodow({own})", own="weekday", label="{value}::VARCHAR"),
    *(
        Dimension(key, name, f"CASE WHEN {condition} THEN 'yes' ELSE 'no' END", own="expected")
        for key, (name, condition) in UPKEEP.items()
    ),
    Dimension("has_need", _("Need found"), f"CASE WHEN {NEED} THEN 'yes' ELSE 'no' END", own="closed", join=NEEDS),
    Dimension("stay", _("Days of the stay"), LENGTH, own="next_stage", label=STAY),
    # A visit that ended has a next stage.
    *(
        Dimension(f"did_{kind}", name, WHILE_THERE.format(bit=work_bit(kind)), own="next_stage", label=YES_OR_NO)
        for kind, name in DID.items()
    ),
    Dimension(
        "expected_quarter",
        _("Quarter of expected close"),
        "date_trunc('quarter', {own})",
        own="expected",
        label=QUARTER,
    ),
    Dimension(
        "expected_month",
        _("Month of expected close"),
        "date_trunc('month', {own})",
        own="expected",
        label="strftime({value}, '%Y-%m')",
    ),
    Dimension("cohort", _("Month of opening"), "date_trunc('month', p.opened_on)", label="strftime({value}, '%Y-%m')"),
    *(Dimension(key, name, value, own="next_stage") for key, (name, value) in ASKED.items()),
    Dimension("year", _("Year"), "date_trunc('year', {own})", own="day", label="strftime({value}, '%Y')"),
    Dimension("quarter", _("Quarter"), "date_trunc('quarter', {own})", own="day", label=QUARTER),
    Dimension("fiscal_year", _("Fiscal year"), f"date_trunc('year', {FISCAL})", own="day", label=FISCAL_YEAR),
    Dimension(
        "fiscal_quarter", _("Fiscal quarter"), f"date_trunc('quarter', {FISCAL})", own="day", label=FISCAL_QUARTER
    ),
    Dimension("month", _("Month"), "date_trunc('month', {own})", own="day", label="strftime({value}, '%Y-%m')"),
    Dimension("week", _("Week"), "date_trunc('week', {own})", own="day", label="strftime({value}, '%G-W%V')"),
    Dimension("day", _("Day"), own="day", label="strftime({value}, '%Y-%m-%d')"),
)
DIMENSIONS: dict[str, Dimension] = {dimension.key: dimension for dimension in _ALL}


def custom_dimension(key: str, label: str) -> Dimension:
    """The dimension of a deal's custom field; the key is one the workspace has."""
    path = key.replace("\\", "\\\\").replace('"', '\\"').replace("'", "''").replace("{", "{{").replace("}", "}}")
    return Dimension(
        CUSTOM + key,
        label,
        f"""json_extract_string(f.custom, '$."{path}"')""",
        join="LEFT JOIN customs f ON f.deal_id = p.deal_id",
    )
