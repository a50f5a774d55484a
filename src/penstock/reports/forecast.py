"""The forecast: what a period brings, told in several ways side by side, and how wrong that was before."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from penstock.metrics.asked import Asked
from penstock.reports.figures import require_known
from penstock.reports.outlook import parts, tables
from penstock.reports.outlook.asking import Outlook
from penstock.reports.outlook.cards import cards
from penstock.reports.outlook.course import course, earlier
from penstock.reports.outlook.deals import deals
from penstock.reports.outlook.empty import nothing_in, older_instead
from penstock.reports.outlook.months import seasons
from penstock.reports.outlook.picture import on_paper
from penstock.reports.outlook.remarks import remarks
from penstock.reports.outlook.ways import drawing, numbers, short
from penstock.reports.report import Drawn, Report
from penstock.ui import formats
from penstock.workspaces.actor import Actor


def draw(asked: Asked, by: Actor) -> Drawn:
    """The numbers side by side, what they are made of, and how it went before."""
    require_known(asked, by)
    outlook = Outlook.of(asked, by)
    if nothing := nothing_in(outlook):
        return Drawn("", (), nothing=nothing)
    title = _title(outlook)
    drawn = drawing(outlook, title)
    return Drawn(
        title,
        (
            numbers(outlook),
            tables.stages(outlook),
            *parts.by_whom(outlook),
            *tables.late(outlook),
            deals(outlook),
            *remarks(outlook),
            *seasons(outlook),
            course(outlook),
            earlier(outlook),
            *tables.calibration(outlook),
        ),
        _notes(outlook),
        more={"cards": cards(outlook), "drawing": drawn, "hint": _hint(outlook)},
        left_out=outlook.still_open.left_out | outlook.closed.left_out,
        on_paper=on_paper(drawn) if drawn else None,
    )


def _title(outlook: Outlook) -> str:
    """The answer in one sentence."""
    told = outlook.told
    said: dict[str, Any] = {"period": outlook.asked.period.label, "together": short(told.together, outlook)}
    if outlook.came is not None:
        said |= {"came": short(outlook.came, outlook), "day": formats.full_day(outlook.window.as_of)}
        return _("%(period)s brought %(came)s; at the end of %(day)s about %(together)s was to be expected") % said
    if told.between:
        said |= {"low": short(told.between[0], outlook), "high": short(told.between[1], outlook)}
    if outlook.target is not None:
        said |= {"target": short(outlook.target, outlook)}
    return _sentence(bool(told.between), outlook.target is not None) % said


def _sentence(knows_how_wrong: bool, has_target: bool) -> str:
    if knows_how_wrong and has_target:
        words = _("%(period)s brings about %(together)s, between %(low)s and %(high)s; the target is %(target)s")
    elif knows_how_wrong:
        words = _("%(period)s brings about %(together)s, between %(low)s and %(high)s")
    elif has_target:
        words = _(
            "%(period)s may bring about %(together)s; the target is %(target)s; there is too little history to say how "
            "wrong this is"
        )
    else:
        words = _("%(period)s may bring about %(together)s; there is too little history to say how wrong this is")
    return words


def _hint(outlook: Outlook) -> dict[str, str] | None:
    """What the reader should know of the day on which it is asked."""
    if outlook.asked.as_of != outlook.window.as_of and outlook.is_over:
        words = _(
            "This period is over, so it is told as it stood at the end of %(day)s, before it began. “As of” tells any "
            "other day."
        )
        return {"text": words % {"day": formats.full_day(outlook.window.as_of)}}
    return older_instead(outlook)


def _notes(outlook: Outlook) -> tuple[str, ...]:
    """How it was reckoned, and what is left out."""
    told = outlook.told
    notes = [
        _(
            "Expected: what is won so far; of each open deal what such deals brought that had stood in its stage as "
            "long as it has (Aalen and Johansen 1978); and what deals that are not there yet brought before."
        ),
        _("By the stages’ odds: what is won so far and every open deal times its odds, whatever its expected close."),
        _(
            "By category: what is won and what is expected to close in the period, by the category that was chosen on "
            "each deal; one without a category counts as pipeline, and one that is omitted counts nowhere."
        ),
        _("At the present rate: what is won, and for each day left as much as on average of the last year."),
        _wrong(outlook),
    ]
    if told.unrated:
        words = ngettext(
            "%(count)s open deal is left out, because its currency has no rate.",
            "%(count)s open deals are left out, because their currency has no rate.",
            told.unrated,
        )
        notes.append(words % {"count": formats.number(told.unrated)})
    return tuple(notes)


def _wrong(outlook: Outlook) -> str:
    """How the ends were found."""
    told = outlook.told
    if told.between is None or told.usually_wrong_by is None:
        return _("Where the same question could be put fewer than four times before, nothing says how wrong it may be.")
    words = ngettext(
        "It lies between the least and the most, were it as wrong as the %(count)s time before that the same was "
        "asked; in the middle what was still to come differed by %(share)s.",
        "It lies between the least and the most, were it as wrong as ever the %(count)s times before that the same was "
        "asked; in the middle what was still to come differed by %(share)s.",
        len(told.earlier),
    )
    return words % {"count": formats.number(len(told.earlier)), "share": formats.percent(told.usually_wrong_by)}


REPORT = Report(
    "forecast",
    gettext_lazy("Forecast"),
    gettext_lazy("What this period or the next will bring, told in several ways, and how wrong that was before."),
    "trending-up",
    draw,
    "reports/forecast.html",
    filters=("pipeline", "team", "owner", "source", "product", "type"),
    is_of_today=True,
    narrows=True,
    nav="forecast",
    looks_ahead=True,
)
