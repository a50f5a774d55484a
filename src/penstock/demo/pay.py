"""What the demo's people are paid, with a raise or two; who owns the house may see it, and nobody else."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from penstock.common.sheets import Cells
from penstock.demo.company import Company
from penstock.payroll.actions import import_pay
from penstock.people.actions import let_see_pay
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

SHARES, HEAD = (118, 96, 90, 84), 165
"""What sellers are paid by their place in the team, in percent of what is usual, and their head."""

RAISES = {0: 6, 1: 4}
"""By how many percent some were raised half a year ago, by their place in the team."""


def pay_people(company: Company, now: datetime) -> None:
    """Let the owner's role see pay, and say in the owner's name what everybody is paid."""
    let_see_pay(company.owner.role, True, by=company.by)
    owner = Person.objects.of(company.by).select_related("workspace", "role", "team").get(pk=company.owner.pk)
    import_pay(list(enumerate(_rows(company, now.date()), start=1)), by=Actor.of_person(owner))


def _rows(company: Company, today: date) -> Iterator[Cells]:
    usual, raised_on = company.story.money.pay, (today - timedelta(days=190)).replace(day=1)
    for people in company.sellers:
        for place, seller in enumerate(people):
            amount, began = usual * SHARES[place] // 100, seller.started_on or today
            yield _row(seller, began, amount)
            if place in RAISES and began < raised_on:
                yield _row(seller, raised_on, amount * (100 + RAISES[place]) // 1000 * 10)
    yield _row(company.manager, today - timedelta(days=1600), usual * HEAD // 100)


def _row(whose: Person, from_on: date, amount: int) -> Cells:
    return {"person": whose.name, "from": from_on.isoformat(), "amount": str(amount)}
