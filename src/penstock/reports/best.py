"""Who and what is best at each stage: teams, sellers, sources, channels, and kinds of work, each beside the others."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.metrics.asked import Asked
from penstock.metrics.dimensions import DID
from penstock.reports.chance import Share, holding, of_shares
from penstock.reports.figures import Column, Figures, Group
from penstock.reports.ranking import Candidate, rank_table
from penstock.reports.report import Drawn, Report
from penstock.reports.stages import open_stages
from penstock.reports.tables import Table
from penstock.ui import formats
from penstock.workspaces.actor import Actor

KINDS: dict[str, Promise] = {
    "team": gettext_lazy("Which teams are best at each stage"),
    "owner": gettext_lazy("Who is best at each stage"),
    "source": gettext_lazy("Deals of which sources go on from each stage"),
    "channel": gettext_lazy("Deals of which channels go on from each stage"),
}
METHODS = "method"
DONE = "yes"
STATES = {True: "won", False: "lost"}


@dataclass(frozen=True)
class Contender:
    """Somebody or something at a stage beside all other deals that left it; ``holds``: by more than chance."""

    kind: str
    name: str
    stage: str
    mine: Share
    others: Share
    url: str
    holds: bool = False

    @property
    def gap(self) -> float:
        """How much more of its deals go on; nothing where either is unknown."""
        mine, others = self.mine.value, self.others.value
        return mine - others if mine is not None and others is not None else 0.0

    @property
    def candidate(self) -> Candidate:
        """The same for a rank."""
        return Candidate(self.name, self.mine, self.url, STATES[self.gap > 0] if self.holds else "")


class Best:
    """The report for one question and one reader."""

    def __init__(self, asked: Asked, by: Actor) -> None:
        self.figures, self.open = Figures(asked, by), open_stages(by)
        self.several = _judged([*self._of_kinds(), *self._of_methods()])
        self.stages = self.figures.groups("stage", (one.stage for one in self.several))

    def draw(self) -> Drawn:
        """A table for every kind that has anybody to rank."""
        titles = {kind: str(words) for kind, words in KINDS.items()}
        titles[METHODS] = _("What was done in the stage on deals that went on")
        tables = [self._table(kind, title) for kind, title in titles.items()]
        return Drawn(self._title(), tuple(one for one in tables if one.lines), _notes())

    def _of_kinds(self) -> list[Contender]:
        found = []
        for kind in KINDS:
            column = self.figures.column("stage_conversion", "stage", kind)
            whole: dict[Group, Share] = {}
            for stage, _name in column.rows:
                whole[stage] = sum_of(column, stage)
            for stage, name in column.rows:
                if stage in self.open and stage and name:
                    mine = share_of(column, stage, name)
                    url = self.figures.url(column, stage, name)
                    found.append(Contender(kind, name, stage, mine, whole[stage].without(mine), url))
        return found

    def _of_methods(self) -> list[Contender]:
        found = []
        for work, words in DID.items():
            column = self.figures.column("stage_conversion", "stage", f"did_{work}")
            for stage, did in column.rows:
                if did == DONE and stage in self.open and stage:
                    mine, others = share_of(column, stage, DONE), share_of(column, stage, "no")
                    url = self.figures.url(column, stage, DONE)
                    found.append(Contender(METHODS, str(words), stage, mine, others, url))
        return found

    def _table(self, kind: str, title: str) -> Table:
        mine = [one for one in self.several if one.kind == kind]
        table = rank_table(
            kind, title, self.stages, lambda stage: [one.candidate for one in mine if one.stage == stage]
        )
        return replace(table, lines=[line for line in table.lines if line.cells[0].value])

    def _title(self) -> str:
        clear = [one for one in self.several if one.holds and one.gap > 0]
        if not clear:
            return _("Nobody and nothing stands out at any stage by more than chance")
        one = max(clear, key=lambda each: each.gap)
        told = {"stage": one.stage, "name": one.name}
        told |= {"mine": formats.percent(one.mine.value or 0), "others": formats.percent(one.others.value or 0)}
        words = _("Clearest at %(stage)s: %(name)s, where %(mine)s go on, of the other deals %(others)s")
        return words % told


def share_of(column: Column, *group: Group) -> Share:
    """How many of a group's deals went on."""
    row = column.row(*group)
    return Share(round(float(row.value or 0) * row.n), row.n) if row else Share(0, 0)


def sum_of(column: Column, stage: Group) -> Share:
    """The same of all groups of a stage together."""
    shares = [share_of(column, *group) for group in column.rows if group[0] == stage]
    return Share(sum(one.yes for one in shares), sum(one.of for one in shares))


def _judged(several: list[Contender]) -> list[Contender]:
    holds = holding(of_shares(one.mine, one.others) for one in several)
    return [replace(one, holds=one_holds) for one, one_holds in zip(several, holds, strict=True)]


def _notes() -> tuple[str, ...]:
    return (
        _(
            "Each is compared with all other deals that left the stage, and marked where chance would hardly part "
            "them, with all comparisons of this page in mind: of what is marked one in twenty may be chance "
            "(Benjamini and Hochberg over Fisher’s exact test)."
        ),
        _(
            "What goes together need not be cause and effect: the best deals may go to the best sellers, and come "
            "from one source. “What goes with success” compares work among deals that stayed as long, and its order."
        ),
    )


def draw(asked: Asked, by: Actor) -> Drawn:
    """The report for one question and one reader."""
    return Best(asked, by).draw()


REPORT = Report(
    "best",
    gettext_lazy("Who and what is best at each stage"),
    gettext_lazy("Teams, sellers, sources, channels and kinds of work, ranked at each stage by how many deals go on."),
    "medal",
    draw,
    filters=("pipeline", "team", "owner", "source", "product", "type"),
    period="year",
    narrows=True,
)
