"""Set many targets at once, as a file has them: all of them, or none."""

from decimal import Decimal
from typing import NamedTuple

from penstock.common.actions import action
from penstock.journal.recording import record
from penstock.targets.actions.set_target import told
from penstock.targets.events import TargetSet
from penstock.targets.models import Target
from penstock.targets.periods import Span
from penstock.targets.plans import whose_of
from penstock.targets.reach import require_leading
from penstock.targets.reading import Cells, Place, Reader, Wish
from penstock.workspaces.actor import Actor


class Brought(NamedTuple):
    """How many targets are other than before, and how many were so already."""

    set: int
    same: int


@action
def import_targets(rows: list[tuple[int, Cells]], *, by: Actor) -> Brought:
    """Set what the rows want (see ``reading.cells_of``); raises BadRows with all that is wrong, and sets nothing then.

    What the file does not name stays as it is. The number of queries does not depend on the number of rows.
    """
    require_leading(by)
    wishes = Reader(by).wishes(rows)
    known = _known(wishes, by)
    new: list[Target] = []
    changed: list[Target] = []
    before: dict[Place, Decimal] = {}
    for wish in wishes:
        row, currency = known.get(wish.place), _currency(wish, by)
        if row is None:
            new.append(_new(wish, currency, by))
        elif (row.amount, row.currency) != (wish.amount, currency):
            before |= {wish.place: row.amount} if row.currency == currency else {}
            row.amount, row.currency = wish.amount, currency
            changed.append(row)
    Target.objects.insert(new)
    Target.objects.on(by.workspace).bulk_update(changed, ["amount", "currency"], batch_size=500)
    record(by, *(TargetSet(**told(row), before=before.get(place_of(row))) for row in (*new, *changed)))
    return Brought(len(new) + len(changed), len(wishes) - len(new) - len(changed))


def place_of(row: Target) -> Place:
    """What a target is for."""
    return Place(whose_of(row), row.pipeline_id, row.aim, row.when)


def _known(wishes: list[Wish], by: Actor) -> dict[Place, Target]:
    """The targets that there are in the years of the wishes, locked."""
    if not wishes:
        return {}
    days = [wish.place.when for wish in wishes]
    span = Span(min(one.starts_on for one in days), max(one.ends_on for one in days))
    rows = Target.objects.of(by).overlapping(span).select_for_update()
    return {place_of(row): row for row in rows}


def _currency(wish: Wish, by: Actor) -> str:
    return (wish.currency or by.workspace.currency) if wish.place.aim.is_money else ""


def _new(wish: Wish, currency: str, by: Actor) -> Target:
    whose, pipeline, aim, when = wish.place
    place = {f"{kind}_id": whose.id if whose.kind == kind else None for kind in ("person", "team")}
    return Target(
        workspace=by.workspace,
        metric=aim,
        pipeline_id=pipeline,
        period=when.kind,
        starts_on=when.starts_on,
        amount=wish.amount,
        currency=currency,
        **place,
    )
