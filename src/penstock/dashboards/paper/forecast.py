"""The forecast on paper: what is to be expected, its bar with the ends and the target, and each group's part."""

from typing import Any

from django.utils.translation import gettext as _

from penstock.dashboards.drawing import Drawn
from penstock.dashboards.paper.placing import IN, LABEL, NOTE, part
from penstock.paper.colours import GROUND, INK, QUIET
from penstock.paper.picture import Picture
from penstock.paper.words import width
from penstock.reports.outlook.picture import COLOURS


def forecast(picture: Picture, drawn: Drawn, y: float) -> float:
    """The same as on the screen."""
    told, room = drawn.told, picture.wide - 2 * IN
    picture.text(IN, y + 18, told["shown"], 20, bold=True, room=room)
    x = IN + width(told["shown"], 20, True) + 5
    picture.text(x, y + 18, _("expected"), LABEL, colour=QUIET, room=picture.wide - IN - x)
    y += 27
    for words in filter(None, (told["between"], told["against"])):
        y = picture.paragraph(IN, y, words, room, NOTE, colour=QUIET, most=2)
    if told["parts"]:
        y = _names(picture, told, _bar(picture, told, y + 3, room))
    for one in told["groups"]:
        taken = width(one["shown"], LABEL, True) + 8
        picture.text(IN, y + 8, one["name"], LABEL, room=room - taken)
        picture.text(picture.wide - IN, y + 8, one["shown"], LABEL, bold=True, anchor="end")
        _parts(picture, one["parts"], y + 11.5, 5.5, room)
        y += 20.5
    return y


def _bar(picture: Picture, told: dict[str, Any], y: float, room: float) -> float:
    _parts(picture, told["parts"], y + 3, 9, room)
    if told["ends"]:
        low, high = (IN + part(end, room) for end in told["ends"])
        picture.line([(low, y + 7.5), (high, y + 7.5)], INK, 0.9)
        for end in (low, high):
            picture.line([(end, y + 4), (end, y + 11)], INK, 0.9)
    if told["target"]:
        x = IN + part(told["target"], room)
        picture.line([(x, y), (x, y + 15)], INK, 0.9, (2.5, 2))
    return y + 18


def _parts(picture: Picture, parts: list[dict[str, str]], y: float, high: float, room: float) -> None:
    picture.rect(IN, y, room, high, GROUND, round_by=1)
    for one in parts:
        picture.rect(IN + part(one["x"], room), y, max(part(one["width"], room) - 0.5, 0.4), high, COLOURS[one["kind"]])


def _names(picture: Picture, told: dict[str, Any], y: float) -> float:
    """What each colour stands for, with its amount; who has no room any more begins the next line."""
    names = [(COLOURS[one["kind"]], one["name"], one["shown"]) for one in told["parts"]]
    if told["target_shown"]:
        names.append((INK, _("Target"), told["target_shown"]))
    x = IN
    for colour, name, amount in names:
        long = width(name, NOTE) + width(amount, NOTE, True) + 15
        if x > IN and x + long > picture.wide - IN:
            x, y = IN, y + 11
        picture.rect(x, y + 2, 7, 5, colour, round_by=1)
        picture.text(x + 10, y + 7, name, NOTE, colour=QUIET)
        picture.text(x + 13 + width(name, NOTE), y + 7, amount, NOTE, bold=True)
        x += long + 10
    return y + 14
