"""Questions about pay: what people are paid today, line by line."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from penstock.common import clock
from penstock.payroll.models import Pay
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


@dataclass(frozen=True)
class PayLine:
    """A person with what they are paid today, and what is said of a later day."""

    person: Person
    now: Pay | None
    later: Pay | None


def pay_lines(by: Actor) -> list[PayLine]:
    """Those who work here or are paid still, of whom one may see it, by name; by two queries."""
    today = clock.day_of(clock.now(), by.workspace.zone)
    rows: dict[int, list[Pay]] = defaultdict(list)
    for row in Pay.objects.of(by).order_by("from_on"):
        rows[row.person_id].append(row)
    mine = by.readable_people
    people = Person.objects.of(by).order_by("name", "pk").select_related("team", "role")
    found = []
    for person in people if by.may_see_pay else ():
        told = rows[person.pk]
        now = next((row for row in reversed(told) if row.from_on <= today), None)
        if (mine is None or person.pk in mine) and (person.is_active or (now is not None and now.amount)):
            found.append(PayLine(person, now, next((row for row in told if row.from_on > today), None)))
    return found


def totals(lines: Iterable[PayLine]) -> dict[str, Decimal]:
    """What they come to together, by currency."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.now is not None and line.now.amount:
            sums[line.now.currency] += line.now.amount
    return dict(sums)
