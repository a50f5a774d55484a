"""What the widgets of a page will ask, put before any of them is drawn: the same rows are then looked at once."""

from penstock.dashboards.drafts import Draft, Kind
from penstock.dashboards.reading import Reading
from penstock.metrics.question import WrongQuestion

COMPARED = (Kind.FIGURE, Kind.BARS, Kind.LEADERS)
SPLIT = (Kind.BARS, Kind.LEADERS, Kind.TABLE)


def foresee(draft: Draft, reading: Reading) -> None:
    """Put the questions that a widget begins with; what makes no sense is told where it is drawn."""
    if draft.kind not in (Kind.FIGURE, Kind.FUNNEL, *SPLIT):
        return
    split = [draft.by] if draft.kind in SPLIT else ["stage"] if draft.kind == Kind.FUNNEL else []
    times = ["", *([draft.compare] if draft.compare and draft.kind in COMPARED else [])]
    try:
        for scope in filter(None, [reading.scope(draft, compare) for compare in times]):
            for key in draft.asked:
                reading.put(key, scope, split)
    except WrongQuestion:
        return
