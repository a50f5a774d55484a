"""Say by which metrics somebody is measured in a period, and with which weights."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.references import require_ours
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.targets.events import KpisSet
from penstock.targets.kpis import Weighed, require_sound
from penstock.targets.models import Kpi
from penstock.targets.periods import Period
from penstock.targets.plans import WORKSPACE, Whose
from penstock.targets.reach import Reach
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Role


@action
def set_kpis(lines: Sequence[Weighed], when: Period, *, by: Actor, whose: Whose = WORKSPACE) -> Event | None:
    """By exactly these metrics; by none, the set is taken back. None when that is known so.

    What was measured by before is kept with the days on which it was. Raises Refused unless the weights come to 100.
    """
    Reach(by).require_kpis(whose)
    require_ours(by, Role, [whose.id if whose.kind == "role" else None])
    require_sound(lines)
    return put_kpis(lines, when, whose, by=by, at=clock.now())


def put_kpis(lines: Sequence[Weighed], when: Period, whose: Whose, *, by: Actor, at: datetime) -> Event | None:
    """Replace the set and record it, unless it is so already; the caller has asked whether it may be."""
    place: dict[str, Any] = {
        f"{kind}_id": whose.id if whose.kind == kind else None for kind in ("person", "team", "role")
    }
    place |= {"period": when.kind, "starts_on": when.starts_on}
    known = Kpi.objects.of(by).in_force().filter(**place).select_for_update()
    before = {Weighed(row.measure, row.weight, row.target, row.cap) for row in known}
    if before == set(lines):
        return None
    Kpi.objects.on(by.workspace).filter(pk__in=[row.pk for row in known]).update(replaced_at=at)
    facts = {**place, "set_by_id": by.person_id, "set_at": at}
    Kpi.objects.insert(
        [
            Kpi(workspace=by.workspace, metric=one.measure, weight=one.weight, target=one.target, cap=one.cap, **facts)
            for one in lines
        ]
    )
    return record(by, _told(lines, when, whose))[0]


def _told(lines: Sequence[Weighed], when: Period, whose: Whose) -> KpisSet:
    return KpisSet(
        period=str(when.kind),
        starts_on=when.starts_on,
        weights={one.measure.value: one.weight for one in lines},
        targets={one.measure.value: one.target for one in lines if one.target is not None},
        caps={one.measure.value: one.cap for one in lines if one.cap is not None},
        member_id=whose.id if whose.kind == "person" else None,
        team_id=whose.id if whose.kind == "team" else None,
        role_id=whose.id if whose.kind == "role" else None,
    )
