"""Nobody without the right learns what anybody is paid: by no page, file, report, event or difference."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from penstock.common import clock
from penstock.common.errors import NotPermitted, Refused
from penstock.deals.actions import win_deal
from penstock.journal.models import Event
from penstock.payroll.actions import import_pay, remove_pay, set_pay
from penstock.payroll.models import Pay
from penstock.payroll.queries import pay_lines
from penstock.payroll.sums import payroll_of
from penstock.people.actions import deactivate_person, let_see_pay
from tests.reports.asked import drawn
from tests.world import World

pytestmark = pytest.mark.django_db
SECRET = Decimal("7654321.09")
TOLD = ("7654321", "7,654,321", "7.65M", "7.7M")
WITHOUT = ("rep", "colleague", "viewer", "owner")


@pytest.fixture(name="paid")
def paid_world(world: World) -> World:
    """The heads' role sees pay, and only theirs; the rep, the manager and the colleague are paid."""
    let_see_pay(world.people["manager"].role, True, by=world.actor("owner"))
    for role, amount in (("rep", SECRET), ("manager", Decimal(10)), ("colleague", Decimal(20))):
        facts = {"person": world.people[role], "from_on": date(2020, 1, 1), "amount": amount, "currency": "USD"}
        Pay(workspace=world.workspace, **facts).save()
    at = clock.now() - timedelta(days=40)
    win_deal(world.deal(amount=Decimal(100), at=at - timedelta(days=1)), by=world.actor("rep"), at=at)
    return world


@pytest.mark.parametrize("role", WITHOUT)
def test_no_page_tells_it(paid: World, role: str) -> None:
    browser = paid.client(role)
    rep = paid.people["rep"].pk
    row = Pay.objects.on(paid.workspace).get(person_id=rep)
    forbidden = [reverse("payroll:payroll"), reverse("payroll:import"), reverse("payroll:person", args=[rep])]
    assert {browser.get(url).status_code for url in forbidden} == {403}
    posted = {"amount": "1", "currency": "USD", "from_on": "2026-01-01"}
    file = SimpleUploadedFile("pay.csv", b"person,from,amount\nRep,2020-01-01,1\n")
    assert browser.post(forbidden[2], posted).status_code == 403
    assert browser.post(forbidden[1], {"file": file}).status_code == 403
    assert browser.post(reverse("payroll:remove", args=[row.pk])).status_code == 403
    pages = ["people:people", "people:roles", "reports:index", "activities:today"]
    pages = [reverse(page) for page in pages] + [reverse("reports:report", args=["concentration"]) + "?period=all"]
    for page in pages:
        shown = browser.get(page).content.decode()
        assert not any(text in shown for text in TOLD), page
        assert reverse("payroll:payroll") not in shown
    assert Pay.objects.on(paid.workspace).get(pk=row.pk).amount == SECRET


@pytest.mark.parametrize("role", WITHOUT)
def test_no_report_has_a_column_of_it(paid: World, role: str) -> None:
    for query in ("period=all", "period=all&team=North", "period=all&team=—"):
        found = drawn("concentration", paid.actor(role), query)
        heads = {head.key for table in found.tables for head in table.heads}
        assert not heads & {"payroll", "per_unit"}
        assert not any("ayroll" in words for words in (found.title, *found.notes, *(t.note for t in found.tables)))
        assert found.left_out == {}


@pytest.mark.parametrize("role", WITHOUT)
def test_no_query_or_action_answers_without_the_right(paid: World, role: str) -> None:
    by, rep = paid.actor(role), paid.people["rep"]
    assert not Pay.objects.of(by).exists() and pay_lines(by) == []
    assert payroll_of([(date(2026, 1, 1), date(2026, 2, 1))], by) is None
    row = Pay.objects.on(paid.workspace).get(person=rep)
    for attempt in (
        lambda: set_pay(rep, SECRET, date(2020, 1, 1), by=by),  # whether it is so already
        lambda: import_pay([(2, {"person": "Rep", "from": "2020-01-01", "amount": str(SECRET)})], by=by),
        lambda: remove_pay(row, by=by),
    ):
        with pytest.raises(NotPermitted):
            attempt()


def test_who_has_the_right_sees_only_those_whose_records_they_read(paid: World) -> None:
    manager = paid.actor("manager")
    assert {row.person.name for row in Pay.objects.of(manager)} == {"Rep", "Manager"}
    march = [(date(2026, 3, 1), date(2026, 4, 1))]
    assert payroll_of(march, manager).months == [SECRET + 10]
    assert payroll_of(march, manager, {paid.people["colleague"].pk}).months == [0]
    browser, colleague = paid.client("manager"), paid.people["colleague"]
    assert browser.get(reverse("payroll:person", args=[colleague.pk])).status_code == 404
    row = Pay.objects.on(paid.workspace).get(person=colleague)
    assert browser.post(reverse("payroll:remove", args=[row.pk])).status_code == 404
    with pytest.raises(NotPermitted):
        set_pay(colleague, Decimal(1), date(2026, 1, 1), by=manager)
    with pytest.raises(Refused):
        import_pay([(2, {"person": "Colleague", "from": "2020-01-01", "amount": "1"})], by=manager)
    with pytest.raises(NotPermitted):
        set_pay(paid.people["stranger"], Decimal(1), date(2026, 1, 1), by=manager)


def test_the_sum_of_a_team_differs_by_nobody_out_of_sight(paid: World) -> None:
    """Two sums that differ by one person would tell that person's pay."""
    by = paid.actor("manager")
    every, north, south = (
        {head.key for table in drawn("concentration", by, query).tables for head in table.heads}
        for query in ("period=all", "period=all&team=North", "period=all&team=South")
    )
    assert "payroll" in every and "payroll" in north and "payroll" not in south
    told = [
        next(table for table in drawn("concentration", by, query).tables if table.key == "headcount").lines[0].cells[3]
        for query in ("period=all", "period=all&team=North")
    ]
    assert told[0].value == told[1].value == SECRET + 10


def test_the_journal_and_its_export_tell_that_and_never_how_much(paid: World) -> None:
    manager = paid.actor("manager")
    set_pay(paid.people["rep"], SECRET, date(2026, 1, 1), by=manager)
    import_pay([(2, {"person": "Rep", "from": "2026-02-01", "amount": "7654321.09"})], by=manager)
    remove_pay(Pay.objects.of(manager).get(from_on=date(2026, 1, 1)), by=manager)
    deactivate_person(paid.people["rep"], successor=None, by=paid.actor("owner"))
    events = list(Event.objects.of(paid.system).filter(kind__startswith="pay."))
    assert len(events) == 3 and all(set(one.data) == {"member_id", "on"} for one in events)
    with connection.cursor() as cursor:
        for table in ("journal_event", "notifications_notification"):
            cursor.execute(f"SELECT * FROM {table}")
            assert not any(text in json.dumps(cursor.fetchall(), default=str) for text in TOLD), table
    answer = paid.client("owner").get(reverse("exports:download", args=["events", "csv"]))
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert not any(text in body.decode() for text in TOLD)


def test_an_administrator_sees_it_only_once_the_journal_tells_that_they_were_let(paid: World) -> None:
    owner = paid.actor("owner")
    assert owner.is_admin and not owner.may_see_pay
    event = let_see_pay(paid.people["owner"].role, True, by=owner)
    assert event is not None and event.data["changes"] == {"may_see_pay": [False, True]}
    assert paid.actor("owner").may_see_pay
    for role in ("manager", "rep", "viewer"):
        with pytest.raises(NotPermitted):
            let_see_pay(paid.people["rep"].role, True, by=paid.actor(role))


def test_who_left_or_another_workspace_has_no_right(paid: World) -> None:
    deactivate_person(paid.people["manager"], successor=None, by=paid.actor("owner"))
    assert not paid.actor("manager").may_see_pay
    let_see_pay(paid.people["stranger"].role, True, by=paid.actor("stranger"))
    assert not Pay.objects.of(paid.actor("stranger")).exists()
    row = Pay.objects.on(paid.workspace).first()
    assert paid.client("stranger").post(reverse("payroll:remove", args=[row.pk])).status_code == 404
