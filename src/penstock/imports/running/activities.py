"""Activities: calls, meetings, tasks and notes, planned or done, on the deals and people that the rows name."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from penstock.activities.actions import ActivityDraft, ingest_activities
from penstock.activities.forms import moment_of
from penstock.activities.models import ActivityKind, CallDirection
from penstock.imports.drafting.drafts import Draft, Refusal
from penstock.imports.drafting.survey import TableSurvey
from penstock.imports.running.references import company_of, owner_of
from penstock.imports.running.run import Run

KINDS = (
    (ActivityKind.CALL, re.compile(r"call|phone|звон|电话|通话|inbound|outbound")),
    (
        ActivityKind.MEETING,
        re.compile(r"meet|event|demo|lunch|visit|appointment|встреч|визит|презент|会议|会面|拜访|演示"),
    ),
    (ActivityKind.EMAIL, re.compile(r"mail|письм|почт|邮件")),
    (ActivityKind.NOTE, re.compile(r"note|comment|заметк|примечан|коммент|备注|笔记")),
)
DIRECTIONS = (
    (
        CallDirection.INCOMING,
        re.compile(r"inbound|incoming|received|call[_ ]?in\b|^in$|missed|входящ|принят|пропущ|呼入|来电|打入|未接"),
    ),
    (
        CallDirection.OUTGOING,
        re.compile(r"outbound|outgoing|made|dialed|dialled|call[_ ]?out\b|^out$|исходящ|呼出|去电|拨出|打出"),
    ),
)
MISSED = re.compile(r"missed|пропущ|未接")
DONE = re.compile(r"complet|done|finish|closed|held|выполн|заверш|сделан|состоял|完成|已")
NOT_DONE = re.compile(r"not|in progress|wait|defer|open|undone|planned|не |в работе|ожида|未|进行")


def take_activities(run: Run, table: TableSurvey, rows: list[Draft | Refusal]) -> None:
    """A block of rows of activities; one that is known is left as it is here."""
    news: list[tuple[ActivityDraft, str]] = []
    for row in rows:
        if isinstance(row, Refusal):
            run.refuse("activity", table, row, row.reason)
            continue
        external_id = _identity(run, table, row)
        pk = run.books["activity"].find(external_id)
        if pk is not None:
            run.matched("activity", pk, table, external_id, {})
        else:
            news.append((new_activity(run, row.values), external_id))
    written = ingest_activities([new for new, _id in news], by=run.by) if news else []
    for activity, (_new, external_id) in zip(written, news, strict=True):
        run.made("activity", activity.pk, table, external_id)


def _identity(run: Run, table: TableSurvey, row: Draft) -> str:
    """A table's own id behind its kind, since calls, tasks and events of one system may share numbers."""
    own = row.values.get("external_id") or f"row {row.row} {'|'.join(row.cells)}"[:150]
    return f"{row.values.get('kind', table.recognised.table.name)}:{own}"[:200]


def new_activity(run: Run, values: dict[str, Any]) -> ActivityDraft:
    """A row's values as an activity."""
    kind = kind_of(values)
    due, done = times_of(run, values, kind)
    created = run.moment(values.get("created_at")) or done or due or run.survey.latest or run.now
    body = "\n\n".join(values.get("note", []))
    contacts = _all(run, "contact", values.get("contact_id", [])) or _all(run, "contact", [], values.get("contact"))
    return ActivityDraft(
        kind=kind,
        subject=" ".join((values.get("subject") or _subject(kind, body)).split())[:300],
        body=body,
        due_at=due,
        is_all_day=is_all_day(values),
        done_at=done,
        duration=minutes_of(values, due, run.moment(values.get("ends_at"))),
        outcome=outcome_of(values)[:200],
        direction=direction_of(values) if kind == ActivityKind.CALL else None,
        owner_id=owner_of(run, values),
        deal_id=next(iter(_all(run, "deal", values.get("deal_id", []))), None),
        company_id=company_of(run, values),
        contact_id=next(iter(contacts), None),
        contact_ids=contacts[1:],
        created_at=min(created, run.now),
    )


def kind_of(values: dict[str, Any]) -> str:
    """Task, call, meeting, e-mail or note, by the word of the file."""
    word = (values.get("kind") or "").casefold()
    found = next((kind for kind, pattern in KINDS if pattern.search(word)), None)
    if found is None and not word and values.get("direction"):
        return str(ActivityKind.CALL)
    if found is None and not word and "subject" not in values and "note" in values:
        return str(ActivityKind.NOTE)
    return str(found or ActivityKind.TASK)


def direction_of(values: dict[str, Any]) -> str | None:
    """Whether a call came in or went out: by its own column, else by what the file calls it; None where nobody told."""
    for word in (values.get("direction"), values.get("kind")):
        told = (word or "").casefold().strip()
        found = next((way for way, pattern in DIRECTIONS if pattern.search(told)), None)
        if found is not None:
            return str(found)
    return None


def outcome_of(values: dict[str, Any]) -> str:
    """How it went; a call that stands under the missed ones says no more than that."""
    direction = values.get("direction") or ""
    return str(values.get("outcome") or (direction if MISSED.search(direction.casefold()) else ""))


def times_of(run: Run, values: dict[str, Any], kind: str) -> tuple[datetime | None, datetime | None]:
    """When it is due and when it was done: a call or meeting that is over was held, a task only when it says so."""
    begins = _moment(run, _start(values)) or (
        run.moment(values.get("created_at")) if kind == ActivityKind.NOTE else None
    )
    due = _end_of_day(run, values) if is_all_day(values) else begins
    done = run.moment(values.get("done_at"))
    ends = _moment(run, values.get("ends_at"))
    if done is None and says_done(values):
        end = ends or begins
        done = min(end, run.now) if end else run.moment(values.get("created_at")) or run.now
    over = ends or due
    if done is None and kind != ActivityKind.TASK and values.get("done") is None and over and over <= run.now:
        done = ends or begins
    return due, done


def is_all_day(values: dict[str, Any]) -> bool:
    """Whether the row names a day without an hour: it is due until that day ends."""
    start = _start(values)
    return isinstance(start, date) and not isinstance(start, datetime)


def _start(values: dict[str, Any]) -> date | datetime | None:
    return values.get("starts_at") or values.get("due_at")


def _end_of_day(run: Run, values: dict[str, Any]) -> datetime | None:
    day = _start(values)
    return moment_of(day, None, run.survey.zone)[0] if day else None


def says_done(values: dict[str, Any]) -> bool:
    """Whether the row says that it was done."""
    if values.get("done") is not None:
        return bool(values["done"])
    word = (values.get("status") or "").casefold()
    return bool(DONE.search(word)) and not NOT_DONE.search(word)


def minutes_of(values: dict[str, Any], start: datetime | None, end: datetime | None) -> int | None:
    """Whole minutes: as counted, else from start to end where that is within a day."""
    if "duration_minutes" in values and "duration_seconds" not in values:
        return int(values["duration_minutes"])
    if "duration_seconds" in values:
        return round(values["duration_seconds"] / 60)
    if start and end and timedelta(0) < end - start < timedelta(days=1):
        return int((end - start).total_seconds() // 60)
    return None


def _moment(run: Run, value: Any) -> datetime | None:
    """A moment that may lie in the future: plans do."""
    return run.plan_moment(value) if value is not None else None


def _all(run: Run, kind: str, ids: list[str], name: str | None = None) -> list[int]:
    """The records that ids or a name refer to; those that are not there are left out."""
    found = [run.books[kind].find(one) for one in ids] or [run.books[kind].find(None, name)]
    return [pk for pk in dict.fromkeys(found) if pk is not None]


def _subject(kind: str, body: str) -> str:
    words = {"call": _("Call"), "meeting": _("Meeting"), "email": _("E-mail"), "note": body[:80] or _("Note")}
    return words.get(kind, _("Task"))
