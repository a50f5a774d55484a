"""From a question to SQL over the columnar copy: ids and moments are written in, words people typed are parameters."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

from penstock.common import clock
from penstock.metrics.catalogue.changing import BETWEEN, CHANGES
from penstock.metrics.catalogue.metric import SURVIVAL, Metric
from penstock.metrics.catalogue.rows import RowSet
from penstock.metrics.dimensions import Dimension
from penstock.metrics.id_sets import is_among
from penstock.metrics.question import Question
from penstock.metrics.survival import survival

NAMES = "(SELECT id, name, label, place FROM names WHERE kind = '{kind}')"
COMPANY_NAMES = "(SELECT id, name, label, 0 AS place FROM companies)"
BEGUN = re.compile(r"p\.(from_at|entered_at|created_at) < :until")
"""Without an end this holds of every row."""
AFTER_START = re.compile(r"p\.\w+ >= :start")
"""Without a start this holds of every row, for what is asked so has a moment."""
CONVERTED = "(CASE WHEN {worth} = 0 THEN 0 ELSE {worth} * r.rate END)"


@dataclass(frozen=True)
class Sight:
    """Who asks and when: whose rows may be read (None: all), the zone that days are in, and today there.

    ``converts`` is whether amounts may be in several currencies; where they are all in ours they are taken as they are.
    ``fiscal_shift`` is what the workspace says of its fiscal year.
    """

    people: frozenset[int] | None
    zone: ZoneInfo
    today: date
    converts: bool = True
    fiscal_shift: int = 0


@dataclass(frozen=True)
class Compiled:
    """The three questions in SQL that one question may need; all take the same parameters."""

    figures: str
    left_out: str
    rows: str
    parameters: tuple[str, ...]


def compile_question(question: Question, sight: Sight) -> Compiled:
    """The figures by group, the amounts that no rate could convert, and the rows behind the figures."""
    metric = question.metric
    picked, parameters = _picked(question, sight)
    groups = [f"g{index}" for index in range(len(question.by))]
    grouped = "".join(f"{group}, " for group in groups)
    # To look at each amount again only makes sense where it may be unknown.
    unsure = metric.needs_money and sight.converts
    counted = f"count(*) FILTER ({metric.counts})" if unsure or not metric.counts_all else "count(*)"
    unrated = "count(*) FILTER (amount IS NULL)" if unsure else "0"
    figure = metric.figure.replace("total", f"({_total(question, sight)})")
    figures = f"""
        SELECT {grouped}{counted} AS n, {figure} AS value, {unrated} AS unrated
        FROM ({picked})
        GROUP BY {", ".join(groups) or "()"}"""
    if metric.figure == SURVIVAL:
        figures = survival(picked, groups)
    left_out = f"SELECT currency, sum(value) FROM ({picked}) WHERE amount IS NULL GROUP BY currency ORDER BY currency"
    base = "base" if metric.of else "NULL"
    rows = f"SELECT deal_id, amount, outcome, days, {base} AS base FROM ({picked}) WHERE {metric.counts}"
    return Compiled(_named(question, figures), left_out, rows, parameters)


def _total(question: Question, sight: Sight) -> str:
    """What all rows come to, whatever is filtered: what a share is a share of."""
    if not question.metric.is_of_a_total:
        return ""
    picked, _none = _picked(replace(question, by=(), where=()), sight)
    return f"SELECT sum(amount) FROM ({picked})"


def _picked(question: Question, sight: Sight) -> tuple[str, tuple[str, ...]]:
    """The rows that may count, each with its groups, outcome, days and amount."""
    metric, rows = question.metric, question.metric.rows
    joins = joined(asked_of(question), rows)
    conditions = [rows.when, *meant(question), *readable(sight.people)]
    filters, parameters = filtered(question)
    groups = "".join(f"{one.sql(rows)} AS g{index}, " for index, one in enumerate(question.by))
    if metric.needs_money and sight.converts:
        joins += rates(question, sight)
    amount = f"{amount_of(metric, sight)} AS amount"
    if metric.of:
        amount += f", {CONVERTED.format(worth=metric.of) if sight.converts else metric.of} AS base"
    outcome, days, owner = (rows.columns[name] for name in ("outcome", "days", "owner"))
    currency = rows.columns.get("currency", "NULL::VARCHAR")
    if metric.figure == SURVIVAL:
        amount += f", {rows.columns['is_over']} AS is_over, {rows.columns['ticks']} AS ticks"
    sql = f"""
        SELECT {groups}p.deal_id, {outcome} AS outcome, {days} AS days, {metric.worth} AS value,
            {currency} AS currency, {owner} AS owner_id, p.company_id AS company_id, {amount}
        FROM {table_of(question)} p {joins}
        WHERE {" AND ".join([*conditions, *filters])}"""
    return timed(sql, question, sight), parameters


def table_of(question: Question) -> str:
    """The table of the rows; of changes one only of those that the question may be about, where that is known."""
    rows, named = question.metric.rows, [words for one, words in question.where if one.own == "change"]
    if rows.table_of is None or any(one.own == "change" for one in question.by):
        return rows.table
    wanted = {word.lower() for words in named for word in words if word} if named else set(BETWEEN)
    return rows.table_of(wanted) if wanted & set(CHANGES) else rows.table


def meant(question: Question) -> list[str]:
    """Which of the rows of the time asked for a question is about."""
    metric = question.metric
    found = [metric.rows.which]
    if metric.apart and not any(one.own == "change" for one in asked_of(question)):
        found.append(f"NOT ({metric.apart.format(outcome=metric.rows.columns['outcome'])})")
    return found


def amount_of(metric: Metric, sight: Sight) -> str:
    """What a row contributes."""
    worth = CONVERTED.format(worth=metric.worth) if sight.converts else metric.worth
    return metric.amount.replace("money", worth)


def timed(sql: str, question: Question, sight: Sight) -> str:
    """Put the two ends of the time in, and the moment up to which anything is seen, which may be later."""
    zone = sight.zone
    end, seen = ends_on(question), question.as_of and question.as_of + timedelta(days=1)
    # What is asked for before its first day ends as it begins.
    begins = question.from_on and min(question.from_on, end or question.from_on)
    start = _moment(begins, zone) if begins else None
    until = _moment(end, zone) if end else None
    eve = f"DATE '{begins - timedelta(days=1)}'" if begins else "NULL::DATE"
    seen_until = _moment(seen, zone) if seen else "'infinity'::TIMESTAMP"
    # The engine would look at every row to find what is certain.
    if start is None:
        sql = AFTER_START.sub("TRUE", sql)
    if until is None:
        sql = BEGUN.sub("TRUE", sql)
    observed = seen or sight.today + timedelta(days=1)
    sql = sql.replace(":observed", _moment(observed, zone)).replace(
        ":last_midnight", f"TIMESTAMP '{observed} 00:00:00'"
    )
    sql = sql.replace(":start", start or "'-infinity'::TIMESTAMP").replace(":until", until or "'infinity'::TIMESTAMP")
    return sql.replace(":seen", seen_until).replace(":eve", eve).replace(":fiscal", str(sight.fiscal_shift))


def ends_on(question: Question) -> date | None:
    """The day before which everything counts: what happens ends with the period, what stands may be asked for later."""
    after = question.as_of + timedelta(days=1) if question.as_of else None
    if question.metric.rows.happens or after is None:
        return min((day for day in (after, question.until_on) if day), default=None)
    return after


def _moment(day: date, zone: ZoneInfo) -> str:
    return f"TIMESTAMP '{clock.day_start(day, zone).astimezone(UTC):%Y-%m-%d %H:%M:%S}'"


def rates(question: Question, sight: Sight) -> str:
    """Join the rate that counts: of the closing day of what happened, of the as-of day of what stands."""
    end = ends_on(question)
    day = f"DATE '{end - timedelta(days=1) if end else sight.today}'"
    rated_on = question.metric.rows.columns.get("rated_on")
    if rated_on:
        day = f"coalesce({rated_on}, {day})"
    return f" JOIN rates r ON r.currency = p.currency AND {day} >= r.from_on AND {day} < r.until_on"


def readable(people: frozenset[int] | None) -> list[str]:
    """Only deals whose owner the asker may see; those without an owner are everybody's."""
    if people is None:
        return []
    return [f"(p.reader_id IS NULL OR {is_among(sorted(people), 'p.reader_id')})"]


def joined(dimensions: Iterable[Dimension], rows: RowSet) -> str:
    """Join what dimensions need."""
    return " ".join(dict.fromkeys(one.join_sql(rows) for one in dimensions if one.join))


def asked_of(question: Question) -> list[Dimension]:
    """Every dimension that the question splits or filters by."""
    return [*question.by, *(dimension for dimension, _values in question.where)]


def filtered(question: Question) -> tuple[list[str], tuple[str, ...]]:
    """The conditions of a question's filters, and the words in them."""
    conditions: list[str] = []
    parameters: list[str] = []
    for dimension, values in question.where:
        value = dimension.sql(question.metric.rows)
        if dimension.is_fact:
            conditions.append(value)
            continue
        words = [word for word in values if word is not None]
        missing = f"{value} = {dimension.none}" if dimension.none else f"{value} IS NULL"
        options = [missing] if None in values else []
        if words:
            condition, repeated = _is_any(dimension, value, ", ".join(["lower(?)"] * len(words)))
            options.append(condition)
            parameters += words * repeated
        conditions.append(f"({' OR '.join(options)})")
    return conditions, tuple(parameters)


def _is_any(dimension: Dimension, value: str, marks: str) -> tuple[str, int]:
    """Whether a value is one of the words, and how often the words are repeated in it: a name or its label will do."""
    if not dimension.names:
        return f"lower({dimension.label.format(value=value)}) IN ({marks})", 1
    fits = f"lower(n.label) IN ({marks}) OR lower(n.name) IN ({marks})"
    return f"{value} IN (SELECT n.id FROM {_names(dimension)} n WHERE {fits})", 2


def _names(dimension: Dimension) -> str:
    return COMPANY_NAMES if dimension.names == "company" else NAMES.format(kind=dimension.names)


def _named(question: Question, figures: str) -> str:
    """Put names in the place of ids, and the groups in the order people expect.

    Sums of money come as text, of which we make decimals several times as quickly as the engine does.
    """
    labels, joins, order = named([(dimension, f"f.g{index}") for index, dimension in enumerate(question.by)])
    ordered = f"ORDER BY {', '.join(order)}" if order else ""
    value = "value::VARCHAR" if question.metric.is_exact else "value"
    return f"SELECT {''.join(f'{label}, ' for label in labels)}n, {value}, unrated FROM ({figures}) f {joins} {ordered}"


def named(groups: Sequence[tuple[Dimension, str]]) -> tuple[list[str], str, list[str]]:
    """The labels of groups, the names that are joined for them, and what orders them; missing values come last."""
    labels, joins, order = [], "", []
    for index, (dimension, group) in enumerate(groups):
        if dimension.names:
            joins += f" LEFT JOIN {_names(dimension)} n{index} ON n{index}.id = {group}"
            labels.append(f"n{index}.label")
            order.append(f"n{index}.place NULLS LAST, n{index}.label NULLS LAST")
        else:
            labels.append(dimension.label.format(value=group))
            order.append(f"{group} NULLS LAST")
    return labels, joins, order


def rows_in_groups(question: Question, sight: Sight) -> tuple[str, tuple[str, ...]]:
    """All rows that may count, their groups as g0, g1 …, for what is no single figure; and the parameters."""
    return _picked(question, sight)


def moment_after(day: date, zone: ZoneInfo) -> str:
    """The end of a day as the copy writes moments."""
    return _moment(day + timedelta(days=1), zone)
