"""What each part of a target came to a year before: the weights with which it is broken down in the same ratio."""

from decimal import Decimal

from penstock.attainment.standing import Sheet
from penstock.targets.actions import Part, Ways, parts_of
from penstock.targets.models import Target
from penstock.targets.periods import Period
from penstock.targets.splitting import Weight
from penstock.workspaces.actor import Actor


def weights_for(target: Target, into: str, way: str, by: Actor) -> dict[Part, Weight] | None:
    """The weights that the way needs, if it needs any; nothing reached a year before weighs nothing."""
    if way != Ways.LAST_YEAR:
        return None
    parts = parts_of(target, into, by=by)
    sheets = {when: _sheet(target, when.a_year_before, by) for when in dict.fromkeys(part.when for part in parts)}
    return {part: max(sheets[part.when].of(part.whose).actual, Decimal(0)) for part in parts}


def _sheet(target: Target, when: Period, by: Actor) -> Sheet:
    return Sheet(by, target.aim, when, target.pipeline_id)
