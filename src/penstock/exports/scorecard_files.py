"""Scorecards as a file: every metric of everybody's card, the same figures as on the screen."""

from collections.abc import Iterator
from decimal import Decimal

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from penstock.attainment.asked import read
from penstock.attainment.cards_table import CardLine, card_lines
from penstock.attainment.scorecards import Scorecards
from penstock.common import clock
from penstock.exports.files import FORMATS
from penstock.exports.table import Column, Export, Plain
from penstock.exports.views import sent
from penstock.metrics.views.waiting import once_ready
from penstock.workspaces.requests import MemberRequest

COLUMNS = [
    Column("who", gettext_lazy("Who"), lambda line: line.name),
    Column("set", gettext_lazy("Whose set"), lambda line: line.of),
    Column("metric", gettext_lazy("Metric"), lambda line: line.shown.name),
    Column("weight", gettext_lazy("Weight"), lambda line: line.score.weight / 100),
    Column("target", gettext_lazy("Target"), lambda line: _rounded(line.score.target)),
    Column("reached", gettext_lazy("Reached"), lambda line: _rounded(line.score.actual)),
    Column("attainment", gettext_lazy("Attainment"), lambda line: _rounded(line.score.attainment)),
    Column("counted", gettext_lazy("Counts as"), lambda line: _rounded(line.score.counted)),
    Column("adds", gettext_lazy("Adds"), lambda line: _rounded(line.adds)),
    Column("total", gettext_lazy("Weighted attainment"), lambda line: _rounded(line.card.total)),
]


@require_GET
@once_ready
def scorecard_file(request: MemberRequest, file_format: str) -> HttpResponseBase:
    """The cards of the period and day that the address asks for, of whom the reader may see."""
    if file_format not in FORMATS:
        raise Http404
    asked = read(request.GET, clock.day_of(clock.now(), request.actor.workspace.zone))
    lines = list(card_lines(Scorecards(request.actor, asked.when, asked.as_of)))
    return sent(Export(_("Scorecards"), COLUMNS, _rows(lines)), FORMATS[file_format], request, "scorecards")


def _rows(lines: list[CardLine]) -> Iterator[list[Plain]]:
    for line in lines:
        yield [column.value(line) for column in COLUMNS]


def _rounded(value: Decimal | None) -> Decimal | None:
    """A part of one to a hundredth of a percent, and anything else as finely."""
    return None if value is None else round(value, 4)
