"""Reads the paths that our own pictures are made of: moves, lines, curves, and down or up (M L C V Z)."""

import re

from penstock.paper.picture import Point

STEP = re.compile(r"([MLCVZ])([^MLCVZ]*)")
Steps = list[tuple[str, list[Point]]]


def steps_of(path: str) -> Steps:
    """The steps with their points; what goes down or up is a line."""
    steps: Steps = []
    for kind, written in STEP.findall(path):
        numbers = [float(one) for one in written.split()]
        if kind == "V":
            steps.append(("L", [(steps[-1][1][-1][0], numbers[0])]))
        elif kind != "Z":
            steps.append((kind, list(zip(numbers[::2], numbers[1::2], strict=True))))
    return steps


def points_of(path: str) -> list[Point]:
    """All points of a path, as one line."""
    return [point for _kind, points in steps_of(path) for point in points]


def lines_of(path: str) -> list[list[Point]]:
    """The lines of a path, which a gap has parted."""
    lines: list[list[Point]] = []
    for kind, points in steps_of(path):
        lines = [*lines, points] if kind == "M" else [*lines[:-1], lines[-1] + points]
    return lines
