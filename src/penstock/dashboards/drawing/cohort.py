"""The cohort triangle: of the deals opened in a month, which share was won by so many months later."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from penstock.dashboards.drawing.drawn import Drawn
from penstock.dashboards.drawing.heat import LEVELS
from penstock.dashboards.periods import called
from penstock.dashboards.reading import Reading
from penstock.metrics.asked import Asked
from penstock.metrics.numbers import Cell, Line, Table, rows_url
from penstock.metrics.periods import Period, period_of
from penstock.metrics.relative import relative
from penstock.targets.periods import Span
from penstock.ui import formats

MOST = 12


def draw(drawn: Drawn, scope: Asked, reading: Reading) -> None:
    """The newest months of opening; a month that is not over yet has no cell."""
    ever = replace(scope, period=Period("all"))
    opened = {row.group[0]: row.n for row in reading.answer("stage_deals", ever, ["cohort"]).rows if row.group[0]}
    won: dict[tuple[str, str], int] = {}
    for (opening, closing), n, _value in reading.answer("deals_won", ever, ["cohort", "month"]).rows:
        if opening and closing:
            won[opening, closing] = n
    first, last = _ends(scope, reading)
    months = [month for month in sorted(opened) if first <= month <= last][-MOST:]
    rows = [_row(month, opened[month], won, ever, reading) for month in months]
    most = max((cell["share"] for row in rows for cell in row["cells"]), default=0.0)
    for row in rows:
        for one in row["cells"]:
            one["level"] = min(int(one["share"] / most * LEVELS) + 1, LEVELS) if most and one["share"] else 0
    long = max((len(row["cells"]) for row in rows), default=0)
    drawn.told = {"rows": rows, "heads": range(long)}
    drawn.table = Table(
        _("Month of opening"),
        [_("Deals"), *(_("Month %(number)s") % {"number": number} for number in range(long))],
        [
            Line(
                row["name"],
                "",
                [
                    Cell("", row["shown"], row["shown"], row["url"], row["n"]),
                    *(Cell("", one["shown"], one["shown"], one["url"], one["share"]) for one in row["cells"]),
                ],
            )
            for row in rows
        ],
    )


def _ends(scope: Asked, reading: Reading) -> tuple[str, str]:
    """The first and the last month of opening: those of the period, else of the last twelve months."""
    period = scope.period if scope.period.from_on else relative("last_12_months", reading.day)
    last = period.until_on - timedelta(days=1) if period.until_on else reading.day
    return f"{period.from_on:%Y-%m}", f"{last:%Y-%m}"


def _row(month: str, n: int, won: dict[tuple[str, str], int], scope: Asked, reading: Reading) -> dict[str, Any]:
    first = date.fromisoformat(f"{month}-01")
    cells: list[dict[str, Any]] = []
    sum_of, step = 0, period_of("month", first)
    while step.from_on and step.until_on and step.from_on <= reading.day and len(cells) < MOST:
        sum_of += won.get((month, f"{step.from_on:%Y-%m}"), 0)
        until = replace(scope, period=Period("custom", None, step.until_on))
        cells.append(
            {
                "share": sum_of / n if n else 0.0,
                "shown": formats.percent(sum_of / n) if n else "",
                "url": rows_url(until.narrowed(metric="deals_won", cohort=month)),
            }
        )
        step = step.after
    name = called("month", Span(first, first))
    url = rows_url(scope.narrowed(metric="stage_deals", cohort=month))
    return {"name": name, "n": n, "shown": formats.number(n), "cells": cells, "url": url}
