"""Which actions go with success: at each stage, how many deals moved on with a kind of work done there and without."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.metrics.asked import Asked
from penstock.metrics.dimensions import DID, DIMENSIONS
from penstock.metrics.question import MISSING
from penstock.reports.best_times import answered_when
from penstock.reports.chance import FEW, Share, holding
from penstock.reports.figures import Column, Figures, Group
from penstock.reports.order_of_work import order_of_work
from penstock.reports.report import Drawn, Report
from penstock.reports.shares import Difference, Stratum, difference
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats
from penstock.workspaces.actor import Actor

WITH, WITHOUT = "yes", "no"


@dataclass(frozen=True)
class Pair:
    """At a stage, the deals with a kind of work and those without: how many, and how many of them moved on.

    ``apart`` is how far they are apart among deals that stayed as long, None where there are too few; ``holds`` is
    whether that is more than chance, with all comparisons of the page in mind.
    """

    stage: Group
    kind: str
    done: Share
    not_done: Share
    apart: Difference | None = None
    holds: bool = False

    @property
    def says(self) -> str:
        """What it says, in words."""
        if self.apart is None:
            return _("too few to say")
        if not self.holds:
            return _("no clear difference")
        if self.apart.value > 0:
            return _("more moved on with it")
        return _("fewer moved on with it")


def draw(asked: Asked, by: Actor) -> Drawn:
    """Every stage and kind of work that occurs in it."""
    figures = Figures(asked, by)
    columns = {kind: figures.column("stage_conversion", "stage", f"did_{kind}", "stay") for kind in DID}
    pairs = held([pair for kind, column in columns.items() for pair in pairs_of(kind, column)])
    return Drawn(
        _title(pairs), (_table(figures, columns, pairs), order_of_work(figures), answered_when(figures)), _notes(pairs)
    )


def pairs_of(kind: str, column: Column) -> list[Pair]:
    """The stages in which this kind of work was done on any deal that left, with the deals by how long they stayed."""
    stages = dict.fromkeys(stage for stage, did, _stay in column.rows if stage and did == WITH)
    return [_pair(kind, stage, _strata(column, stage)) for stage in stages]


def _pair(kind: str, stage: Group, strata: list[Stratum]) -> Pair:
    done, not_done = (
        Share(sum(one[side].yes for one in strata), sum(one[side].of for one in strata)) for side in (0, 1)
    )
    return Pair(stage, kind, done, not_done, difference(strata))


def held(pairs: Sequence[Pair]) -> list[Pair]:
    """The same, each with whether its difference is more than chance."""
    holds = holding(pair.apart.chance if pair.apart else None for pair in pairs)
    return [replace(pair, holds=one) for pair, one in zip(pairs, holds, strict=True)]


def _strata(by_stay: Column, stage: Group) -> list[Stratum]:
    """The deals with and without the work, by how long they stayed."""
    stays = dict.fromkeys(stay for here, _did, stay in by_stay.rows if here == stage)
    return [(_share(by_stay, stage, WITH, stay), _share(by_stay, stage, WITHOUT, stay)) for stay in stays]


def _share(column: Column, *group: Group) -> Share:
    row = column.row(*group)
    return Share(round(float(row.value or 0) * row.n), row.n) if row else Share(0, 0)


def _title(pairs: list[Pair]) -> str:
    """The clearest of them, said as going together and no more."""
    clear = [(abs(pair.apart.value), pair.apart, pair) for pair in pairs if pair.apart and pair.holds]
    if not clear:
        return _("No kind of work clearly goes with moving on in this time")
    _size, apart, pair = max(clear, key=lambda one: one[0])
    told = {
        "stage": pair.stage,
        "work": str(DID[pair.kind]),
        "points": formats.number(abs(apart.value) * 100, 0),
    }
    more = _(
        "At %(stage)s, deals with “%(work)s” moved on more often than those that stayed as long, by %(points)s points"
    )
    less = _(
        "At %(stage)s, deals with “%(work)s” moved on less often than those that stayed as long, by %(points)s points"
    )
    return (more if apart.value > 0 else less) % told


def _table(figures: Figures, columns: dict[str, Column], pairs: list[Pair]) -> Table:
    """Grouped by stage in the order of the pipelines, in each the largest difference first."""
    order = {stage: place for place, stage in enumerate(figures.groups("stage", (pair.stage for pair in pairs)))}
    ordered = sorted(pairs, key=lambda pair: (order[pair.stage], -(pair.apart.value if pair.apart else -2)))
    lines = [
        Line(str(DID[pair.kind]), _cells(figures, columns[pair.kind], pair), under=pair.stage or MISSING)
        for pair in ordered
    ]
    heads = [
        Head("with", _("With it"), _("Which share of the deals on which it was done in the stage moved on.")),
        Head("without", _("Without it"), _("Which share of the other deals that left the stage moved on.")),
        Head("difference", _("Difference"), _("Among deals that stayed in the stage as long.")),
        Head("says", _("It says"), is_words=True),
    ]
    title = _("What was done in the stage, and how many moved on")
    return Table("work", title, DIMENSIONS["activity"].name, heads, lines)


def _cells(figures: Figures, column: Column, pair: Pair) -> list[Cell]:
    state = ""
    if pair.apart and pair.holds:
        state = "won" if pair.apart.value > 0 else "lost"
    whole = replace(column, split=column.split[:2])
    return [
        _moved_on(pair.done, figures.url(whole, pair.stage, WITH)),
        _moved_on(pair.not_done, figures.url(whole, pair.stage, WITHOUT)),
        _apart(pair.apart, state),
        Cell(pair.says, pair.says),
    ]


def _moved_on(share: Share, url: str) -> Cell:
    """The share of those that moved on, leading to all of them."""
    if share.value is None:
        return Cell(MISSING)
    return Cell(formats.fixed_percent(share.value, 1), share.value, url=url, note=_of(share))


def _of(sample: Share) -> str:
    return _("%(hits)s of %(all)s") % {"hits": formats.number(sample.yes), "all": formats.number(sample.of)}


def _apart(apart: Difference | None, state: str) -> Cell:
    if apart is None:
        return Cell(MISSING)
    value, low, high = (_points(one) for one in (apart.value, apart.low, apart.high))
    note = _("%(low)s to %(high)s") % {"low": low, "high": high}
    return Cell(_("%(points)s points") % {"points": value}, apart.value, note=note, state=state)


def _points(share: float) -> str:
    points = round(share * 100, 1)
    sign = "+" if points > 0 else "−" if points < 0 else "±"
    return sign + formats.number(abs(points), 1)


def _notes(pairs: list[Pair]) -> tuple[str, ...]:
    many = sum(pair.apart is not None for pair in pairs)
    return (
        _("What goes together need not be cause and effect: sellers may well call the deals that go well already."),
        _(
            "Only deals that left the stage count, moved on or lost; work counts when it was done between entering the "
            "stage and leaving it. Because a deal that stays longer gets more of everything, the difference is taken "
            "among deals that stayed about as long."
        ),
        _(
            "It is marked where it is more than chance with all %(count)s comparisons of this page in mind (Mantel and "
            "Haenszel; Benjamini and Hochberg). With fewer than %(least)s deals on a side nothing is said."
        )
        % {"count": formats.number(many), "least": FEW},
    )


REPORT = Report(
    "work-and-success",
    gettext_lazy("What goes with success"),
    gettext_lazy("At each stage, which work on deals goes together with their moving on."),
    "route",
    draw,
    filters=("pipeline", "team", "owner", "source", "product", "type"),
    narrows=True,
)
