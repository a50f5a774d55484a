"""A figure by itself, with what it is compared with and the line of its past year."""

from datetime import timedelta

from penstock.dashboards.drawing.drawn import Drawn
from penstock.dashboards.drawing.groups import column_of, span_of, words_for
from penstock.dashboards.drawing.lines import READ, fits_over_time, line_through, month_ends
from penstock.dashboards.periods import against, steps
from penstock.dashboards.reading import Reading
from penstock.metrics import figures
from penstock.metrics.answer import Figure
from penstock.metrics.asked import Asked
from penstock.metrics.catalogue.metric import Unit
from penstock.metrics.numbers import rows_url
from penstock.metrics.relative import relative
from penstock.targets.periods import Span


def draw(drawn: Drawn, scope: Asked, reading: Reading) -> None:
    """The figure, its change and its line."""
    metric = drawn.draft.metric
    answer = reading.answer(metric.key, scope)
    drawn.url = rows_url(scope.query(metric=metric.key))
    before = reading.scope(drawn.draft, drawn.draft.compare) if drawn.draft.compare else None
    past = reading.answer(metric.key, before).value if before else None
    change = figures.change(metric, answer.value, past) if before else None
    words, headline = words_for(metric, answer.currency), figures.headline(answer.value, metric.unit, answer.currency)
    drawn.told = {
        "value": answer.value,
        "shown": words(answer.value) if metric.unit == Unit.SHARE else headline,
        "unit": figures.counted_in(metric.unit),
        "exact": f"{metric.sentence} {figures.exact(answer.value, metric.unit, answer.currency)}",
        "change": change,
        "past": words(past) if change else "",
        "against": against(before.period if before else None, metric.rows.happens),
        "line": _line(drawn, scope, reading),
    }


def _line(drawn: Drawn, scope: Asked, reading: Reading) -> str:
    """The past twelve months, where there is a curve of it."""
    metric = drawn.draft.metric
    if not fits_over_time(metric) or metric.plan:
        return ""
    year = Asked(relative("last_12_months", reading.day), scope.as_of, scope.where, scope.known_as_of)
    span = _whole_months(span_of(year, reading))
    values: list[Figure]
    if metric.key in READ:
        values = [READ[metric.key](point) for point in reading.points([*month_ends(span), reading.day], year)]
    else:
        found = column_of(reading.answer(metric.key, year, ["month"]))
        values = [found.get(key, figures.of_no_rows(metric)) for key, _span in steps("month", span)]
    return line_through(values, 100, 24) if sum(value is not None for value in values) > 2 else ""


def _whole_months(span: Span) -> Span:
    """Without the month that goes on: what is not over yet would look like a fall."""
    return Span(span.from_on, max(span.until_on.replace(day=1), span.from_on + timedelta(days=1)))
