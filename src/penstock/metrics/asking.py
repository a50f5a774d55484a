"""The life of a question: parse, permit, compile, run, answer; and the rows behind the answer."""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from penstock.common import clock
from penstock.metrics.answer import Answer, Behind, Figure, Row
from penstock.metrics.columnar import Copy
from penstock.metrics.compiling import Compiled, Sight, compile_question
from penstock.metrics.copies import caught_up
from penstock.metrics.deal_filters import is_deal_filter, understood
from penstock.metrics.dimensions import CUSTOM, Dimension
from penstock.metrics.planning import against_plan
from penstock.metrics.question import Question, WrongQuestion, parse, unknown_value
from penstock.metrics.together import Together, kin
from penstock.metrics.words import custom_dimensions
from penstock.metrics.working import by_the_calendar
from penstock.workspaces.actor import Actor


def ask(key: str, *, by: Actor, **words: Any) -> Answer:
    """Answer a question put in words (see ``parse``), seeing what the asker may see and just did.

    Who asks much gives the workspace's own dimensions along as ``custom``, so that they are read once.
    """
    return ask_all([parse(key, **full(words, by))], by=by)[0]


def ask_all(questions: Sequence[Question], *, by: Actor) -> list[Answer]:
    """Answer several questions at one moment; what they have in common is looked at once."""
    sight, answers = sight_of(by), dict[int, Answer]()
    for known_on in dict.fromkeys(one.known_as_of for one in questions):
        several = [one for one in questions if one.known_as_of == known_on]
        with caught_up(by.workspace, known_on) as copy:
            for one in several:
                require_known(one, by, copy)
            for one, answer in zip(several, run_all(several, sight, by.workspace.currency, copy), strict=True):
                answers[id(one)] = _finished(answer, by, sight, copy)
    return [answers[id(one)] for one in questions]


def _finished(answer: Answer, by: Actor, sight: Sight, copy: Copy) -> Answer:
    """The answer with what is no matter of deals: the calendars of people, and what is wanted of them."""
    if answer.question.metric.worked:
        return by_the_calendar(answer, by, sight, copy)
    return against_plan(answer, by, sight, copy) if answer.question.metric.plan else answer


def behind(
    key: str, group: Sequence[str | None], *, by: Actor, page: slice = slice(0, None), **words: Any
) -> list[Behind]:
    """The rows behind one figure of the same question, a page of them, the largest contribution first."""
    question = parse(key, **full(words, by))
    sight = sight_of(by)
    with caught_up(by.workspace, question.known_as_of) as copy:
        return rows_behind(question, group, sight, copy, page)


def full(words: dict[str, Any], by: Actor) -> dict[str, Any]:
    """The words of a question with what only this workspace has: its own dimensions, and filters of the list."""
    known = words if "custom" in words else {**words, "custom": _custom(by, words)}
    if not any(is_deal_filter(name) for name, _value in known.get("where", ())):
        return known
    with caught_up(by.workspace) as copy:
        return understood(known, by, copy.keep)


def _custom(by: Actor, words: dict[str, Any]) -> dict[str, Dimension]:
    """The workspace's own dimensions, where one is asked for."""
    names = [*words.get("split", ()), *(name for name, _value in words.get("where", ()))]
    return custom_dimensions(by) if any(name.startswith(CUSTOM) for name in names) else {}


def require_known(question: Question, by: Actor, copy: Copy) -> None:
    """Raise WrongQuestion where a filter names somebody or something that does not exist, with what is near."""
    for dimension, wanted in question.where:
        if dimension.names and dimension.names != "company":
            rows = copy.ask("SELECT lower(name), lower(label) FROM names WHERE kind = ?", (dimension.names,))
            known = {word for row in rows for word in row}
            for word in wanted:
                if word is not None and word.lower() not in known:
                    raise WrongQuestion(unknown_value(dimension, word, labels(dimension.names, by=by)))


def sums_behind(key: str, *, by: Actor, **words: Any) -> tuple[Figure, Figure]:
    """What the rows behind a figure come to when they are added up, and what they are a part of."""
    question = parse(key, **full(words, by))
    with caught_up(by.workspace, question.known_as_of) as copy:
        compiled = compiled_for(question, sight_of(by), copy)
        return copy.ask(f"SELECT sum(amount), sum(base) FROM ({compiled.rows})", compiled.parameters)[0]


def labels(kind: str, *, by: Actor) -> list[str]:
    """The names of a kind that may be asked for, in their order; of people, those whose deals may be read."""
    people = by.readable_people if kind == "person" else None
    allowed = "" if people is None else f"AND id IN ({', '.join(str(int(one)) for one in people) or 'NULL'})"
    with caught_up(by.workspace) as copy:
        rows = copy.ask(f"SELECT label FROM names WHERE kind = ? {allowed} ORDER BY place", (kind,))
    return [label for (label,) in rows]


def ids_of(kind: str, *, by: Actor) -> dict[str, int]:
    """The ids of a kind of names, by the label that a question calls each by."""
    with caught_up(by.workspace) as copy:
        return dict(copy.ask("SELECT label, id FROM names WHERE kind = ?", (kind,)))


def ids_by_label(kind: str, *, by: Actor) -> dict[str, int]:
    """What the labels of a kind in an answer stand for."""
    with caught_up(by.workspace) as copy:
        return dict(copy.ask("SELECT label, id FROM names WHERE kind = ? ORDER BY place", (kind,)))


def stages_with_pipelines(by: Actor) -> dict[str, str]:
    """The stages in their order, each with its pipeline."""
    with caught_up(by.workspace) as copy:
        return dict(copy.ask(STAGES))


STAGES = """SELECT n.label, p.label FROM names n JOIN stages s ON s.id = n.id
    JOIN names p ON p.kind = 'pipeline' AND p.id = s.pipeline_id WHERE n.kind = 'stage' ORDER BY n.place"""


def values(dimension: str, *, by: Actor) -> list[str]:
    """The values that the asker's deals have of a dimension without names, such as the sector."""
    rows = ask("stage_deals", by=by, split=[dimension]).rows
    return [row.group[0] for row in rows if row.group[0] is not None]


def newest_closing(by: Actor) -> date:
    """The day on which the asker's newest closing was; today where there is none."""
    sight = sight_of(by)
    with caught_up(by.workspace) as copy:
        newest = copy.keep(("newest closing", sight.people), lambda: _last_day(by))
    return min(newest, sight.today) if newest else sight.today


def _last_day(by: Actor) -> date | None:
    days = [row.group[0] for row in ask("win_rate", by=by, split=["day"]).rows]
    return date.fromisoformat(days[-1]) if days and days[-1] else None


def first_opening(by: Actor) -> date | None:
    """The day on which the first of the asker's deals was opened."""
    months = [row.group[0] for row in ask("stage_deals", by=by, split=["cohort"]).rows if row.group[0]]
    return date.fromisoformat(f"{months[0]}-01") if months else None


def sight_of(by: Actor) -> Sight:
    """What the asker may see, and the zone and day they ask in."""
    zone = by.workspace.zone
    today = clock.day_of(clock.now(), zone)
    return Sight(by.readable_people, zone, today, fiscal_shift=by.workspace.fiscal_shift)


def run(question: Question, sight: Sight, currency: str, copy: Copy) -> Answer:
    """Answer a question over a copy in hand."""
    compiled = compiled_for(question, sight, copy)
    return _answered(question, copy.ask(compiled.figures, compiled.parameters), sight, currency, copy)


def run_all(questions: Sequence[Question], sight: Sight, currency: str, copy: Copy) -> list[Answer]:
    """Answer several questions, those about the same rows by one look at them; each as if it were asked alone."""
    kindred: dict[Hashable, list[Question]] = {}
    for question in questions:
        kindred.setdefault(kin(question), []).append(question)
    told: dict[int, Answer] = {}
    for several in kindred.values():
        if len(several) == 1:
            told[id(several[0])] = run(several[0], sight, currency, copy)
            continue
        together = Together(several, converting(sight, copy))
        found = copy.ask(together.sql, together.parameters)
        for one in several:
            told[id(one)] = _answered(one, together.rows_of(one, found), sight, currency, copy)
    return [told[id(question)] for question in questions]


def _answered(question: Question, found: Sequence[tuple[Any, ...]], sight: Sight, currency: str, copy: Copy) -> Answer:
    """The answer of what was found: labels, how many rows, the figure, of how many the amount is unknown."""
    exact = Decimal if question.metric.is_exact else _as_it_is
    rows = tuple([Row(one[:-3], one[-3], exact(one[-2])) for one in found if one[-3] or not question.by])
    unrated = any(one[-1] for one in found)
    return Answer(question, currency, rows, _left_out(compiled_for(question, sight, copy), copy) if unrated else {})


def _as_it_is(value: Figure) -> Figure:
    return value


def rows_behind(
    question: Question, group: Sequence[str | None], sight: Sight, copy: Copy, page: slice = slice(0, None)
) -> list[Behind]:
    """The rows behind the figure of a group; their amounts make up the figure."""
    compiled = compiled_for(narrowed(question, group), sight, copy)
    limit = "" if page.stop is None else f"LIMIT {page.stop - page.start}"
    sql = f"{compiled.rows} ORDER BY amount DESC NULLS LAST, deal_id, days {limit} OFFSET {page.start}"
    return [Behind(*row) for row in copy.ask(sql, compiled.parameters)]


def compiled_for(question: Question, sight: Sight, copy: Copy) -> Compiled:
    """The question in SQL."""
    return compile_question(question, converting(sight, copy))


def converting(sight: Sight, copy: Copy) -> Sight:
    """Rates are looked up only where amounts are in several currencies."""
    converts = copy.ask("SELECT count(DISTINCT currency) > 1 FROM rates")[0][0]
    return replace(sight, converts=converts)


def narrowed(question: Question, group: Sequence[str | None]) -> Question:
    """The question for one group alone."""
    mine = dict(zip(question.by, group, strict=True))
    kept = [(dimension, values) for dimension, values in question.where if dimension not in mine]
    return replace(question, by=(), where=(*kept, *((dimension, (value,)) for dimension, value in mine.items())))


def _left_out(compiled: Compiled, copy: Copy) -> dict[str, Any]:
    return dict(copy.ask(compiled.left_out, compiled.parameters))
