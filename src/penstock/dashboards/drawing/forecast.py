"""The forecast: what a period brings and between which ends, as one bar on the way to the target; beneath by whom."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from penstock.dashboards.drawing.drawn import Drawn
from penstock.dashboards.drawing.forecast_table import Share, named, table_of
from penstock.dashboards.drawing.groups import percent, shortened
from penstock.dashboards.reading import Reading
from penstock.metrics import figures
from penstock.metrics.asked import Asked
from penstock.metrics.catalogue.metric import Unit
from penstock.metrics.question import WrongQuestion
from penstock.reports.outlook.asking import Outlook
from penstock.reports.outlook.empty import nothing_in
from penstock.reports.outlook.ways import NEW, OPEN, WON, bar_of, short, ways
from penstock.ui import formats

MOST = 8
ROW = 38


def draw(drawn: Drawn, scope: Asked, reading: Reading) -> None:
    """The page of the forecast in brief, of the same question and the same reader."""
    if scope.period.from_on is None or scope.period.until_on is None:
        raise WrongQuestion(_("A forecast is of a time with two ends: choose a month, a quarter or a year."))
    outlook = reading.outlook(scope)
    drawn.url = reverse("reports:forecast") + scope.query()
    if nothing := nothing_in(outlook):
        drawn.problem = f"{nothing.title}. {nothing.text}"
        return
    shares = _shares(drawn.draft.by, outlook)
    drawn.told = _headline(outlook) | _bar(outlook) | _groups(drawn, shares, scope, outlook)
    drawn.says = _says(outlook)
    drawn.table = table_of(drawn, shares, outlook, reading)
    reading.left_out |= outlook.closed.left_out


def _shares(by: str, outlook: Outlook) -> list[Share]:
    """By stage what is open, in the order of the stages; by seller and team the most first."""
    if by == "stage":
        return [Share(one.label, None, one.worth, one.brings) for one in outlook.told.stages]
    several = outlook.parts[by] if by else []
    return [Share(one.label, one.won, one.standing.worth, one.standing.brings) for one in several]


def _headline(outlook: Outlook) -> dict[str, Any]:
    """What is to be expected, its ends, and how that stands against the target."""
    told, currency = outlook.told, outlook.by.workspace.currency
    ends = [short(end, outlook) for end in told.between or ()]
    return {
        "value": told.together,
        "shown": figures.headline(told.together, Unit.MONEY, currency),
        "exact": figures.exact(told.together, Unit.MONEY, currency),
        "between": _("between %(low)s and %(high)s") % {"low": ends[0], "high": ends[1]} if ends else "",
        "against": _against(outlook),
    }


def _against(outlook: Outlook) -> str:
    """By how much the target is missed or passed."""
    if outlook.target is None:
        return ""
    over = outlook.told.together - outlook.target
    words = _("%(amount)s over the target") if over >= 0 else _("%(amount)s short of the target")
    return words % {"amount": short(abs(over), outlook)}


def _bar(outlook: Outlook) -> dict[str, Any]:
    """What is won, open and still to come on one scale, with the ends and the target."""
    way, target = ways(outlook)[0], outlook.target
    most = max(way.together, way.between[1] if way.between else 0.0, target or 0.0)
    bar = bar_of(way, 0, most, outlook) if most > 0 else None
    return {
        "parts": [
            {"kind": one.kind, "x": str(one.x), "width": str(one.width), "name": one.words, "shown": amount}
            for one in (bar.parts if bar else ())
            if (amount := short(one.amount, outlook))
        ],
        "ends": [str(end) for end in (bar.whiskers if bar and bar.whiskers else ())],
        "target": percent(target, most) if target is not None and most > 0 else "",
        "target_shown": short(target, outlook) if target is not None else "",
    }


def _groups(drawn: Drawn, shares: Sequence[Share], scope: Asked, outlook: Outlook) -> dict[str, Any]:
    """The groups below each other, on a scale of their own."""
    by, most = drawn.draft.by, max((one.together for one in shares), default=0.0)
    url = reverse("reports:forecast")
    groups = [
        {
            "name": named(by, one.label),
            "label": shortened(named(by, one.label)),
            "shown": short(one.together, outlook),
            "url": url + scope.narrowed(**{by: one.label}),
            "parts": [
                {"kind": kind, "x": percent(x, most), "width": percent(amount, most)}
                for kind, x, amount in ((WON, 0.0, one.won or 0.0), (OPEN, one.won or 0.0, one.brings))
                if amount > 0 and most > 0
            ],
            "y": place * ROW,
        }
        for place, one in enumerate(shares[:MOST])
    ]
    return {"groups": groups, "high": len(groups) * ROW, "more": max(len(shares) - MOST, 0), "left": 0, "new": NEW}


def _says(outlook: Outlook) -> str:
    """What a figure alone would hide: that too little is known, that the time is over, or that deals are left out."""
    told, sentences = outlook.told, []
    if outlook.came is not None:
        facts = {"came": short(outlook.came, outlook), "day": formats.full_day(outlook.window.as_of)}
        sentences.append(_("This was to be expected at the end of %(day)s; %(came)s came.") % facts)
    if told.between is None:
        sentences.append(_("There is too little history to say how wrong this is."))
    if any(one.expected is None for one in told.stages):
        sentences.append(_("Where too few deals ever stood in a stage to learn from, its odds are taken."))
    if told.unrated:
        words = ngettext(
            "%(count)s open deal is left out, because its currency has no rate.",
            "%(count)s open deals are left out, because their currency has no rate.",
            told.unrated,
        )
        sentences.append(words % {"count": formats.number(told.unrated)})
    return " ".join(sentences)
