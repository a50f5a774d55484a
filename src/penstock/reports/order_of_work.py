"""Which order of actions goes with success: at each stage what came first, what before what, and the days between."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from penstock.activities.models import ActivityKind
from penstock.metrics.columnar.worked import KINDS
from penstock.metrics.first_work import BANDS, order_key
from penstock.metrics.numbers import rows_url
from penstock.metrics.question import MISSING
from penstock.metrics.sequences import FIRST, GAP, ORDER, Sequence, sequences
from penstock.reports.chance import FEW, Share, holding
from penstock.reports.figures import Figures
from penstock.reports.shares import Difference, Stratum, difference
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats

PLACES = {FIRST: 0, ORDER: 1, GAP: 2}


@dataclass(frozen=True)
class Way:
    """At a stage the deals with a trait and those they are compared with: how many, and how many moved on.

    A first action and a gap are compared with all other ones, an order with its reverse.
    """

    stage: str
    trait: str
    value: str
    with_it: Share
    others: Share
    apart: Difference | None

    @property
    def asked(self) -> list[tuple[str, str]]:
        """The filter that finds the deals with it."""
        if self.trait == ORDER:
            return [(order_key(*self.value.split(">")), self.value)]
        return [("first_action" if self.trait == FIRST else "action_gap", self.value)]

    @property
    def asked_otherwise(self) -> list[tuple[str, str]]:
        """The filters that find those they are compared with."""
        [(name, value)] = self.asked
        if self.trait == ORDER:
            return [(name, ">".join(reversed(value.split(">"))))]
        return [(name, one) for one in (KINDS if self.trait == FIRST else BANDS) if one != value]

    @property
    def label(self) -> str:
        """What was done, in words."""
        if self.trait == FIRST:
            return _("First: %(kind)s") % {"kind": _kind(self.value)}
        if self.trait == GAP:
            return _("%(days)s days between the first two actions") % {"days": self.value}
        before, after = self.value.split(">")
        return _("%(first)s before %(second)s") % {"first": _kind(before), "second": _kind(after)}


def order_of_work(figures: Figures) -> Table:
    """Every trait that occurs, by stage in the order of the pipelines; the clearest first."""
    words = figures.words("stage_conversion")
    found = list(ways(sequences(by=figures.by, **words))) if words else []
    holds = dict(zip(found, holding(one.apart.chance if one.apart else None for one in found), strict=True))
    order = {stage: place for place, stage in enumerate(figures.groups("stage", (one.stage for one in found)))}
    found.sort(key=lambda one: (order.get(one.stage, len(order)), PLACES[one.trait], _rank(one)))
    lines = [Line(one.label, _cells(one, holds[one], figures), under=one.stage) for one in found]
    heads = [
        Head("with", _("With it"), _("Which share of the deals on which it was so moved on.")),
        Head("others", _("Otherwise"), _("Of other first actions, of the reverse order, of other gaps.")),
        Head("difference", _("Difference"), _("Among deals that stayed in the stage as long.")),
        Head("says", _("It says"), is_words=True),
    ]
    note = _(
        "Calls, meetings, e-mails and tasks count that were done in the stage; what was done at the same moment has no "
        "order. It is an association: an order need not be why a deal moved on. With fewer than %(least)s deals on a "
        "side nothing is said."
    )
    title = _title(found, holds)
    return Table("order", title, _("Order of actions"), heads, lines, note % {"least": FEW})


def ways(told: Iterable[Sequence]) -> Iterator[Way]:
    """Each trait beside what it is compared with, by how long deals stayed."""
    shares: dict[tuple[str, str], dict[str, dict[str | None, Share]]] = defaultdict(lambda: defaultdict(dict))
    for one in told:
        if one.stage is not None:
            group = one.trait if one.trait != ORDER else ">".join(sorted(one.value.split(">")))
            shares[one.stage, group][one.value][one.stay] = Share(one.moved_on, one.of)
    for (stage, group), values in shares.items():
        trait = group if group in (FIRST, GAP) else ORDER
        for value in _told_of(trait, values):
            strata = [_stratum(values, value, stay) for stay in _stays(values)]
            mine, others = (_together(one[side] for one in strata) for side in (0, 1))
            yield Way(stage, trait, value, mine, others, difference(strata))


def _told_of(trait: str, values: dict[str, dict[str | None, Share]]) -> list[str]:
    """Of two orders of the same the commoner: the other says the same the other way round."""
    if trait != ORDER:
        return sorted(values)
    return sorted(values, key=lambda one: (-_together(values[one].values()).of, one))[:1]


def _stays(values: dict[str, dict[str | None, Share]]) -> list[str | None]:
    return list(dict.fromkeys(stay for shares in values.values() for stay in shares))


def _stratum(values: dict[str, dict[str | None, Share]], value: str, stay: str | None) -> Stratum:
    nothing = Share(0, 0)
    others = _together(shares.get(stay, nothing) for one, shares in values.items() if one != value)
    return values[value].get(stay, nothing), others


def _together(shares: Iterable[Share]) -> Share:
    known = list(shares)
    return Share(sum(one.yes for one in known), sum(one.of for one in known))


def _rank(way: Way) -> tuple[bool, float, str]:
    """Gaps from the shortest on, all else with the clearest difference on top."""
    if way.trait == GAP:
        return False, BANDS.index(way.value), way.value
    return way.apart is None, -(way.apart.value if way.apart else 0), way.value


def _cells(way: Way, holds: bool, figures: Figures) -> list[Cell]:
    state = ("won" if way.apart.value > 0 else "lost") if way.apart and holds else ""
    return [
        _moved_on(way.with_it, _url(way, way.asked, figures)),
        _moved_on(way.others, _url(way, way.asked_otherwise, figures)),
        _apart(way.apart, state),
        _says(way, holds),
    ]


def _url(way: Way, asked: list[tuple[str, str]], figures: Figures) -> str:
    """The deals that left the stage, of those that were worked on so."""
    query = figures.asked.narrowed(metric="stage_conversion", stage=way.stage)
    return rows_url(f"{query}&{urlencode(asked)}")


def _moved_on(share: Share, url: str) -> Cell:
    """The share with its number of deals, where the true one lies, and the way to them all."""
    if share.value is None:
        return Cell(MISSING)
    low, high = (formats.percent(end) for end in share.interval())
    told = {"hits": formats.number(share.yes), "all": formats.number(share.of), "low": low, "high": high}
    note = _("%(hits)s of %(all)s, %(low)s to %(high)s") % told
    return Cell(formats.fixed_percent(share.value, 1), share.value, url=url, note=note)


def _apart(apart: Difference | None, state: str) -> Cell:
    if apart is None:
        return Cell(MISSING)
    value, low, high = (_points(one) for one in (apart.value, apart.low, apart.high))
    note = _("%(low)s to %(high)s") % {"low": low, "high": high}
    return Cell(_("%(points)s points") % {"points": value}, apart.value, note=note, state=state)


def _points(share: float) -> str:
    points = round(share * 100, 1)
    return ("+" if points > 0 else "−" if points < 0 else "±") + formats.number(abs(points), 1)


def _says(way: Way, holds: bool) -> Cell:
    words = _("no clear difference")
    if way.apart is None:
        words = _("too few to say")
    elif holds:
        words = _("more moved on so") if way.apart.value > 0 else _("fewer moved on so")
    return Cell(words, words)


def _title(found: list[Way], holds: dict[Way, bool]) -> str:
    """The clearest of them, said as going together and no more."""
    clear = [(abs(one.apart.value), one) for one in found if one.apart and holds[one]]
    if not clear:
        return _("No order of actions clearly goes with moving on in this time")
    _size, way = max(clear, key=lambda pair: pair[0])
    told = {"stage": way.stage, "way": way.label, "points": formats.number(round(_size * 100))}
    more = _("At %(stage)s, with “%(way)s” more deals moved on than otherwise, by %(points)s points")
    less = _("At %(stage)s, with “%(way)s” fewer deals moved on than otherwise, by %(points)s points")
    return (more if way.apart and way.apart.value > 0 else less) % told


def _kind(key: str) -> str:
    return str(dict(ActivityKind.choices).get(key, key))
