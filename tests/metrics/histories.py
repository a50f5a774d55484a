"""Made-up histories of deals, drawn by hypothesis, held as plain rows and fed to a columnar copy without a database."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from penstock.metrics.columnar import Batch, Name, RateSpan, StagePlace

ZONE = "Europe/Berlin"
# Pipeline 1: stages 1–3, won 4, lost 5; pipeline 2: stages 6, 7, won 8.
STAGES = {1: (1, 0), 2: (1, 1), 3: (1, 2), 4: (1, 3), 5: (1, 4), 6: (2, 0), 7: (2, 1), 8: (2, 2)}
OFFERED = (2, 3, 7)
STATUS = {4: "won", 5: "lost", 8: "won"}
PEOPLE = {1: "Ann", 2: "Bob", 3: "Cid"}
TEAMS = {1: 10, 2: 10, 3: None}
RATES = [("EUR", date(2024, 3, 20), Decimal("1.10")), ("EUR", date(2024, 4, 1), Decimal("1.25"))]
# Around both changes of the clock.
BEGINNING = datetime(2024, 3, 28, 20, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Span:
    """What was true of a deal from a moment until another."""

    id: int
    deal: int
    visit: int
    from_at: datetime
    to_at: datetime | None
    stage: int
    owner: int | None
    value: Decimal
    currency: str
    odds: int
    loss_reason: int | None
    expected: date | None = None
    mrr: Decimal | None = None
    is_aside: bool = False
    category: str | None = None

    @property
    def status(self) -> str:
        """Open, won, lost, or set aside where it would be open."""
        return STATUS.get(self.stage, "aside" if self.is_aside else "open")

    @property
    def is_closed(self) -> bool:
        """Whether it is won or lost."""
        return self.status in ("won", "lost")

    @property
    def pipeline(self) -> int:
        """The pipeline of the stage."""
        return STAGES[self.stage][0]


@dataclass(frozen=True)
class Work:
    """An activity on a deal."""

    deal: int
    kind: str
    owner: int | None
    created_at: datetime
    done_at: datetime | None
    minutes: int | None = None
    outcome: str = ""
    direction: str | None = None


@dataclass
class Story:
    """A deal with its spans in order."""

    id: int
    opened_at: datetime
    spans: list[Span]
    company: int | None = None
    type: str = ""
    work: list[Work] = field(default_factory=list)
    edits: list[tuple[int, datetime]] = field(default_factory=list)
    listed: Decimal | None = None
    discounted: Decimal | None = None

    @property
    def owner(self) -> int | None:
        """Who owns the deal now."""
        return self.spans[-1].owner


GAPS = st.sampled_from([0, 0, 1, 25, 60, 24 * 60, 24 * 60 + 30, 3 * 24 * 60, 200 * 24 * 60])
STEPS = st.tuples(
    GAPS,
    st.sampled_from([*STAGES, 4, 5, 4, 5]),
    st.sampled_from([None, 1, 2, 3]),
    st.sampled_from(["0", "10.50", "99.99", "1000", "0.01"]),
    st.sampled_from(["USD", "USD", "EUR", "RUB"]),
    st.sampled_from([0, 10, 33, 100]),
    st.sampled_from([None, date(2024, 4, 1), date(2024, 5, 1)]),
    st.sampled_from([None, None, Decimal("12.34"), Decimal(100)]),
    st.sampled_from([False, False, True]),
    st.sampled_from([None, None, "commit", "best_case", "pipeline", "omitted"]),
)


WORK = st.tuples(
    st.sampled_from(
        ["call", "call", "meeting", "meeting", "task", "note", "email", "need", "need", "check", "script", "script"]
    ),
    st.sampled_from([None, 1, 2, 3]),
    st.sampled_from([0, 60, 3000]),
    st.sampled_from([None, 0, 90, 5000]),
    st.sampled_from([None, 0, 15, 90]),
    st.sampled_from(["", "Will buy", "No answer", "Недозвон", "未接"]),
    st.sampled_from([None, "outgoing", "incoming"]),
)
EDITS = st.tuples(st.sampled_from([1, 2, 3]), st.integers(0, 10 * 24 * 60))
PRICES = st.sampled_from(
    [(None, None), (Decimal("0"), Decimal("0")), (Decimal("90"), Decimal("0")), (Decimal("1000.50"), Decimal("100.05"))]
)


@st.composite
def stories(draw: st.DrawFn) -> list[Story]:
    """A few deals that go forth and back, rest aside, close, reopen, change hands, amounts and currencies."""
    numbers = iter(range(1, 1000))
    return [draw(story(deal, numbers)) for deal in range(1, draw(st.integers(1, 6)) + 1)]


@st.composite
def story(draw: st.DrawFn, deal: int, numbers: Iterator[int]) -> Story:
    """One deal."""
    at = BEGINNING + timedelta(minutes=draw(st.integers(0, 5 * 24 * 60)))
    opened_at = at - timedelta(minutes=draw(st.sampled_from([0, 0, 90, 3000])))
    told = Story(deal, opened_at, [], draw(st.sampled_from([None, 1, 2])), draw(st.sampled_from(["", "new", "repeat"])))
    steps = draw(st.lists(STEPS, min_size=1, max_size=8))
    for gap, stage, owner, value, currency, odds, expected, mrr, aside, category in steps:
        at += timedelta(minutes=gap) if told.spans else timedelta()
        last = told.spans[-1] if told.spans else None
        visit = last.visit + (last.stage != stage) if last else 1
        if last:
            told.spans[-1] = replace(last, to_at=at)
        reason = 1 if stage == 5 and odds else None
        told.spans.append(
            Span(
                next(numbers),
                deal,
                visit,
                at,
                None,
                stage,
                owner,
                Decimal(value),
                currency,
                odds,
                reason,
                expected,
                mrr,
                aside,
                category,
            )
        )
    for kind, owner, planned, later, minutes, outcome, way in draw(st.lists(WORK, max_size=5)):
        entered = opened_at + timedelta(minutes=planned)
        done = None if later is None else entered + timedelta(minutes=later)
        told.work.append(Work(deal, kind, owner, entered, done, minutes, outcome, way))
    edits = draw(st.lists(EDITS, max_size=5))
    told.edits = [(person, opened_at + timedelta(minutes=later)) for person, later in edits]
    told.listed, told.discounted = draw(PRICES)
    return told


@dataclass
class MadeUpFeed:
    """Feeds stories to a copy."""

    told: list[Story]
    folder: Path
    zone: str = ZONE
    names: list[Name] = field(default_factory=lambda: made_up_names())
    stages: list[StagePlace] = field(
        default_factory=lambda: [StagePlace(i, *where, i in (3, 7), i in OFFERED) for i, where in STAGES.items()]
    )
    teams: list[tuple[int, int | None]] = field(default_factory=lambda: list(TEAMS.items()))
    channels: list[tuple[int, str]] = field(default_factory=list)

    @property
    def rates(self) -> list[RateSpan]:
        """US dollars are ours, euros are known from a day on, roubles are not known."""
        (_c, first, one), (_d, second, two) = RATES
        return [
            RateSpan("USD", date.min, date.max, Decimal(1)),
            RateSpan("EUR", date.min, first, None),
            RateSpan("EUR", first, second, one),
            RateSpan("EUR", second, date.max, two),
        ]

    def companies(self, ids: Sequence[int] | None = None) -> Iterator[Path]:
        """Two companies, one without a sector."""
        rows = [[1, "Acme", "Retail", "North", "Norway", 40], [2, "Globex", "", "", "", ""]]
        _write(self.folder / "companies.csv", [row for row in rows if ids is None or row[0] in ids])
        yield self.folder / "companies.csv"

    def batches(self, deal_ids: Sequence[int] | None = None) -> Iterator[Batch]:
        """One batch."""
        asked = [one for one in self.told if deal_ids is None or one.id in deal_ids]
        batch = Batch(*(self.folder / f"{name}.csv" for name in ("deals", "spans", "activities", "edits")))
        _write(batch.edits, [[one.id, person, _text(at)] for one in asked for person, at in one.edits])
        _write(batch.activities, [_work(activity) for one in asked for activity in one.work])
        _write(batch.deals, [_deal(one) for one in asked])
        _write(batch.spans, [_span(span) for one in asked for span in one.spans])
        yield batch


def made_up_names() -> list[Name]:
    """Stages are called S1 to S8, teams T10, pipelines P1 and P2."""
    names = [Name("stage", i, f"S{i}", f"S{i}", i) for i in STAGES]
    names += [Name("person", i, name, name, i) for i, name in PEOPLE.items()]
    names += [Name("pipeline", i, f"P{i}", f"P{i}", i) for i in (1, 2)]
    return [
        *names,
        Name("team", 10, "T10", "T10", 0),
        Name("department", 10, "D20", "D20", 1),
        Name("loss_reason", 1, "Price", "Price", 0),
    ]


def _deal(one: Story) -> list[Any]:
    return [
        one.id,
        one.owner,
        None,
        None,
        one.company,
        one.type,
        _text(one.opened_at),
        one.listed,
        one.discounted,
        None,
    ]


def _span(span: Span) -> list[Any]:
    moments = [_text(span.from_at), _text(span.to_at)]
    facts = [span.pipeline, span.stage, span.status, span.owner, span.value, span.currency, span.odds]
    return [span.deal, span.id, span.visit, *moments, *facts, span.loss_reason, span.expected, span.mrr, span.category]


def _work(one: Work) -> list[Any]:
    moments = [_text(one.created_at), _text(one.done_at)]
    return [one.deal, one.kind, one.owner, *moments, one.minutes, one.outcome, one.direction]


def _text(moment: datetime | None) -> str | None:
    return moment and moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _write(path: Path, rows: list[list[Any]]) -> None:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(rows)
