"""The ways to tell what a period brings, side by side, each a bar of what is won, open and still to come."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from penstock.deals.models import ForecastCategory
from penstock.metrics import figures as words
from penstock.metrics.catalogue.metric import Unit
from penstock.metrics.question import MISSING
from penstock.reports.outlook.asking import Outlook
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats

CATEGORIES = {one.value: one.label for one in ForecastCategory if one != ForecastCategory.OMITTED}
WON, OPEN, NEW = "won", "open", "new"
HIGH = 46
"""How far the bars of the drawing stand apart."""


@dataclass(frozen=True)
class Part:
    """A part of a bar, from nought or from where the one before ends; places are percent of the drawing's width."""

    kind: str
    amount: float
    words: str
    x: float = 0.0
    width: float = 0.0


@dataclass(frozen=True)
class Way:
    """One number: its name, its bar, and between which two it lies where that is known."""

    key: str
    name: str
    parts: Sequence[Part]
    between: tuple[float, float] | None = None

    @property
    def together(self) -> float:
        """What the period brings by it."""
        return sum(part.amount for part in self.parts)


@dataclass(frozen=True)
class Bar:
    """A way as it is drawn; ``whiskers`` are the ends of what it lies between."""

    way: Way
    y: int
    shown: str
    parts: Sequence[Part]
    whiskers: tuple[float, float] | None


@dataclass(frozen=True)
class Drawing:
    """The bars on one scale, and where the target stands on it."""

    title: str
    bars: Sequence[Bar]
    kinds: Sequence[Part]
    target: float | None
    target_words: str
    high: int


def ways(outlook: Outlook) -> list[Way]:
    """The numbers, what was learnt first."""
    told = outlook.told
    won = Part(WON, told.won, _("Won so far"))
    to_come = Part(NEW, told.new or 0.0, _("Deals still to come"))
    found = [
        Way("expected", _("Expected"), (won, Part(OPEN, told.still_open, _("Open deals")), to_come), told.between),
        Way("odds", _("By the stages’ odds"), (won, Part(OPEN, weighted(outlook), _("Open deals")))),
    ]
    found.append(_by_category(won, outlook))
    if told.run_rate is not None:
        rest = Part(NEW, told.run_rate - told.won, _("At the rate of the last year"))
        found.append(Way("run_rate", _("At the present rate"), (won, rest)))
    if outlook.came is not None:
        found.append(Way("came", _("What came"), (Part(WON, outlook.came, _("Won")),)))
    return found


def _by_category(won: Part, outlook: Outlook) -> Way:
    """What is won and what is expected to close in the period, the surest first."""
    due = outlook.categories
    parts = [Part(key, due.get(key, 0.0), str(words)) for key, words in CATEGORIES.items() if key in due]
    return Way("category", _("By category and expected close"), (won, *parts))


def cumulative(outlook: Outlook) -> list[tuple[str, float]]:
    """What is won with each category and the surer ones; where none was chosen, with all that is to close."""
    found, amount = [], outlook.told.won
    for key in CATEGORIES:
        amount += outlook.categories.get(key, 0.0)
        found.append((key, amount))
    return found if outlook.categories.keys() - {"pipeline"} else found[-1:]


def weighted(outlook: Outlook) -> float:
    """What open deals are worth by the odds in force."""
    return sum(one.weighted for one in outlook.told.stages)


def drawing(outlook: Outlook, title: str) -> Drawing | None:
    """The bars of all ways; None where there is nothing to draw."""
    several = [way for way in ways(outlook) if way.together]
    target = outlook.target
    ends = [*(way.together for way in several), *(way.between[1] for way in several if way.between), target or 0.0]
    most = max(ends, default=0.0)
    if not several or most <= 0:
        return None
    bars = [bar_of(way, place * HIGH, most, outlook) for place, way in enumerate(several)]
    kinds: dict[str, Part] = {}
    for part in (part for bar in bars for part in bar.parts):
        kinds.setdefault(part.kind, part)
    target_words = _("Target %(amount)s") % {"amount": short(target, outlook)} if target is not None else ""
    at = None if target is None else round(100 * target / most, 2)
    return Drawing(title, bars, list(kinds.values()), at, target_words, len(bars) * HIGH)


def bar_of(way: Way, y: int, most: float, outlook: Outlook) -> Bar:
    """A way as a bar on a scale that ends with so much."""
    parts, x = [], 0.0
    for part in way.parts:
        width = 100 * max(part.amount, 0.0) / most
        if width:
            parts.append(Part(part.kind, part.amount, part.words, round(x, 2), round(width, 2)))
        x += width
    low, high = way.between or (0.0, 0.0)
    whiskers = (round(100 * low / most, 2), round(100 * high / most, 2)) if way.between else None
    return Bar(way, y, short(way.together, outlook), parts, whiskers)


def numbers(outlook: Outlook) -> Table:
    """The numbers side by side, each against the target."""
    lines = [_won(outlook)]
    for way in ways(outlook):
        if way.key == "category":
            lines += _categories(outlook)
        elif way.key != "came":
            lines.append(_line(way, outlook))
    if outlook.target is not None:
        lines.append(Line(_("Target"), [money(outlook.target, outlook), *[Cell(MISSING)] * 4]))
    if outlook.came is not None:
        revenue = outlook.in_the_end.column("revenue_won")
        lines.append(
            Line(
                _("What came"),
                [outlook.in_the_end.cell(revenue), *[Cell(MISSING)] * 3, _against(outlook.came, outlook)],
            )
        )
    heads = [
        Head("together", _("The period brings")),
        Head("to_come", _("Of it still to come")),
        Head("low", _("At least")),
        Head("high", _("At most")),
        Head("against", pgettext("difference", "Against the target")),
    ]
    return Table("numbers", _("The numbers side by side"), _("Number"), heads, lines)


def _won(outlook: Outlook) -> Line:
    won = outlook.closed.cell(outlook.closed.column("revenue_won"))
    return Line(_("Won so far"), [won, *[Cell(MISSING)] * 3, _against(outlook.told.won, outlook)])


def _categories(outlook: Outlook) -> list[Line]:
    """Won and commit, with best case, with pipeline: each holds the ones before."""
    names = {
        "commit": _("Won and commit"),
        "best_case": _("With best case"),
        "pipeline": _("With all that is expected to close"),
    }
    return [
        Line(
            names[key],
            [
                money(amount, outlook),
                money(amount - outlook.told.won, outlook),
                *[Cell(MISSING)] * 2,
                _against(amount, outlook),
            ],
        )
        for key, amount in cumulative(outlook)
    ]


def _line(way: Way, outlook: Outlook) -> Line:
    low, high = [money(end, outlook) for end in way.between] if way.between else [Cell(MISSING)] * 2
    to_come = way.together - outlook.told.won
    return Line(
        way.name,
        [money(way.together, outlook), money(to_come, outlook), low, high, _against(way.together, outlook)],
    )


def _against(amount: float, outlook: Outlook) -> Cell:
    """By how much an amount is over the target or under it."""
    if outlook.target is None:
        return Cell(MISSING)
    over = amount - outlook.target
    sign = "+" if over > 0 else "−" if over < 0 else "±"
    shown = sign + words.in_column(abs(over), Unit.MONEY, outlook.by.workspace.currency)
    return Cell(shown, over, state="won" if over >= 0 else "lost")


def money(amount: float | None, outlook: Outlook, longest: float = 0.0) -> Cell:
    """An amount that is reckoned, and so has no rows."""
    if amount is None:
        return Cell(MISSING)
    currency = outlook.by.workspace.currency
    bar = round(100 * amount / longest) if longest else 0
    return Cell(
        words.in_column(amount, Unit.MONEY, currency), amount, words.exact(amount, Unit.MONEY, currency), percent=bar
    )


def short(amount: float, outlook: Outlook) -> str:
    """An amount at a glance."""
    return words.shown(amount, Unit.MONEY, outlook.by.workspace.currency)


def share(value: float | None, digits: int = 0) -> Cell:
    """A share of one; a dash where nobody knows it."""
    return Cell(MISSING) if value is None else Cell(formats.fixed_percent(value, digits), value)
