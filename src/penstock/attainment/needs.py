"""What it takes: from what is missing of a target to deals, stages and activities a day, by one's own rates."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

from penstock.attainment.solving import ENOUGH, Place, Rung, Sample, solve, whole
from penstock.attainment.standing import Sheet
from penstock.metrics.answer import Row
from penstock.metrics.asking import ask, ids_by_label
from penstock.metrics.planning import Standing
from penstock.pipelines.models import Stage, StageKind
from penstock.targets.models import Aim
from penstock.targets.plans import WORKSPACE, person, team
from penstock.workspaces.models import Person, Team

DAYS = 365
"""So far back one's own rates are taken from, unless told."""


class Rate(NamedTuple):
    """A mean over so many deals, and of whom (``own``, ``team``, ``all``)."""

    value: Fraction | None
    of: int
    whose: str


class Needs:
    """The back-solving for a person, a team or, for nobody, the whole workspace; one period and one pipeline.

    Won deals needed = gap ÷ average won deal. Deals at a stage, see ``solving``. Activities a day = activities per won
    deal × won deals needed ÷ working days left. Rates are one's own of the last ``days`` days, where fewer than
    ten deals tell them the team's, else everybody's, as far as the asker may see those.
    """

    def __init__(self, sheet: Sheet, of: Person | Team | None, days: int = DAYS) -> None:
        self.sheet, self.of, self.length = sheet, of, days
        self.by = sheet.by
        self.name = of.name if of else sheet.by.workspace.name
        self.whose = WORKSPACE if of is None else person(of.pk) if isinstance(of, Person) else team(of.pk)
        self._labels = {kind: _turned(ids_by_label(kind, by=self.by)) for kind in ("person", "team", "pipeline")}

    @property
    def standing(self) -> Standing:
        """How they stand."""
        return self.sheet.of(self.whose)

    @cached_property
    def pipeline(self) -> int | None:
        """The pipeline asked for, else the one in which they won the most, else the first."""
        known = self._labels["pipeline"]
        if self.sheet.pipeline in known:
            return self.sheet.pipeline
        ids = {label: pk for pk, label in known.items()}
        won = {row.group[0]: row.n for row in self._rows("deals_won", self._mine, ["pipeline"]) if row.group[0]}
        most = max(won, key=lambda label: won[label], default=None)
        return ids[most] if most in ids else next(iter(known), None)

    @cached_property
    def average(self) -> Rate:
        """What a won deal is worth."""

        def counted(where: Any) -> tuple[Fraction | None, int]:
            row = self._rows("average_won_deal", where)[0]
            return (Fraction(row.value) if row.value is not None else None), row.n

        return self._widening(counted)

    @cached_property
    def effort(self) -> Rate:
        """Activities for each won deal."""

        def counted(where: Any) -> tuple[Fraction | None, int]:
            won = self._rows("deals_won", where)[0].n
            return (Fraction(self._rows("activities_done", where)[0].n, won) if won else None), won

        return self._widening(counted)

    @cached_property
    def won_needed(self) -> Fraction | None:
        """Won deals that are still needed; None without a target, or where nobody knows what a deal is worth."""
        gap = self.standing.gap
        if gap is None or not self.sheet.aim.is_of_deals:
            return None
        missing = Fraction(max(gap, Decimal(0)))
        if self.sheet.aim == Aim.DEALS or not missing:
            return missing
        return missing / self.average.value if self.average.value else None

    @cached_property
    def activities_a_day(self) -> Fraction | None:
        """Activities on each working day that is left."""
        if self.won_needed is None or self.effort.value is None or not self.standing.days_left:
            return None
        return self.effort.value * self.won_needed / self.standing.days_left

    @cached_property
    def stages(self) -> dict[int, str]:
        """The open stages of the pipeline, in order."""
        rows = Stage.objects.of(self.by).filter(pipeline_id=self.pipeline, kind=StageKind.OPEN, retired_at=None)
        return dict(rows.order_by("order", "pk").values_list("pk", "name"))

    @cached_property
    def rungs(self) -> list[Rung]:
        """The stages from the last to the first; none where nothing can be solved."""
        if self.won_needed is None or self.pipeline is None:
            return []
        have = self._by_stage("open_deals", self._mine, standing=True)
        shares = {circle: self._by_stage("stage_conversion", where) for circle, where in self._circles()}
        places = [
            Place(stage, _sample({circle: rows.get(stage) for circle, rows in shares.items()}), _count(have.get(stage)))
            for stage in self.stages
        ]
        return solve(self.won_needed, places)

    def behind_share(self, rung: Rung) -> list[tuple[str, str]]:
        """The address of the deals by which a stage's share is told."""
        told = window(self.sheet, self.length)
        when = [("period", "custom"), ("from", told["from_on"].isoformat()), ("to", told["until_on"].isoformat())]
        where = dict(self._circles())[rung.place.sample.whose]
        return [("metric", "stage_conversion"), *when, *where, *self._standing_in(rung)]

    def behind_have(self, rung: Rung) -> list[tuple[str, str]]:
        """The address of the open deals that stand in a stage."""
        as_of = [("as_of", self.sheet.as_of.isoformat())] if self.sheet.as_of else []
        return [("metric", "open_deals"), *self._mine, *self._standing_in(rung), *as_of]

    def _standing_in(self, rung: Rung) -> list[tuple[str, str]]:
        names = {pk: label for label, pk in self._stage_ids.items()}
        stage = names.get(rung.place.stage)
        return [("pipeline", self._labels["pipeline"][self.pipeline or 0]), *([("stage", stage)] if stage else [])]

    def as_json(self) -> dict[str, Any]:
        """The same for a program."""
        standing = self.standing
        return {
            "who": self.name,
            "kind": self.whose.kind or "workspace",
            "metric": self.sheet.aim.value,
            "period": str(self.sheet.when),
            "as_of": self.sheet.as_of.isoformat() if self.sheet.as_of else None,
            "target": _plain(standing.wanted),
            "actual": _plain(standing.actual),
            "gap": _plain(standing.gap),
            "attainment": standing.attainment,
            "working_days_left": standing.days_left,
            "pace_needed": standing.pace,
            "average_won_deal": _of_whom(self.average),
            "won_deals_needed": whole(self.won_needed),
            "activities_a_day": _plain(self.activities_a_day),
            "activities_per_won_deal": _of_whom(self.effort),
            "pipeline": self._labels["pipeline"].get(self.pipeline or 0),
            "stages": [_told(rung, self.stages[rung.place.stage]) for rung in self.rungs],
        }

    @property
    def _mine(self) -> list[tuple[str, str]]:
        names = self.sheet.names_beneath(self.whose)
        if self.whose.kind == "team" and not names:  # Nobody is not everybody.
            return [("team", self._labels["team"][self.whose.id])]
        return [("owner", name) for name in names]

    def _circles(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Ever wider circles: oneself, one's team, everybody."""
        yield "own", self._mine
        if isinstance(self.of, Person) and self.of.team_id in self._labels["team"]:
            yield "team", [("team", self._labels["team"][self.of.team_id])]
        yield "all", []

    def _widening(self, counted: Callable[[Any], tuple[Fraction | None, int]]) -> Rate:
        """The rate of the narrowest circle that has enough deals, else of the widest."""
        rate = Rate(None, 0, "all")
        for circle, where in self._circles():
            rate = Rate(*counted(where), circle)
            if rate.of >= ENOUGH:
                break
        return rate

    def _rows(self, key: str, where: list[tuple[str, str]], split: list[str] | None = None) -> tuple[Row, ...]:
        return ask(key, by=self.by, split=split or [], where=where, **window(self.sheet, self.length)).rows

    def _by_stage(self, key: str, where: list[tuple[str, str]], *, standing: bool = False) -> dict[int, Row]:
        within = [*where, ("pipeline", self._labels["pipeline"][self.pipeline or 0])]
        if standing:
            rows = ask(key, by=self.by, split=["stage"], where=within, as_of=self.sheet.as_of).rows
        else:
            rows = self._rows(key, within, ["stage"])
        ids = self._stage_ids
        return {ids[row.group[0]]: row for row in rows if row.group[0] in ids}

    @cached_property
    def _stage_ids(self) -> dict[str | None, int]:
        return dict(ids_by_label("stage", by=self.by).items())


def window(sheet: Sheet, days: int = DAYS) -> dict[str, date]:
    """The days that rates are taken from, for ``ask``."""
    until = (sheet.as_of or sheet.today) + timedelta(days=1)
    return {"from_on": until - timedelta(days=days), "until_on": until}


def average_of_all(sheet: Sheet) -> Fraction | None:
    """What a won deal of those whom one sees is worth on average."""
    value = ask("average_won_deal", by=sheet.by, **window(sheet)).value
    return Fraction(value) if value is not None else None


def _sample(rows: dict[str, Row | None]) -> Sample:
    """The share of the narrowest circle that has enough deals, else of the widest."""
    sample = Sample(0, 0, "all")
    for circle, row in rows.items():
        sample = Sample(round(float(row.value or 0) * row.n), row.n, circle) if row else Sample(0, 0, circle)
        if sample.of >= ENOUGH:
            break
    return sample


def _count(row: Row | None) -> int:
    return row.n if row else 0


def _of_whom(rate: Rate) -> dict[str, Any]:
    return {"value": _plain(rate.value), "n": rate.of, "of": rate.whose}


def _told(rung: Rung, name: str) -> dict[str, Any]:
    sample = rung.place.sample
    low, high = sample.interval
    return {
        "stage": name,
        "conversion": _plain(sample.share),
        "n": sample.of,
        "of": sample.whose,
        "small_sample": sample.is_small,
        "interval": [round(low, 4), round(high, 4)],
        "conversion_to_won": _plain(rung.to_won),
        "needed": whole(rung.needed),
        "have": rung.place.have,
        "missing": whole(rung.missing),
    }


def _plain(number: Fraction | Decimal | None) -> float | None:
    return None if number is None else float(number)


def _turned(ids: dict[str, int]) -> dict[int, str]:
    return {pk: label for label, pk in ids.items()}
