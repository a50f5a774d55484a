"""Set the metrics with weights of many at once, as a file has them: all of the sets, or none."""

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.sheets import Cells
from penstock.targets.actions.import_targets import Brought
from penstock.targets.actions.set_kpis import put_kpis
from penstock.targets.kpi_reading import KpiReader
from penstock.targets.reach import require_leading
from penstock.workspaces.actor import Actor


@action
def import_kpis(rows: list[tuple[int, Cells]], *, by: Actor) -> Brought:
    """Set the sets of the rows (see ``kpi_reading``); raises BadRows with all that is wrong, and sets nothing then.

    A set of the file replaces the one that there was; what the file does not name stays as it is.
    """
    require_leading(by)
    sets, at = KpiReader(by).sets(rows), clock.now()
    changed = [put_kpis(lines, when, whose, by=by, at=at) for (whose, when), lines in sets.items()]
    count = sum(event is not None for event in changed)
    return Brought(count, len(changed) - count)
