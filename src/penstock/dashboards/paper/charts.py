"""Charts on paper: bars and columns, lines, the funnel and the flow, from the same figures as on the screen."""

from itertools import pairwise
from typing import Any

from penstock.dashboards.drawing import Drawn
from penstock.dashboards.paper.paths import lines_of, steps_of
from penstock.dashboards.paper.placing import IN, LABEL, NOTE, nothing, part
from penstock.paper.colours import GHOST, GROUND, HAIRLINE, INK, QUIET, SERIES, STATES
from penstock.paper.picture import LEADING, Picture
from penstock.paper.words import lines_of as broken
from penstock.paper.words import width

HIGH = 92.0
"""How high a chart over time is, of the 150 pixels that the screen gives it."""

DASHES: dict[str, tuple[float, ...]] = {"2": (5, 3), "3": (1.5, 2.5)}


def bars(picture: Picture, drawn: Drawn, y: float) -> float:
    """Names above their bars, the earlier time as a mark; columns where they are times."""
    told, room = drawn.told, picture.wide - 2 * IN
    if told.get("as_columns"):
        return lines(picture, drawn, y)
    if not told["bars"]:
        return nothing(picture, y)
    for bar in told["bars"]:
        _labelled(picture, bar, y, SERIES[0])
        if bar["past"]:
            picture.rect(IN + part(bar["past"], room), y + 10, 1.8, 8.5, INK)
        y += 20.5
    if told["against"]:
        picture.rect(IN + 1, y + 1, 1.8, 8, INK)
        picture.text(IN + 7, y + 8, told["against"], NOTE, colour=QUIET, room=room - 7)
        y += 11
    return y


def funnel(picture: Picture, drawn: Drawn, y: float) -> float:
    """What entered each stage, and which share of it moved on."""
    steps = drawn.told["steps"]
    if not steps:
        return nothing(picture, y)
    for place, step in enumerate(steps):
        _labelled(picture, step, y, STATES["won"] if step["state"] else SERIES[0])
        y += 18
        if step["share"] and place < len(steps) - 1:
            words = f"↓ {step['share']}"
            picture.text(picture.wide - IN, y + 7.5, words, NOTE, colour=QUIET, anchor="end")
        y += 11 if place < len(steps) - 1 else 2
    return y


def lines(picture: Picture, drawn: Drawn, y: float) -> float:
    """Lines or columns over time, on one scale."""
    told, left, room = drawn.told, IN, picture.wide - 2 * IN
    if told["is_empty"]:
        return nothing(picture, y)
    if len(told["series"]) > 1:
        y = _names(picture, told["series"], y)
    picture.text(left, y + 6, told["top"], NOTE, colour=QUIET)
    y += 10
    for share, colour in ((0.0, HAIRLINE), (0.5, HAIRLINE), (1.0, QUIET)):
        picture.line([(left, y + share * HIGH), (left + room, y + share * HIGH)], colour, 0.5)
    (_columns if told.get("as_columns") else _series)(picture, told, left, y, room)
    for tick in told["ticks"]:
        x = left + part(tick["x"], room)
        picture.text(x, y + HIGH + 10, tick["words"], NOTE, colour=QUIET, anchor=tick["anchor"])
    return y + HIGH + 14


def flow(picture: Picture, drawn: Drawn, y: float) -> float:
    """Stages as upright bars, moves as bands between them."""
    told = drawn.told
    if not told["ribbons"]:
        return nothing(picture, y)
    scale = (picture.wide - 2 * IN) / told["wide"]
    down = max(scale, 0.6)

    def at(x: float, v: float) -> tuple[float, float]:
        return IN + x * scale, y + v * down

    for ribbon in told["ribbons"]:
        steps = [(kind, [at(*point) for point in points]) for kind, points in steps_of(ribbon["d"])]
        picture.shape(steps, _state(ribbon), alpha=0.28)
    for node in told["nodes"]:
        x, top = at(float(node["x"]), float(node["y"]))
        picture.rect(x, top, max(12 * scale, 3), float(node["high"]) * down, _state(node), round_by=1)
    for node in told["nodes"]:
        _flow_name(picture, node, *at(float(node["label_x"]), float(node["y"])), room=_room(told, scale))
    return y + told["high"] * down


def _flow_name(picture: Picture, node: dict[str, str], x: float, top: float, room: float) -> None:
    lines = broken(node["whole"], room, NOTE, most=2)
    for place, line in enumerate(reversed(lines)):
        picture.text(x, top - 12 - place * NOTE * LEADING, line, NOTE, anchor=node["anchor"], room=room)
    picture.text(x, top - 3, node["shown"], NOTE, bold=True, anchor=node["anchor"], room=room)


def _room(told: dict[str, Any], scale: float) -> float:
    """How much room a name has before the next stage begins."""
    across = sorted({float(node["x"]) for node in told["nodes"]})
    least = min((b - a for a, b in pairwise(across)), default=told["wide"])
    return float(least) * scale - 4


def _state(told: dict[str, str]) -> int:
    return STATES.get(told["state"].removeprefix("is-"), SERIES[0])


def _labelled(picture: Picture, one: dict[str, Any], y: float, colour: int) -> None:
    """A name, its figure at the right, and the bar beneath."""
    room, taken = picture.wide - 2 * IN, width(one["shown"], LABEL, True) + 8
    picture.text(IN, y + 8, one["name"], LABEL, room=room - taken)
    picture.text(picture.wide - IN, y + 8, one["shown"], LABEL, bold=True, anchor="end")
    picture.rect(IN, y + 11.5, room, 5.5, GROUND, round_by=1.5)
    picture.rect(IN, y + 11.5, part(one["percent"], room), 5.5, colour, round_by=1.5)


def _names(picture: Picture, series: list[dict[str, str]], y: float) -> float:
    """Which line is which, with the last figure of each."""
    x = IN
    for one in series:
        long = width(one["name"], NOTE) + width(one["shown"], NOTE, True) + 34
        if x > IN and x + long > picture.wide - IN:
            x, y = IN, y + 11
        picture.line([(x, y + 5), (x + 12, y + 5)], _line_colour(one), 2, DASHES.get(one["css"], ()))
        picture.text(x + 16, y + 7.5, one["name"], NOTE, colour=QUIET, room=picture.wide - IN - x - 16)
        picture.text(x + 20 + width(one["name"], NOTE), y + 7.5, one["shown"], NOTE, bold=True)
        x += long
    return y + 13


def _series(picture: Picture, told: dict[str, Any], left: float, y: float, room: float) -> None:
    for one in told["series"]:
        for line in lines_of(one["line"]):
            points = [(left + x / 1000 * room, y + v / told["high"] * HIGH) for x, v in line]
            if len(points) == 1:
                points.append((points[0][0] + 1.5, points[0][1]))
            picture.line(points, _line_colour(one), 1.6, DASHES.get(one["css"], ()))


def _columns(picture: Picture, told: dict[str, Any], left: float, y: float, room: float) -> None:
    scale = HIGH / told["high"]
    for bar in told["columns"]:
        x, wide = left + part(bar["x"], room), part(bar["width"], room)
        top, alpha = y + (float(bar["y"]) - 22) * scale, 0.45 if bar["state"] else 1
        picture.rect(x, top, wide, float(bar["high"]) * scale, SERIES[0], round_by=1, alpha=alpha)


def _line_colour(one: dict[str, str]) -> int:
    return GHOST if one["css"] == "is-past" else SERIES[(int(one["css"]) - 1) % len(SERIES)]
