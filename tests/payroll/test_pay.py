"""What people are paid: kept from day to day, from a file all or nothing, and summed by the days of a month."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.cli.payroll import command
from penstock.common import clock
from penstock.common.errors import Refused
from penstock.common.sheets import BadRows
from penstock.journal.models import Event
from penstock.payroll.actions import import_pay, remove_pay, set_pay
from penstock.payroll.models import Pay
from penstock.payroll.reading import cells_of
from penstock.payroll.sums import payroll_of
from penstock.people.actions import deactivate_person, let_see_pay, set_rate
from penstock.workspaces.models import Role
from tests.world import World

MARCH = (date(2026, 3, 1), date(2026, 4, 1))
APRIL = (date(2026, 4, 1), date(2026, 5, 1))


@pytest.fixture(name="boss")
def boss_of_pay(world: World):
    """The owner, whose role was let see pay."""
    let_see_pay(world.people["owner"].role, True, by=world.actor("owner"))
    return world.actor("owner")


def there(by):
    return {(row.person.name, row.from_on): (row.amount, row.currency) for row in Pay.objects.of(by)}


def test_a_raise_keeps_what_was_before_and_the_same_twice_is_once(world, boss):
    rep = world.people["rep"]
    assert set_pay(rep, Decimal(3100), date(2026, 1, 1), by=boss) is not None
    assert set_pay(rep, Decimal(3100), date(2026, 1, 1), by=boss) is None
    set_pay(rep, Decimal(6200), date(2026, 3, 11), by=boss)
    assert len(there(boss)) == 2
    told = payroll_of([MARCH, APRIL, (MARCH[0], date(2026, 3, 11))], boss)
    assert told.months == [Decimal("5200.00"), Decimal("6200.00"), Decimal("1000.00")], "10 days of 100, 21 of 200"
    remove_pay(Pay.objects.of(boss).get(from_on=date(2026, 3, 11)), by=boss)
    assert payroll_of([MARCH], boss).months == [Decimal("3100.00")]


@pytest.mark.parametrize(
    ("amount", "day", "currency", "field"),
    [("-1", MARCH[0], "", "amount"), ("0.001", MARCH[0], "", "amount"), ("NaN", MARCH[0], "", "amount"),
     ("1", date(1066, 1, 1), "", "from_on"), ("1", MARCH[0], "XXY", "currency")],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_at_its_field(world, boss, amount, day, currency, field):
    with pytest.raises(Refused) as refused:
        set_pay(world.people["rep"], Decimal(amount), day, by=boss, currency=currency)
    assert set(refused.value.fields) == {field}


def test_currencies_are_converted_at_the_months_last_day_and_what_has_no_rate_is_named(world, boss):
    set_rate("EUR", Decimal(2), date(2026, 3, 31), by=boss)
    set_pay(world.people["rep"], Decimal(100), date(2026, 1, 1), by=boss, currency="EUR")
    set_pay(world.people["manager"], Decimal(70), date(2026, 1, 1), by=boss, currency="GBP")
    set_pay(world.people["owner"], Decimal(5), date(2026, 1, 1), by=boss)
    told = payroll_of([(date(2026, 2, 1), date(2026, 3, 1)), MARCH], boss)
    assert told.months == [Decimal(5), Decimal(205)]
    assert told.converted == {"EUR"} and told.left_out == {"EUR": Decimal(100), "GBP": Decimal(140)}


def test_who_left_is_paid_until_that_day(world, boss):
    colleague = world.people["colleague"]
    today = clock.day_of(clock.now(), world.workspace.zone)
    set_pay(colleague, Decimal(100), date(2020, 1, 1), by=boss)
    set_pay(colleague, Decimal(200), today + timedelta(days=40), by=boss)
    deactivate_person(colleague, successor=None, by=boss)
    assert [(row.from_on, row.amount) for row in Pay.objects.of(boss)] == [
        (date(2020, 1, 1), Decimal(100)),
        (today + timedelta(days=1), Decimal(0)),
    ]


def test_a_file_says_all_or_nothing(world, boss):
    text = "person;from;amount;currency\nRep;2026-01-01;3000,50;\nmanager@demo.test;2026-02-01;4000;EUR\n"
    assert [tuple(import_pay(cells_of(text.encode()), by=boss)) for _time in range(2)] == [(2, 0), (0, 2)]
    assert there(boss) == {
        ("Rep", date(2026, 1, 1)): (Decimal("3000.50"), "USD"),
        ("Manager", date(2026, 2, 1)): (Decimal(4000), "EUR"),
    }
    bad = "person,from,amount,currency\nNobody,yesterday,lots,Euro\nRep,2027-01-01,5,\nRep,2027-01-01,6,\n"
    with pytest.raises(BadRows) as refused:
        import_pay(cells_of(bad.encode()), by=boss)
    assert [(one.row, one.column) for one in refused.value.rows] == [
        (2, "amount"), (2, "currency"), (2, "from"), (2, "person"), (4, "amount"),
    ]  # fmt: skip
    assert len(there(boss)) == 2


def test_a_file_costs_the_same_number_of_queries_however_long(world, boss):
    def cost(days):
        rows = [f"Rep,{date(2026, 1, 1) + timedelta(days=day)},{day}" for day in days]
        cells = cells_of(("person,from,amount\n" + "\n".join(rows)).encode())
        with CaptureQueriesContext(connection) as seen:
            import_pay(cells, by=boss)
        return len(seen)

    assert cost(range(2)) == cost(range(10, 20))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(st.integers(0, 2), st.integers(-40, 75), st.integers(0, 900)), max_size=9),
    cut=st.integers(1, 31),
)
def test_sums_are_those_of_a_slow_telling(world, boss, rows, cut):
    Pay.unscoped.all().delete()
    people, told = [world.people[name] for name in ("rep", "manager", "owner")], {}
    for who, day, amount in rows:
        on = MARCH[0] + timedelta(days=day)
        set_pay(people[who], Decimal(amount), on, by=boss)
        told[who, on] = Decimal(amount)
    wanted = Decimal(0)
    for today in (MARCH[0] + timedelta(days=offset) for offset in range(cut)):
        for who in range(3):
            known = [on for one, on in told if one == who and on <= today]
            wanted += told[who, max(known)] / 31 if known else 0
    paid = payroll_of([(MARCH[0], MARCH[0] + timedelta(days=cut))], boss).months[0]
    assert abs(paid - wanted) <= Decimal("0.01")


def test_the_pages_set_take_back_and_bring(world, boss):
    browser, rep = world.client("owner"), world.people["rep"]
    page = reverse("payroll:person", args=[rep.pk])
    assert browser.post(page, {"amount": "2,500.50", "currency": "USD", "from_on": "2026-01-01"}).status_code == 302
    assert "2,500.50" in browser.get(page).content.decode()
    assert "2,500.50" in browser.get(reverse("payroll:payroll")).content.decode()
    assert browser.post(page, {"amount": "-3", "currency": "USD", "from_on": "2026-01-01"}).status_code == 422
    browser.post(reverse("payroll:remove", args=[Pay.objects.of(boss).get().pk]))
    assert there(boss) == {}
    file = SimpleUploadedFile("pay.csv", b"person,from,amount\nRep,2026-01-01,9\n")
    assert browser.post(reverse("payroll:import"), {"file": file}).status_code == 302
    wrong = SimpleUploadedFile("pay.csv", b"person,from,amount\nRupert,2026-01-01,9\n")
    assert "Rupert" in browser.post(reverse("payroll:import"), {"file": wrong}).content.decode()
    assert len(there(boss)) == 1


def test_the_list_costs_the_same_number_of_queries_however_many_are_paid(world, boss):
    browser = world.client("owner")

    def cost():
        with CaptureQueriesContext(connection) as seen:
            browser.get(reverse("payroll:payroll"))
        return len(seen)

    cost()
    before = cost()
    for day in range(1, 9):
        for role in ("rep", "manager", "viewer"):
            set_pay(world.people[role], Decimal(day), date(2026, 1, day), by=boss)
    assert cost() == before


def test_the_command_line_sets_and_brings(world, tmp_path):
    file = tmp_path / "pay.csv"
    file.write_text("person,from,amount\nRep,2026-01-01,9\n", encoding="utf-8")
    run = CliRunner().invoke
    assert run(command, ["--workspace", "Ours", "import", str(file)]).exit_code == 0
    assert run(command, ["--workspace", "Ours", "set", "Rep", "12", "--from", "2026-02-01"]).exit_code == 0
    assert Pay.objects.on(world.workspace).count() == 2
    assert not [one for one in Event.objects.of(world.system) if "12" in str(one.data.get("amount", ""))]
    assert Role.objects.of(world.system).filter(may_see_pay=True).count() == 0
