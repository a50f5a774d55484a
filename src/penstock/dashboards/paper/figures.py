"""Figures on paper: one by itself, one against its target, and who stands where."""

from math import cos, radians, sin
from typing import Any

from django.utils.translation import gettext as _

from penstock.dashboards.drawing import Drawn
from penstock.dashboards.paper.paths import points_of
from penstock.dashboards.paper.placing import IN, LABEL, NOTE, nothing, part
from penstock.metrics.figures import Change
from penstock.paper.colours import GHOST, INK, QUIET, SERIES, STATES
from penstock.paper.picture import Picture
from penstock.paper.words import width

BETTER = {"up": STATES["won"], "down": STATES["lost"]}


def figure(picture: Picture, drawn: Drawn, y: float) -> float:
    """The figure, what it is compared with, and its line."""
    told, room = drawn.told, picture.wide - 2 * IN
    picture.text(IN, y + 18, told["shown"], 20, bold=True, room=room)
    if told["unit"]:
        x = IN + width(told["shown"], 20, True) + 5
        picture.text(x, y + 18, told["unit"], LABEL, colour=QUIET, room=picture.wide - IN - x)
    y += 27
    if told["against"]:
        y = _change(picture, told, y, room)
    if told["line"]:
        across, down = room / 100, 34 / 24
        line = [(IN + x * across, y + 4 + v * down) for x, v in points_of(told["line"])]
        picture.line(line, SERIES[0], 1.4)
        y += 40
    return y


def gauge(picture: Picture, drawn: Drawn, y: float) -> float:
    """The arc as far as the target is reached, with the mark of an even pace."""
    told, radius = drawn.told, min((picture.wide - 2 * IN) / 2 - 8, 72)
    centre = (picture.wide / 2, y + radius + 8)
    picture.arc(centre, radius, 180, GHOST, 12)
    if float(told["percent"]):
        picture.arc(centre, radius, 1.8 * float(told["percent"]), STATES.get(told["state"], SERIES[0]), 12)
    angle = radians(180 - float(told["angle"]))
    ends = [(centre[0] + cos(angle) * far, centre[1] - sin(angle) * far) for far in (radius - 9, radius + 9)]
    picture.line(ends, INK, 1.6)
    picture.text(centre[0], centre[1] - 12, told["share"], 20, bold=True, anchor="middle", room=2 * radius - 16)
    picture.text(centre[0], centre[1] + 2, told["of"], NOTE, colour=QUIET, anchor="middle", room=2 * radius - 12)
    room, pace = picture.wide - 2 * IN, _("the mark: %(share)s by now at an even pace") % {"share": told["expected"]}
    y = picture.paragraph(picture.wide / 2, centre[1] + 12, told["missing"], room, LABEL, bold=True, anchor="middle")
    return picture.paragraph(picture.wide / 2, y, pace, room, NOTE, colour=QUIET, anchor="middle")


def leaders(picture: Picture, drawn: Drawn, y: float) -> float:
    """Places, names with their bars, and figures."""
    if not drawn.told["leaders"]:
        return nothing(picture, y)
    for one in drawn.told["leaders"]:
        _leader(picture, one, y)
        y += 20
    if drawn.told["against"]:
        words = _("The change is against %(time)s.") % {"time": drawn.told["against"]}
        y = picture.paragraph(IN, y + 2, words, picture.wide - 2 * IN, NOTE, colour=QUIET)
    return y


def _leader(picture: Picture, one: dict[str, Any], y: float) -> None:
    """One place: the name, how it changed, the figure, and the bar beneath."""
    right, left, change = picture.wide - IN, IN + 18, one["change"]
    words = change.words if change else ""
    taken = width(one["shown"], LABEL, True) + 6
    picture.text(IN, y + 9, str(one["place"]), LABEL, colour=QUIET)
    picture.text(left, y + 9, one["name"], LABEL, room=right - left - taken - width(words, NOTE) - 6)
    if change:
        picture.text(right - taken, y + 9, words, NOTE, colour=BETTER.get(change.direction, QUIET), anchor="end")
    picture.text(right, y + 9, one["shown"], LABEL, bold=True, anchor="end")
    picture.rect(left, y + 13, max(part(one["percent"], right - left), 0.5), 3, SERIES[0], round_by=1)


def _change(picture: Picture, told: dict[str, object], y: float, room: float) -> float:
    """What became of it since."""
    change = told["change"]
    if not isinstance(change, Change):
        return picture.paragraph(IN, y, _("Nothing to compare with yet"), room, NOTE, colour=QUIET)
    picture.text(IN, y + 7, change.words, LABEL, bold=True, colour=BETTER.get(change.direction, QUIET), room=room)
    x = IN + width(change.words, LABEL, True) + 5
    words = _("from %(past)s, %(against)s") % {"past": told["past"], "against": told["against"]}
    return picture.paragraph(x, y, words, picture.wide - IN - x, NOTE, colour=QUIET, most=2) + 2
