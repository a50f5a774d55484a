"""The demo shows what there is to see: losses asked about, next orders, pay for its owner, and scorecards."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from penstock.attainment.scorecards import Scorecards
from penstock.common import clock
from penstock.deals.models import DealStatus
from penstock.demo import world
from penstock.losses.models import LossCheck, LossSurvey
from penstock.losses.wording import offered
from penstock.payroll.models import Pay
from penstock.payroll.queries import pay_lines
from penstock.payroll.sums import payroll_of
from penstock.playbooks.models import FollowUp, Reorder
from penstock.targets.periods import Period, PeriodKind
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person
from tests.reports.asked import drawn, lines

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
OTHERS = pytest.mark.parametrize("language", ["ru", "zh-hans"])
MODELS: Any = (LossCheck, LossSurvey, FollowUp, Reorder, Pay)


@pytest.fixture(autouse=True)
def _a_year_and_a_half(monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as customers need to order again."""
    monkeypatch.setattr(world, "YEARS", timedelta(days=400))
    monkeypatch.setattr(clock, "now", lambda: NOW)


def person(email: str) -> Actor:
    """Somebody of the demo, as they sign in."""
    rows = Person.unscoped.select_related("workspace", "role", "team")
    return Actor.of_person(rows.get(user__email=f"{email}@demo.test"))


@pytest.mark.django_db
def test_the_pages_of_losses_sales_pay_and_scorecards_are_alive() -> None:
    world.build(NOW)
    owner = person("owner")
    _losses_are_verified(owner)
    _customers_order_again(owner)
    _pay_is_the_owners_alone(owner)
    _all_who_sell_have_a_score(owner)


def _losses_are_verified(owner: Actor) -> None:
    found = drawn("verified-losses", owner)
    shifts = [line.label for table in found.tables if table.key == "shifts" for line in table.lines]
    assert shifts[0] == "Price too high → Nobody showed it to them"
    surveys = LossSurvey.objects.of(owner)
    assert surveys.filter(answered_at=None).exists() and surveys.exclude(answered_at=None).exists()
    checks = LossCheck.objects.of(owner).select_related("deal")
    assert {check.how for check in checks} == {"talk", "survey"}
    assert all(one.deal.closed_at < one.checked_at < NOW and one.deal.status == DealStatus.LOST for one in checks)
    assert [words for _pk, words in offered(owner, "ru")][-1] == "Ответы приходили слишком поздно"


def _customers_order_again(owner: Actor) -> None:
    found = drawn("after-sales", owner)
    (went_on,) = lines(found, "went-on").values()
    opened, still, late, done, lost = (cell.value for cell in went_on.cells[:5])
    assert (opened, still, late, done, lost) == (10, 4, 2, 5, 1)
    assert [line.cells[0].value for line in lines(found, "reorders").values()] == [3, 2, 3]
    for link in FollowUp.objects.of(owner).select_related("deal", "origin"):
        assert link.origin.closed_at and link.origin.closed_at < link.deal.opened_at < NOW
        assert link.deal.company_id == link.origin.company_id and link.deal.value == link.origin.value


def _pay_is_the_owners_alone(owner: Actor) -> None:
    paid = [line.person.name for line in pay_lines(owner) if line.now]
    assert len(paid) == 9
    raised = [rows for name in paid if len(rows := Pay.objects.of(owner).filter(person__name=name)) == 2]
    assert raised and all(earlier.amount < later.amount for earlier, later in raised)
    months = payroll_of([(date(2026, 4, 1), date(2026, 5, 1))], owner)
    assert months and months.months[0] > 30_000
    assert not any(pay_lines(person(one)) for one in ("manager", "rep", "viewer"))


def _all_who_sell_have_a_score(owner: Actor) -> None:
    cards = Scorecards(owner, Period(PeriodKind.YEAR, date(2026, 1, 1)))
    cards_of = {cards.people[card.whose.id].role.key: card for card in cards.cards()}
    assert set(cards_of) == {"rep", "manager"}
    for card in cards.cards():
        assert card.known == sum(score.weight for score in card.scores) == 100


@OTHERS
@pytest.mark.django_db
def test_it_is_as_much_in_every_language(language: str) -> None:
    assert told(language) == told("en")


def told(language: str) -> list[int]:
    """How many rows there are of each; nothing is left behind."""
    with transaction.atomic():
        by = world.build(NOW, language).by
        found = [model.unscoped.filter(workspace=by.workspace).count() for model in MODELS]
        transaction.set_rollback(True)
    return found
