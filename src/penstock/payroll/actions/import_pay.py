"""Say at once what many are paid, as a file has it: all of it, or nothing."""

from typing import NamedTuple

from penstock.common.actions import action
from penstock.common.sheets import Cells
from penstock.journal.recording import record
from penstock.payroll.events import PaySet
from penstock.payroll.models import Pay
from penstock.payroll.permissions import require_seeing
from penstock.payroll.reading import Reader
from penstock.workspaces.actor import Actor


class Brought(NamedTuple):
    """How many rows say something new, and how many were so already."""

    set: int
    same: int


@action
def import_pay(rows: list[tuple[int, Cells]], *, by: Actor) -> Brought:
    """Say what the rows say; raises BadRows with all that is wrong, and changes nothing then.

    What the file does not name stays as it is. The number of queries does not depend on the number of rows.
    """
    require_seeing(by)
    told = Reader(by).told(rows)
    known = {(row.person_id, row.from_on): row for row in Pay.objects.of(by).select_for_update()}
    new: list[Pay] = []
    changed: list[Pay] = []
    for place, (amount, currency) in told.items():
        row = known.get(place)
        if row is None:
            facts = {"person_id": place[0], "from_on": place[1], "amount": amount, "currency": currency}
            new.append(Pay(workspace=by.workspace, **facts))
        elif (row.amount, row.currency) != (amount, currency):
            row.amount, row.currency = amount, currency
            changed.append(row)
    Pay.objects.insert(new)
    Pay.objects.on(by.workspace).bulk_update(changed, ["amount", "currency"], batch_size=500)
    record(by, *(PaySet(member_id=row.person_id, on=row.from_on) for row in (*new, *changed)))
    return Brought(len(new) + len(changed), len(told) - len(new) - len(changed))
