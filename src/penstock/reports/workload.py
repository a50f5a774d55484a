"""Workload against speed: what each seller carries beside how fast their deals go, and who is overloaded."""

from dataclasses import dataclass
from statistics import median

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from penstock.activities.queries import to_do_by_owner
from penstock.common import clock
from penstock.metrics.asked import Asked
from penstock.metrics.asking import ids_by_label
from penstock.metrics.parts import Median, medians
from penstock.metrics.question import MISSING
from penstock.reports.figures import Column, Figures
from penstock.reports.report import Drawn, Report
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats
from penstock.workspaces.actor import Actor

OVER = 1.5
"""So many times the usual number of open deals is a load of which one may be too much."""

ENOUGH = 10
"""With fewer ended visits nothing is said of somebody's speed."""

SELLERS = 3
"""With fewer sellers nobody knows what is usual."""


@dataclass(frozen=True)
class Load:
    """One seller: open deals, days in stage, and the cycle of won deals."""

    name: str | None
    deals: int
    stage: Median | None
    cycle: Median | None


def draw(asked: Asked, by: Actor) -> Drawn:
    """Every seller with load and speed, the most open deals first."""
    figures = Figures(asked, by)
    loads = loads_of(figures)
    usual, everybody = usual_load(loads), medians_of(figures, "stage_days_median").get(())
    over = [one for one in loads if is_overloaded(one, usual, everybody)]
    table = _table(figures, loads, {one.name for one in over})
    notes = [
        _(
            "Overloaded is only who has %(times)s times the usual open deals or more (the median of all sellers) and "
            "whose deals stay longer in a stage than everybody’s by more than chance explains: the whole interval of "
            "their median lies above it. At least %(visits)s ended stays and %(sellers)s sellers are needed."
        )
        % {"times": formats.number(OVER), "visits": ENOUGH, "sellers": SELLERS},
        _("The intervals hold the true median with 95 % confidence, by ranks, whatever the distribution."),
    ]
    if usual is not None:
        notes.insert(0, _("Usual load: %(deals)s open deals.") % {"deals": formats.number(usual, 1)})
    return Drawn(_title(over, loads), (table,) if loads else (), tuple(notes))


def loads_of(figures: Figures) -> list[Load]:
    """Those who have open deals, or had some that moved in the time."""
    deals = figures.column("open_deals", "owner")
    stages = medians_of(figures, "stage_days_median", "owner")
    cycles = medians_of(figures, "cycle_length_median", "owner")
    groups = {*deals.rows, *stages, *cycles}
    loads = [
        Load(group[0], int(deals.value(*group) or 0), stages.get(group), cycles.get(group))
        for group in groups
        if group[0]
    ]
    return sorted(loads, key=lambda one: (-one.deals, one.name or ""))


def medians_of(figures: Figures, key: str, *split: str) -> dict[tuple[str | None, ...], Median]:
    """The medians with their intervals by group; none where they cannot be asked with the page's filters."""
    words = figures.words(key)
    return medians(key, by=figures.by, split=split, **words) if words else {}


def usual_load(loads: list[Load]) -> float | None:
    """The median number of open deals of those who have any; None with too few of them."""
    carried = [one.deals for one in loads if one.deals]
    return median(carried) if len(carried) >= SELLERS else None


def is_overloaded(load: Load, usual: float | None, everybody: Median | None) -> bool:
    """Whether somebody carries much more than usual and is slower than everybody by more than chance."""
    if usual is None or everybody is None or load.stage is None or load.stage.n < ENOUGH:
        return False
    return load.deals >= OVER * usual and load.stage.low > everybody.value


def _title(over: list[Load], loads: list[Load]) -> str:
    if not over:
        return _("Nobody carries so much that it shows in their speed")
    told = {"people": ", ".join(one.name or MISSING for one in over), "deals": formats.number(over[0].deals)}
    sentence = ngettext(
        "%(people)s carries more than others and is slower: overloaded",
        "%(people)s carry more than others and are slower: overloaded",
        len(over),
    )
    return sentence % told


def _table(figures: Figures, loads: list[Load], over: set[str | None]) -> Table:
    deals, stages, cycles = (
        figures.column(key, "owner") for key in ("open_deals", "stage_days_median", "cycle_length_median")
    )
    tasks = tasks_of(figures.by) if is_now(figures.asked) else None
    people = ids_by_label("person", by=figures.by)
    longest = max((one.deals for one in loads), default=0)
    lines = []
    for one in loads:
        warned = one.name in over
        note = _("overloaded") if warned else ""
        cells = [figures.cell(deals, one.name, longest=longest, note=note, state="stuck" if warned else "")]
        if tasks is not None:
            cells += [_planned(n, people.get(one.name or "")) for n in tasks.get(one.name, (0, 0))]
        cells += [_median(figures, stages, one.name, one.stage), _median(figures, cycles, one.name, one.cycle)]
        lines.append(Line(one.name or MISSING, cells))
    heads = [Head("open_deals", deals.metric.name)]
    if tasks is not None:
        heads += [Head("planned", _("Planned activities")), Head("overdue", _("Overdue"))]
    heads += [Head("stage", stages.metric.name, stages.metric.sentence), Head("cycle", cycles.metric.name)]
    return Table("workload", _("What each seller carries, and how fast"), _("Owner"), heads, lines, bar=1)


def _planned(n: int, person: int | None) -> Cell:
    """So much planned work, leading to the person's day."""
    return Cell(formats.number(n), n, url=f"{reverse('activities:today')}?whose={person}" if n and person else "")


def _median(figures: Figures, column: Column, name: str | None, told: Median | None) -> Cell:
    """A median leading to its rows, with its interval and how many it was made of beneath."""
    if told is None:
        return Cell(MISSING)
    between = {
        "low": formats.number(told.low, 1),
        "high": formats.number(told.high, 1),
        "count": formats.number(told.n),
    }
    note = _("%(low)s to %(high)s, of %(count)s") % between if told.n >= ENOUGH else _("small: %(count)s") % between
    return figures.cell(column, name, note=note)


def is_now(asked: Asked) -> bool:
    """Whether the time asked for is not over: what is planned is only known of now."""
    ends = asked.as_of or asked.period.until_on
    return ends is None or ends > formats.today()


def tasks_of(by: Actor) -> dict[str | None, tuple[int, int]]:
    """Planned activities of each person, and how many of them are overdue."""
    labels: dict[int | None, str] = {pk: label for label, pk in ids_by_label("person", by=by).items()}
    return {labels.get(owner): told for owner, told in to_do_by_owner(by, clock.now()).items()}


REPORT = Report(
    "workload",
    gettext_lazy("Workload and speed"),
    gettext_lazy("What each seller carries beside how fast their deals go, and who carries too much."),
    "weight",
    draw,
    narrows=True,
)
