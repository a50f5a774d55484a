"""A few deals as rows of the copy, worked out here: planning what ``tables`` does in SQL takes longer than doing it."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from math import floor
from pathlib import Path
from zoneinfo import ZoneInfo

from penstock.metrics.columnar.feed import ACTIVITY_COLUMNS, DEAL_COLUMNS, EDIT_COLUMNS, SPAN_COLUMNS, Batch
from penstock.metrics.columnar.tables import CHECK, MINUTES, UNANSWERED
from penstock.metrics.columnar.worked import WORK, worked

Cell = str | int | float | bool | None
Cells = tuple[Cell, ...]
Record = dict[str, str | None]
INFINITY = "infinity"
UTC = ZoneInfo("UTC")


@dataclass
class Told:
    """Rows by table."""

    spans: list[Cells] = field(default_factory=list)
    visits: list[Cells] = field(default_factory=list)
    activities: list[Cells] = field(default_factory=list)
    edits: list[Cells] = field(default_factory=list)
    needs: list[Cells] = field(default_factory=list)
    checks: list[Cells] = field(default_factory=list)
    prices: list[Cells] = field(default_factory=list)
    customs: list[Cells] = field(default_factory=list)
    companies: set[int] = field(default_factory=set)
    currencies: set[str] = field(default_factory=set)


def told_deals(batch: Batch, zone: str, places: dict[int, int], offered: set[int]) -> Told:
    """The batch's deals with their spans, visits and activities.

    ``places`` is where each stage stands, ``offered`` are those in which a deal has seen the proposal.
    """
    told, wall = Told(), ZoneInfo(zone)
    spans, work = _by_deal(batch.spans, SPAN_COLUMNS), _by_deal(batch.activities, ACTIVITY_COLUMNS)
    told.edits = _edits(batch, wall)
    for deal in _records(batch.deals, DEAL_COLUMNS):
        story = sorted(spans.get(deal["deal_id"], []), key=_order)
        company = deal["company_id"] or "0"
        if story:
            told.companies.add(int(company))
            told.currencies |= {str(span["currency"]) for span in story}
        if story and deal["custom"] is not None:
            told.customs.append((deal["deal_id"], deal["custom"]))
        if story and float(deal["listed"] or 0) > 0:
            told.prices.append((deal["deal_id"], deal["listed"], deal["discounted"]))
        opened = _wall(deal["opened_at"], wall)
        facts = (*(deal[name] for name in ("reader_id", "source_id", "product_id")), company, deal["type"])
        whole = (*facts, str(opened.date()))
        told.spans += _spans(story, opened, wall, (_offered(story, offered), *whole))
        done = work.get(deal["deal_id"], [])
        told.visits += _visits(story, wall, places, done, whole)
        told.activities += [_activity(one, story, wall, whole) for one in done if one["kind"] != CHECK]
        told.needs += _needs(done)
        told.checks += [
            (one["deal_id"], one["created_at"], one["done_at"] or INFINITY, one["outcome"])
            for one in done
            if one["kind"] == CHECK
        ]
    return told


def _spans(story: list[Record], opened: datetime, wall: ZoneInfo, facts: Cells) -> Iterator[Cells]:
    since = None
    for before, span, after in zip([None, *story], story, [*story[1:], None], strict=False):
        if before is None or before["status"] != span["status"]:
            since = span["from_at"]
        closing: Cells = (None, None, None)
        if span["status"] in ("won", "lost"):
            closed = _wall(since, wall)
            closing = (since, str(closed.date()), _days(opened, closed))
        until = span["to_at"] if after and span["to_at"] else INFINITY
        named = ("pipeline_id", "stage_id", "status", "owner_id", "value", "currency")
        odds = None if span["odds"] is None else f"{int(span['odds']) / 100:.2f}"
        rest = (odds, span["loss_reason_id"], span["expected_on"], span["mrr"], span["category"])
        yield (span["deal_id"], span["from_at"], until, *(span[name] for name in named), *rest, *closing, *facts)


def _offered(story: list[Record], offered: set[int]) -> Cell:
    """See ``tables.OFFERED``."""
    visits = (list(spans) for _visit, spans in groupby(story, key=lambda span: span["visit"]))
    seen = (spans[0]["from_at"] for spans in visits if int(spans[-1]["stage_id"] or 0) in offered)
    return min((at for at in seen if at), key=_moment, default=None)


@dataclass
class Visit:
    """The spans of one visit, and when it ends: at infinity where it goes on."""

    spans: list[Record]
    left_at: str

    @property
    def stage(self) -> str | None:
        """The stage that it was a visit to in the end."""
        return self.spans[-1]["stage_id"]

    def lasts_at(self, moment: datetime) -> bool:
        """Whether the deal stood there at a moment."""
        began = _moment(self.spans[0]["from_at"]) <= moment
        return began and (self.left_at == INFINITY or moment < _moment(self.left_at))


def _visits(
    story: list[Record], wall: ZoneInfo, places: dict[int, int], work: list[Record], facts: Cells
) -> Iterator[Cells]:
    found = [list(spans) for _visit, spans in groupby(story, key=lambda span: span["visit"])]
    visits = [Visit(spans, spans[-1]["to_at"] or INFINITY) for spans in found]
    if visits:
        visits[-1].left_at = INFINITY
    for number, (visit, after) in enumerate(pairwise([*visits, None])):
        if visit is None:
            continue
        again = next((one for one in visits[number + 1 :] if one.stage == visit.stage), None)
        yield (*_stay(visit, wall), *_way(visit, after, places), *_again(again), *_work(visit, work), *facts)


def _stay(visit: Visit, wall: ZoneInfo) -> Cells:
    first, last = visit.spans[0], visit.spans[-1]
    entered, ends = _wall(first["from_at"], wall), visit.left_at != INFINITY
    left = _wall(visit.left_at, wall) if ends else entered
    taken, rested = _days(entered, left), _rested(visit, wall)
    left_on, took = (
        (str(left.date()), (taken, max(taken - rested, 0), _ticks(taken))) if ends else (None, (None, None, None))
    )
    return (
        *(last["deal_id"], last["visit"], last["pipeline_id"], last["stage_id"], first["from_at"], visit.left_at),
        *(str(entered.date()), left_on, str(entered), *took),
        *(last["status"] in ("won", "lost"), first["owner_id"], last["owner_id"]),
        *(last["value"], first["currency"], last["currency"]),
    )


def _ticks(taken: float) -> int:
    """See ``tables.ticks``."""
    return floor(taken * MINUTES + 0.5) if taken < 1 else MINUTES - 24 + floor(taken * 24 + 0.5)


def _rested(visit: Visit, wall: ZoneInfo) -> float:
    ends = [*(span["to_at"] for span in visit.spans[:-1]), visit.left_at]
    told = zip(visit.spans, ends, strict=True)
    return sum(
        _days(_wall(span["from_at"], wall), _wall(end, wall))
        for span, end in told
        if span["status"] == "aside" and end not in (None, INFINITY)
    )


def _way(visit: Visit, after: Visit | None, places: dict[int, int]) -> Cells:
    """Where the deal went next, for which reason it was lost, and whether that is forward; see ``tables.way_out``."""
    if after is None:
        return (None,) * 5
    last, there = visit.spans[-1], after.spans[-1]
    here_place, there_place = (places.get(int(one["stage_id"] or 0)) for one in (last, there))
    further = here_place is not None and there_place is not None and there_place > here_place
    way = "forward" if further or there["pipeline_id"] != last["pipeline_id"] else "back"
    way = {"won": "forward", "lost": "lost"}.get(there["status"] or "", way)
    return there["pipeline_id"], there["stage_id"], there["status"], after.spans[0]["loss_reason_id"], way


def _again(visit: Visit | None) -> Cells:
    return (visit.spans[0]["from_at"], visit.left_at) if visit else (INFINITY, INFINITY)


def _work(visit: Visit, work: list[Record]) -> Cells:
    """What was done while the visit lasted."""
    done = ((str(one["kind"]), _moment(one["done_at"])) for one in work if one["kind"] in WORK and one["done_at"])
    return worked((kind, at) for kind, at in done if visit.lasts_at(at))


def _activity(one: Record, story: list[Record], wall: ZoneInfo, facts: Cells) -> Cells:
    created, done = one["created_at"], one["done_at"]
    began, ended = _wall(created, wall), _wall(done, wall) if done else None
    entered = (created, str(began.date()), began.hour)
    finished = (done, str(ended.date()), ended.hour) if ended else (INFINITY, None, None)
    known = (one["deal_id"], one["kind"], one["owner_id"], *entered, *finished, one["minutes"])
    return (*known, _answered(one), one["direction"] == "incoming", *_where(story, _moment(done or created)), *facts)


def _needs(work: list[Record]) -> list[Cells]:
    """When the first need of a deal came to light."""
    found = [(one["done_at"] or INFINITY, one["deal_id"]) for one in work if one["kind"] == "need"]
    return [(deal, at) for at, deal in sorted(found)[:1]]


def _answered(one: Record) -> bool | None:
    """Whether somebody answered a call, by what was written of it; see ``tables.ANSWERED``."""
    said = one["kind"] == "call" and one["outcome"]
    return not re.search(UNANSWERED, said.lower()) if said else None


def _where(story: list[Record], moment: datetime) -> Cells:
    """The pipeline and stage in which a deal stood at a moment; none before its first."""
    stood = [
        span
        for number, span in enumerate(story, 1)
        if _moment(span["from_at"]) <= moment and (number == len(story) or span["to_at"] != span["from_at"])
    ]
    return (stood[-1]["pipeline_id"], stood[-1]["stage_id"]) if stood else (None, None)


def _edits(batch: Batch, wall: ZoneInfo) -> list[Cells]:
    """On which days somebody worked on a deal by hand, and when first on each."""
    first: dict[Cells, str] = {}
    for one in _records(batch.edits, EDIT_COLUMNS):
        at = one["moment"] or ""
        key = (one["deal_id"], one["person_id"], str(_wall(at, wall).date()))
        first[key] = min(first.get(key, at), at)
    return [(*key, at) for key, at in first.items()]


def _order(span: Record) -> tuple[int, datetime, bool, datetime, int]:
    began = _moment(span["from_at"])
    ended = _moment(span["to_at"]) if span["to_at"] else began
    return int(span["visit"] or 0), began, span["to_at"] is None, ended, int(span["span_id"] or 0)


def _records(path: Path, columns: dict[str, str]) -> list[Record]:
    with path.open(newline="", encoding="utf-8") as file:
        return [dict(zip(columns, (cell or None for cell in row), strict=True)) for row in csv.reader(file)]


def _by_deal(path: Path, columns: dict[str, str]) -> dict[str | None, list[Record]]:
    found: dict[str | None, list[Record]] = {}
    for record in _records(path, columns):
        found.setdefault(record["deal_id"], []).append(record)
    return found


def _moment(text: str | None) -> datetime:
    return datetime.fromisoformat(text or "")


def _wall(text: str | None, zone: ZoneInfo) -> datetime:
    """A moment in UTC on the wall clock of a zone."""
    return _moment(text).replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)


def _days(start: datetime, end: datetime) -> float:
    return max((end - start) // timedelta(microseconds=1) / 86400e6, 0)
