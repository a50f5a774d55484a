"""The forecast by seller, by team and by pipeline: what is won, what is open, and what both bring."""

from django.utils.translation import gettext as _

from penstock.forecasts.expected import Part
from penstock.metrics.dimensions import DIMENSIONS
from penstock.metrics.question import MISSING
from penstock.reports.outlook.asking import Outlook
from penstock.reports.outlook.tables import OPEN, expected, expected_head, heads_of_open
from penstock.reports.outlook.ways import money
from penstock.reports.tables import Head, Line, Table


def by_whom(outlook: Outlook) -> list[Table]:
    """The tables that part anything: of one seller, team or pipeline there is none."""
    titles = {
        "owner": _("What each seller brings"),
        "team": _("What each team brings"),
        "pipeline": _("What each pipeline brings"),
    }
    tables = [_table(outlook, dimension, title) for dimension, title in titles.items()]
    return [table for table in tables if len(table.lines) > 1]


def _table(outlook: Outlook, dimension: str, title: str) -> Table:
    found = outlook.parts[dimension]
    won = outlook.closed.column("revenue_won", dimension)
    columns = [outlook.still_open.column(key, dimension) for key in OPEN]
    longest = max((part.together for part in found), default=0.0)

    def line(part: Part) -> Line:
        open_now = [outlook.still_open.cell(one, part.label) for one in columns]
        ends = [expected(part.standing, outlook), money(part.together, outlook, longest)]
        return Line(part.label or MISSING, [outlook.closed.cell(won, part.label), *open_now, *ends])

    heads = [
        Head("won", _("Won so far")),
        *heads_of_open(columns),
        expected_head(),
        Head("together", _("Together"), _("Won so far and expected; deals still to come belong to nobody yet.")),
    ]
    return Table(f"by-{dimension}", title, DIMENSIONS[dimension].name, heads, [line(one) for one in found], bar=6)
