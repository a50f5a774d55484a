"""Who needs help and with what: each seller at each stage beside the team without them, and who is best at each."""

from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.metrics.asked import Asked
from penstock.metrics.question import MISSING
from penstock.metrics.spreads import logs_of
from penstock.reports.chance import Durations, Share
from penstock.reports.figures import Column, Figures, Group
from penstock.reports.peers import Beside, Mine, Place, compare, words, worst
from penstock.reports.plan_pace import expected
from penstock.reports.ranking import Candidate, how_sure, rank_table
from penstock.reports.report import Drawn, Report
from penstock.reports.stages import open_stages
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.reports.wording import said_together
from penstock.ui import formats
from penstock.workspaces.actor import Actor

STATES = {1: "lost", -1: "won", 0: ""}


class HelpWanted:
    """The report for one question and one reader."""

    def __init__(self, asked: Asked, by: Actor) -> None:
        self.asked, self.by = asked, by
        self.figures = Figures(asked, by)
        self.conversion = self.figures.column("stage_conversion", "owner", "stage")
        self.days = self.figures.column("stage_days_median", "owner", "stage")
        self.places = compare(self._seen(), self.teams)
        self.stages = self.figures.groups("stage", (one.stage for one in self.places))
        self.at = {(one.seller, one.stage): one for one in self.places}

    def draw(self) -> Drawn:
        """Who needs help first, then everybody at every stage, and the best of each."""
        sellers = sorted(self.teams, key=lambda one: (*self._need(one), one.casefold()))
        tables = (self._people(sellers), self._best(), self._shares(sellers), self._stays(sellers))
        return Drawn(self._title(), tables if self.places else (), _notes(), left_out=self.figures.left_out)

    @cached_property
    def teams(self) -> dict[str, Group]:
        """Everybody whose deals left a stage, or who won something, with their team."""
        rows = [*self.figures.column("stage_conversion", "owner", "team").rows]
        rows += [*self.figures.column("deals_won", "owner", "team").rows]
        return {owner: team for owner, team in rows if owner}

    def _seen(self) -> dict[Place, Mine]:
        """What each seller did at each open stage."""
        stages, words = open_stages(self.by), self.figures.words("stage_days_median")
        logs = logs_of("stage_days_median", by=self.by, split=["owner", "stage"], **words) if words else {}
        found: dict[Place, Mine] = {}
        for owner, stage in {*self.conversion.rows, *logs}:
            if owner in self.teams and stage in stages and owner and stage:
                row = self.conversion.row(owner, stage)
                left = Share(round(float(row.value or 0) * row.n), row.n) if row else Share(0, 0)
                found[owner, stage] = Mine(left, Durations(*logs.get((owner, stage), ())))
        return dict(sorted(found.items()))

    def _need(self, seller: str) -> tuple[bool, float]:
        """Who is further behind stands higher."""
        mine = [one for one in self.places if one.seller == seller]
        return not worst(mine), -max((one.gap for one in mine if one.chance is not None), default=0.0)

    def _title(self) -> str:
        if self.by.readable_people is not None and len(self.teams) < 2:
            return _("You may see your own deals only, so there is nobody to compare with")
        needy = worst(self.places)
        return self.words_of(needy[0]) if needy else self._widest()

    def _widest(self) -> str:
        """That nobody differs, and what comes nearest to it."""
        near = min((one for one in self.places if one.chance is not None and one.gap > 0), key=_chance, default=None)
        if near is None:
            return _("Nobody loses more deals than their team by more than chance would")
        told = {
            "seller": near.seller,
            "stage": near.stage,
            "mine": formats.percent(near.mine.left.value or 0),
            "others": formats.percent(near.others.left.value or 0),
        }
        return (
            _(
                "Nobody loses more deals than their team by more than chance would; nearest to it is %(seller)s at "
                "%(stage)s: %(mine)s go on, of the others’ deals %(others)s"
            )
            % told
        )

    def words_of(self, one: Beside) -> str:
        """What a seller needs help with at a stage, in a sentence."""
        theirs = self._team_days.value(one.stage, self.teams[one.seller]) if one.in_team else None
        theirs = self._all_days.value(one.stage) if theirs is None else theirs
        mine = self.days.value(one.seller, one.stage)
        return words(one, float(mine or 0), float(theirs or 0))

    @cached_property
    def _team_days(self) -> Column:
        return self.figures.column("stage_days_median", "stage", "team")

    @cached_property
    def _all_days(self) -> Column:
        return self.figures.column("stage_days_median", "stage")

    def _people(self, sellers: list[str]) -> Table:
        """What each needs help with, how they win, how far the plan is, and how much they do."""
        keys = ("win_rate", "plan_attainment", "activities_done", "meetings_held")
        columns = [one for key in keys if _tells(one := self.figures.column(key, "owner"))]
        teams = {one.metric.key: self.figures.column(one.metric.key, "team") for one in columns}
        needed = bool(worst(self.places))
        lines = [Line(one, [*self._help(one, needed), *self._own(one, columns, teams)]) for one in sellers]
        heads = [Head("help", _("What they need help with"), is_words=True)] if needed else []
        heads += [Head(one.metric.key, one.metric.name, one.metric.sentence) for one in columns]
        share = expected(self.asked, self.by)
        note = _("%(share)s of the working days of this period are over.") % {"share": formats.percent(share or 0)}
        title = _("What each needs help with") if needed else _("Each seller beside the team")
        return Table("people", title, _("Seller"), heads, lines, note if share else "")

    def _help(self, seller: str, needed: bool) -> list[Cell]:
        """What a seller needs help with most, of deals lost and of days; nothing where nobody needs any."""
        places = worst([one for one in self.places if one.seller == seller])
        lost = [one for one in places if one.conversion == 1]
        slow = [one for one in places if one.conversion != 1]
        text = said_together(self.words_of(one) for one in (*lost[:1], *slow[:1]))
        return [Cell(text or MISSING, text)] if needed else []

    def _own(self, seller: str, columns: list[Column], teams: dict[str, Column]) -> list[Cell]:
        """The seller's figures, beneath each the mean of the team: a count by the number of sellers in it."""
        team = self.teams[seller]
        mates = max(sum(one == team for one in self.teams.values()), 1)
        cells = []
        for column in columns:
            whole = teams[column.metric.key]
            value = whole.value(team) if team else None
            counted = column.metric.figure == "count(*)"
            note = ""
            if value is not None and mates > 1:
                shown = formats.number(float(value) / mates, 1) if counted else self.figures.cell(whole, team).shown
                note = _("team %(figure)s") % {"figure": shown}
            cells.append(self.figures.cell(column, seller, note=note))
        return cells

    def _shares(self, sellers: list[str]) -> Table:
        lines = [Line(one, [self._share(one, stage) for stage in self.stages]) for one in sellers]
        note = _("Beneath each share how many deals it is of, and where it truly lies in 95 of 100 cases (Wilson).")
        return Table("conversion", _("Which share goes on from each stage"), _("Seller"), self._heads(), lines, note)

    def _share(self, seller: str, stage: Group) -> Cell:
        one = self.at.get((seller, stage or ""))
        if one is None or not one.mine.left.of:
            return Cell(MISSING)
        return self.figures.cell(
            self.conversion, seller, stage, note=how_sure(one.mine.left), state=STATES[one.conversion]
        )

    def _stays(self, sellers: list[str]) -> Table:
        lines = [Line(one, [self._stay(one, stage) for stage in self.stages]) for one in sellers]
        return Table("days", _("How many days deals stay at each stage"), _("Seller"), self._heads(), lines)

    def _stay(self, seller: str, stage: Group) -> Cell:
        one = self.at.get((seller, stage or ""))
        if one is None or not one.mine.stays.n:
            return Cell(MISSING)
        note = formats.number(one.mine.stays.n)
        return self.figures.cell(self.days, seller, stage, note=note, state=STATES[one.days])

    def _heads(self) -> list[Head]:
        return [Head(stage or "", stage or MISSING) for stage in self.stages]

    def _best(self) -> Table:
        """Who is surely best at each stage."""
        return rank_table("best", _("Who is best at each stage"), self.stages, self._candidates)

    def _candidates(self, stage: Group) -> list[Candidate]:
        url = self.figures.url
        here = [one for one in self.places if one.stage == stage]
        return [Candidate(one.seller, one.mine.left, url(self.conversion, one.seller, stage)) for one in here]


def _tells(column: Column) -> bool:
    """Whether a column has anything to tell."""
    return any(row.value is not None for row in column.rows.values())


def _chance(one: Beside) -> float:
    return 1.0 if one.chance is None else one.chance


def _notes() -> tuple[str, ...]:
    return (
        _(
            "Everybody is compared with their team without them; who has none, with everybody else. A figure is "
            "marked only where chance would hardly part it from the others’, with all comparisons of this page in "
            "mind: of what is marked one in twenty may be chance (Benjamini and Hochberg over Fisher’s exact test for "
            "shares and Welch’s test on the logarithms of days). With fewer than ten deals on either side nothing is "
            "compared."
        ),
        _("Activities and meetings are told beside the team’s mean and not judged: they hang on which deals one has."),
    )


def draw(asked: Asked, by: Actor) -> Drawn:
    """The report for one question and one reader."""
    return HelpWanted(asked, by).draw()


REPORT = Report(
    "help",
    gettext_lazy("Who needs help, and with what"),
    gettext_lazy("Each seller at each stage beside the team without them, and who is best at each stage."),
    "life-buoy",
    draw,
    filters=("pipeline", "team", "target_metric"),
    period="year",
    narrows=True,
)
