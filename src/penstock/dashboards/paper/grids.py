"""Tables on paper within a card: plain ones, heat maps and the cohorts."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from penstock.dashboards.drawing import Drawn
from penstock.dashboards.paper.placing import IN, LABEL, NOTE, nothing
from penstock.paper.colours import HAIRLINE, INK, QUIET, SHADES, on_shade
from penstock.paper.picture import Picture
from penstock.paper.words import lines_of, shortened, width

ROW, FIRST = 15.0, 0.34
"""The height of a row; how much of the card the labels may take."""


def table(picture: Picture, drawn: Drawn, y: float) -> float:
    """Several figures for each group; the rows that the screen shows."""
    told = drawn.table
    if told is None or not drawn.told["lines"]:
        return nothing(picture, y)
    first, wide = _columns(picture, [one.label for one in drawn.told["lines"]], len(told.heads))
    y = _heads(picture, [told.title, *told.heads], first, wide, y)
    for line in drawn.told["lines"]:
        picture.text(IN, y + 10, line.label, LABEL, room=first - 6)
        for place, cell in enumerate(line.cells):
            right = IN + first + (place + 1) * wide
            picture.text(right, y + 10, cell.shown, LABEL, anchor="end", room=wide - 4)
        y += ROW
        picture.line([(IN, y), (picture.wide - IN, y)], HAIRLINE, 0.5)
    return y + 3


def heat(picture: Picture, drawn: Drawn, y: float) -> float:
    """A metric by two things, the darker the more."""
    told = drawn.told
    if not told["rows"]:
        return nothing(picture, y)
    return _shaded(picture, [told["by"], *told["heads"]], told["rows"], y)


def cohort(picture: Picture, drawn: Drawn, y: float) -> float:
    """The triangle of the months of opening."""
    rows = drawn.told["rows"]
    if not rows:
        return nothing(picture, y)
    heads = [_("Opened in"), _("Deals"), *(f"+{month}" if month else _("same month") for month in drawn.told["heads"])]
    counted = [{**row, "cells": [{"shown": row["shown"], "level": None}, *row["cells"]]} for row in rows]
    y = _shaded(picture, heads, counted, y)
    words = _("Won of the deals opened in a month, by the end of that month and of each after it.")
    return picture.paragraph(IN, y + 3, words, picture.wide - 2 * IN, NOTE, colour=QUIET)


def _shaded(picture: Picture, heads: Sequence[str], rows: list[dict[str, Any]], y: float) -> float:
    first, wide = _columns(picture, [heads[0], *(row["name"] for row in rows)], len(heads) - 1)
    y = _heads(picture, heads, first, wide, y, anchor="middle")
    size = _fitting([cell["shown"] for row in rows for cell in row["cells"]], wide - 3)
    for row in rows:
        picture.text(IN, y + 10, row["name"], LABEL, room=first - 6)
        for place, cell in enumerate(row["cells"]):
            x, level = IN + first + place * wide, cell["level"]
            if level is not None:
                picture.rect(x + 0.75, y + 0.75, wide - 1.5, ROW - 1.5, SHADES[level], round_by=1.5)
            ink = INK if level is None else on_shade(level)
            picture.text(x + wide / 2, y + 10, cell["shown"], size, colour=ink, anchor="middle", room=wide - 1)
        y += ROW
    return y


def _columns(picture: Picture, labels: Sequence[str], count: int) -> tuple[float, float]:
    """How wide the labels are, and each of the other columns."""
    room = picture.wide - 2 * IN
    most = max(FIRST * room, room - 150 * count) if count < 6 else FIRST * room / 2
    wanted = max(width(shortened(label, most, LABEL), LABEL) for label in labels) + 8
    first = min(max(wanted, room - 150 * count), most)
    return first, (room - first) / max(count, 1)


def _heads(picture: Picture, heads: Sequence[str], first: float, wide: float, y: float, anchor: str = "end") -> float:
    """The heads on one base line, and a line beneath."""
    rooms = [first - 6, *([wide - 4] * (len(heads) - 1))]
    size = max(_fitting([word for head in heads[1:] for word in str(head).split()], wide - 4, NOTE), 5.4)
    broken = [lines_of(str(head), room, size, False, 3) for head, room in zip(heads, rooms, strict=True)]
    tallest = max(map(len, broken))
    for place, lines in enumerate(broken):
        top = y + (tallest - len(lines)) * size * 1.25
        x = IN if not place else IN + first + (place - (0.5 if anchor == "middle" else 0)) * wide
        for line in lines:
            picture.text(
                x, top + size, line, size, colour=QUIET, anchor=anchor if place else "start", room=rooms[place]
            )
            top += size * 1.25
    return y + tallest * size * 1.25 + 3


def _fitting(words: Sequence[str], room: float, most: float = LABEL) -> float:
    """The largest size, within reason, at which each of the words fits."""
    widest = max((width(word, 1) for word in words), default=0)
    return max(min(most, room / widest if widest else most), 5.0)
