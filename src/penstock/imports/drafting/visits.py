"""Visits: a deal's row and history become its stages in order of time, each with what was true of it then.

Where a file tells only how a deal stands today, the little it says about the past is kept and nothing is made up beyond
it: an open deal stands in its stage since it was opened (or entered the stage); a closed one stood in the stage that
its row or its dated columns name, else in the first, until the day it closed.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from penstock.imports.drafting.days import day_in, moment_in
from penstock.imports.drafting.histories import Entry
from penstock.imports.drafting.stages import StagePlan, outcome_by
from penstock.imports.recognise.stage_dates import PREFIX

FACTS = ("owner", "owner_id", "owner_email", "person_id", "value", "currency", "probability")
"""``person_id`` is an owner who is known already; files name owners otherwise."""


@dataclass(slots=True)
class Visit:
    """A deal enters a stage, or something about it changes there; ``enters`` says that it does so even from itself."""

    at: datetime
    stage: str
    facts: dict[str, Any] = field(default_factory=dict)
    enters: bool = False


@dataclass(frozen=True)
class Course:
    """What is known of a pipeline when visits are laid out; ``latest`` is the last day that the files know."""

    stages: dict[str, StagePlan]
    first: str
    won: str
    lost: str
    latest: datetime
    now: datetime
    zone: ZoneInfo

    def agrees(self, other: "Course | None") -> bool:
        """Whether visits that nothing brought back to now are the same in the other, at whatever moment it was made."""
        return other is not None and replace(self, now=other.now) == other

    @classmethod
    def of(cls, stages: list[StagePlan], latest: datetime, now: datetime, zone: ZoneInfo) -> "Course":
        """The course of a pipeline with these stages."""
        by_kind = {
            kind: next((stage.name for stage in stages if stage.kind == kind), "") for kind in ("open", "won", "lost")
        }
        first = by_kind["open"] or stages[0].name
        return cls({stage.name: stage for stage in stages}, first, by_kind["won"], by_kind["lost"], latest, now, zone)


@dataclass(slots=True)
class LaidOut:
    """A deal's visits; ``expected_close_on`` while it is open; the sentences tell what had to be assumed."""

    visits: list[Visit]
    status: str
    expected_close_on: date | None = None
    assumed: list[str] = field(default_factory=list)


def lay_out(values: dict[str, Any], entries: list[Entry] | None, course: Course) -> LaidOut:
    """The visits of one deal, from its row (perhaps empty) and its history (perhaps none)."""
    stage = values.get("stage")
    status = outcome(values, course)
    if entries:
        laid = _from_history(values, entries, course, stage, status)
    else:
        laid = _from_row(values, course, stage, status)
    _keep_in_time(laid, course)
    if laid.status == "open":
        laid.expected_close_on = _expected(values, entries, course)
    return laid


def outcome(values: dict[str, Any], course: Course) -> str | None:
    """Open, won or lost: the stage's kind where it is an outcome, else what the columns say."""
    said = outcome_by(values.get("is_closed"), values.get("is_won"), values.get("status"))
    planned = course.stages.get(values.get("stage", ""))
    if planned and planned.kind != "open":
        return planned.kind
    return said or ("open" if planned else None)


def _from_history(
    values: dict[str, Any], entries: list[Entry], course: Course, stage: str | None, status: str | None
) -> LaidOut:
    """The history counts; the row says the facts, and where the deal stands if that is elsewhere."""
    visits = [Visit(entry.at, entry.stage, dict(entry.facts), entry.enters) for entry in _finals_last(entries, course)]
    origin = visits[0].facts.get("stage_from")
    opened = moment_in(course.zone, values["created_at"]) if "created_at" in values else None
    if origin in course.stages and opened and opened < visits[0].at and course.stages[origin].kind == "open":
        visits.insert(0, Visit(opened, origin))
    first = {name: values[name] for name in FACTS if name in values}
    visits[0].facts = {**first, **visits[0].facts}
    last = course.stages.get(visits[-1].stage)
    end = _end_stage(stage, status, course)
    if end and (last is None or end != last.name):
        closing = _closing(values, course, status) if status in ("won", "lost") else None
        visits.append(Visit(max(visits[-1].at, closing or _entered(values, course) or visits[-1].at), end))
    for name in ("value", "owner", "owner_id", "person_id"):
        if name in values and len(visits) > 1 and values[name] != visits[-1].facts.get(name):
            visits[-1].facts[name] = values[name]
    final = course.stages.get(visits[-1].stage)
    return LaidOut(visits, final.kind if final else "open")


def _finals_last(entries: list[Entry], course: Course) -> list[Entry]:
    """Among steps of the same instant an outcome comes last."""
    kinds = {name: planned.kind for name, planned in course.stages.items()}
    return sorted(entries, key=lambda entry: (entry.at, kinds.get(entry.stage, "open") != "open"))


def _end_stage(stage: str | None, status: str | None, course: Course) -> str | None:
    """The stage a deal ends in: its own, or the pipeline's Won or Lost when only the status says so."""
    planned = course.stages.get(stage or "")
    if status in ("won", "lost") and (planned is None or planned.kind != status):
        return course.won if status == "won" else course.lost
    return stage if planned else None


@dataclass(slots=True)
class _Told:
    """What a row alone says of a deal's past."""

    end: StagePlan
    stage: StagePlan | None
    dated: list[Visit]
    opened: datetime | None
    entered: datetime | None
    closing: datetime | None

    @property
    def is_dated(self) -> bool:
        """Whether it tells any moment."""
        return bool(self.opened or self.entered or self.closing or self.dated)

    @property
    def earliest(self) -> datetime | None:
        """The first of all moments that it tells; the dated stages stand in order."""
        first = self.dated[0].at if self.dated else None
        return min([one for one in (self.opened, self.entered, self.closing, first) if one], default=None)


def _told(values: dict[str, Any], course: Course, stage: str | None, status: str | None) -> _Told:
    end = course.stages[_end_stage(stage, status, course) or course.first]
    entered = _entered(values, course)
    closing = (_closing(values, course, end.kind) or entered) if end.kind != "open" else None
    opened = moment_in(course.zone, values["created_at"]) if "created_at" in values else None
    return _Told(end, course.stages.get(stage or ""), _dated_stages(values, course), opened, entered, closing)


def _from_row(values: dict[str, Any], course: Course, stage: str | None, status: str | None) -> LaidOut:
    """Only the row speaks."""
    told = _told(values, course, stage, status)
    assumed = [] if told.is_dated else ["undated"]
    if told.closing and told.opened and told.closing < told.opened:
        assumed.append("closed before opened")
        told.opened, told.dated = told.closing, [visit for visit in told.dated if visit.at <= told.closing]
    visits = _beginning(told, course)
    if told.end.kind == "open":
        if visits[-1].stage != told.end.name:
            visits.append(Visit(max(visits[-1].at, told.entered or visits[-1].at), told.end.name))
    else:
        if not told.dated and (told.stage or told.end).kind != "open":
            assumed.append("no history")
        if told.closing is None:
            assumed.append("undated close")
        visits.append(Visit(max(visits[-1].at, told.closing or visits[-1].at), told.end.name))
    visits[0].facts = {name: values[name] for name in FACTS if name in values}
    return LaidOut(visits, told.end.kind, assumed=assumed)


def _beginning(told: _Told, course: Course) -> list[Visit]:
    """The visits before the last: the dated ones, and before them what the deal was opened in."""
    begin = told.earliest or course.latest
    if told.dated and (told.dated[0].at == begin or not told.opened):
        return told.dated
    return [Visit(begin, _begin_stage(told, begin, course)), *told.dated]


def _begin_stage(told: _Told, begin: datetime, course: Course) -> str:
    """An open deal began in its stage unless it entered that later; a closed one where its row says it stood."""
    if told.end.kind != "open":
        return told.stage.name if told.stage and told.stage.kind == "open" else course.first
    moved = told.entered and told.entered - begin > timedelta(days=1) and told.end.name != course.first
    return course.first if told.dated or moved else told.end.name


def _dated_stages(values: dict[str, Any], course: Course) -> list[Visit]:
    names = [name for name in values if name.startswith(PREFIX)]
    if not names:
        return []
    found = [
        Visit(moment_in(course.zone, values[name]), name[len(PREFIX) :])
        for name in names
        if course.stages.get(name[len(PREFIX) :]) and course.stages[name[len(PREFIX) :]].kind == "open"
    ]
    return sorted(found, key=lambda visit: visit.at)


def _entered(values: dict[str, Any], course: Course) -> datetime | None:
    value = values.get("stage_entered_at")
    return moment_in(course.zone, value) if value else None


def _closing(values: dict[str, Any], course: Course, status: str | None) -> datetime | None:
    """The moment a closed deal closed."""
    names = ("won_at" if status == "won" else "lost_at", "closed_at", "close_date", "expected_close_on")
    value = next((values[name] for name in names if name in values), None)
    return moment_in(course.zone, value) if value else None


def _expected(values: dict[str, Any], entries: list[Entry] | None, course: Course) -> date | None:
    value = values.get("expected_close_on") or values.get("close_date")
    if value is None and entries:
        value = next(
            (entry.facts["expected_close_on"] for entry in reversed(entries) if "expected_close_on" in entry.facts),
            None,
        )
    return day_in(course.zone, value) if value else None


def _keep_in_time(laid: LaidOut, course: Course) -> None:
    """Nothing has happened after now; a date in the future is brought back to it."""
    for visit in laid.visits:
        if visit.at > course.now:
            visit.at = course.now
            if "in the future" not in laid.assumed:
                laid.assumed.append("in the future")
