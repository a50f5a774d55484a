"""A gauge: how much of what is wanted is reached, and where one should be by now."""

from django.urls import reverse
from django.utils.translation import gettext as _

from penstock.attainment.asked import Asked as AskedOfTargets
from penstock.attainment.standing import Sheet
from penstock.dashboards.drafts import Whose
from penstock.dashboards.drawing.drawn import Drawn
from penstock.dashboards.reading import Reading
from penstock.metrics import figures
from penstock.metrics.answer import Figure
from penstock.metrics.asked import Asked
from penstock.metrics.numbers import Cell, Line, Table
from penstock.metrics.planning import Standing
from penstock.targets.plans import person, team
from penstock.ui import formats

DEGREES = 180
FAR = 0.1
"""Of the target; who is no further behind an even pace is not marked."""


def draw(drawn: Drawn, scope: Asked, reading: Reading) -> None:
    """The arc, its mark and what is missing."""
    draft, metric = drawn.draft, drawn.draft.metric
    sheet = reading.sheet(metric.key, scope, draft.period)
    standing = _standing(sheet, draft.whose, reading)
    drawn.url = reverse("attainment:targets") + AskedOfTargets(sheet.aim, sheet.when, None, sheet.as_of).query
    if standing.attainment is None or standing.wanted is None or standing.gap is None:
        drawn.problem = _("Nothing is wanted here yet: set a target, and this shows how far it is reached.")
        return

    def words(value: Figure) -> str:
        return figures.shown(value, metric.unit, reading.by.workspace.currency)

    share = standing.attainment
    drawn.told = {
        "percent": f"{max(min(100 * share, 100), 0):.1f}",
        "share": formats.percent(share),
        "state": "won" if share >= 1 else "stuck" if share < sheet.expected - FAR else "",
        "angle": f"{DEGREES * sheet.expected:.1f}",
        "of": _("%(actual)s of %(wanted)s") % {"actual": words(standing.actual), "wanted": words(standing.wanted)},
        "missing": _missing(standing, words(standing.gap)),
        "expected": formats.percent(sheet.expected),
    }
    rows = ((_("Target"), standing.wanted), (str(metric.name), standing.actual), (_("Still missing"), standing.gap))
    drawn.table = Table(
        _("Figure"),
        [str(metric.name)],
        [Line(name, "", [Cell(name, words(v), words(v), drawn.url, v)]) for name, v in rows],
    )


def _standing(sheet: Sheet, whose: str, reading: Reading) -> Standing:
    """How the reader stands, or their team, or everybody whom the reader sees."""
    reader = reading.by.person
    if not whose or reader is None:
        return sheet.everybody()
    if whose == Whose.TEAM and reader.team_id is not None:
        return sheet.of(team(reader.team_id))
    return sheet.of(person(reader.pk))


def _missing(standing: Standing, gap: str) -> str:
    if standing.gap is not None and standing.gap <= 0:
        return _("The target is reached")
    return _("%(gap)s still missing") % {"gap": gap}
