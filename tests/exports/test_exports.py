"""An export holds what its reader may see and asked for, and nothing in it can become a formula."""

import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from penstock.activities.actions import plan_activity
from penstock.cli.export import command
from penstock.common import clock
from penstock.companies.actions import add_company
from penstock.contacts.actions import add_contact
from penstock.contacts.models import Contact
from penstock.exports.files import xlsx_file
from penstock.exports.files.cells import is_formula_like
from penstock.products.actions import add_product, change_product
from tests.world import World

pytestmark = pytest.mark.django_db
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠a", " =1", "\ufeff=1"]


def rows(client: Client, address: str) -> list[list[str]]:
    """The rows of a CSV file, head first."""
    response = client.get(address)
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def workbook(client: Client, address: str) -> CalamineWorkbook:
    """A workbook as another program reads it."""
    content = b"".join(client.get(address).streaming_content)
    return CalamineWorkbook.from_filelike(io.BytesIO(content))


def test_a_csv_holds_what_the_filters_find(world: World) -> None:
    world.deal("Small", amount=Decimal("10.50"))
    world.deal("Large", amount=9000, expected_close_on=date(2031, 2, 3))
    head, *found = rows(world.client("rep"), "/exports/deals.csv?value_from=100&sort=-value")
    row = dict(zip(head, found[0], strict=True))
    assert len(found) == 1
    assert (row["Name"], row["Value"], row["Expected close"]) == ("Large", "9000.00", "2031-02-03")


def test_each_exports_only_what_they_may_read(world: World) -> None:
    world.deal("Mine")
    world.deal("Theirs", owner="colleague")
    names = {
        role: {row[1] for row in rows(world.client(role), "/exports/deals.csv")[1:]} for role in ("rep", "stranger")
    }
    assert names == {"rep": {"Mine"}, "stranger": set()}
    kinds = [row[1] for row in rows(world.client("rep"), "/exports/events.csv")[1:]]
    assert kinds == ["deal.opened"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_looks_like_a_formula_stays_a_text(text: str, world: World) -> None:
    world.deal(f"x{text}")
    Contact(workspace=world.workspace, name=text, position="a;=2", created_at=world.workspace.created_at).save()
    assert is_formula_like(text)
    name = rows(world.client("owner"), "/exports/contacts.csv")[1][1]
    assert name == f"'{text}"
    sheet = workbook(world.client("owner"), "/exports/contacts.xlsx").get_sheet_by_index(0)
    assert sheet.to_python()[1][1].strip() == text.strip()


def test_a_negative_number_is_no_formula() -> None:
    assert not is_formula_like("a-1")
    assert not is_formula_like("")


def test_a_workbook_holds_numbers_days_and_any_letters(world: World) -> None:
    world.deal("Насос \x0b & <б>", amount=Decimal("1234.56"), expected_close_on=date(2031, 2, 3))
    sheet = workbook(world.client("owner"), "/exports/deals.xlsx").get_sheet_by_index(0)
    head, row = sheet.to_python()
    found = dict(zip(head, row, strict=True))
    assert found["Name"] == "Насос & <б>"
    assert (found["Value"], found["Expected close"]) == (1234.56, date(2031, 2, 3))


def test_columns_are_as_wide_as_what_stands_in_them_within_reason() -> None:
    day, moment = date(2031, 2, 3), datetime(2031, 2, 3, 12, tzinfo=UTC)
    rows = [["Ann", Decimal("1.23456789012345678"), day, moment], ["x" * 500, 7, None, None]]
    assert xlsx_file.widths(["Owner", "Value", "On", "At"], rows) == [60, 14, 12, 18]
    assert xlsx_file.widths(["平均赢单金额"], [["短"]]) == [14]
    assert xlsx_file.widths(["Id"], []) == [8]


def test_a_column_is_as_wide_in_the_file(world: World) -> None:
    world.deal("A deal with a rather long name for a narrow column")
    made = b"".join(world.client("owner").get("/exports/deals.xlsx").streaming_content)
    sheet = zipfile.ZipFile(io.BytesIO(made)).read("xl/worksheets/sheet1.xml").decode()
    assert '<col min="2" max="2" width="52" customWidth="1"/>' in sheet


def test_rows_beyond_a_sheets_end_go_on_in_the_next(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_file, "ROWS_IN_SHEET", 2)
    for number in range(5):
        world.deal(f"Deal {number}")
    found = workbook(world.client("owner"), "/exports/deals.xlsx")
    assert [len(found.get_sheet_by_name(name).to_python()) - 1 for name in found.sheet_names] == [2, 2, 1]


@pytest.mark.parametrize("address", ["deals.csv?nonsense=1", "deals.csv?value_from=x", "activities.csv?deal=abc"])
def test_what_cannot_be_meant_is_told_and_nothing_is_sent(address: str, world: World) -> None:
    assert world.client("owner").get(f"/exports/{address}").status_code == 422


@pytest.mark.parametrize("table", ["deals", "companies", "contacts", "products", "activities", "events"])
@pytest.mark.parametrize("file_format", ["csv", "json", "xlsx"])
def test_every_table_goes_into_every_kind_of_file(table: str, file_format: str, world: World) -> None:
    world.deal()
    result = CliRunner().invoke(command, [table, "--format", file_format, "--workspace", "Ours"])
    assert result.exit_code == 0, result.output
    assert result.stdout_bytes


def test_the_command_reads_as_a_person_and_filters_by_name(world: World) -> None:
    world.deal("Mine", amount=5)
    world.deal("Theirs", owner="colleague")
    arguments = ["--format", "json", "--as", "rep@demo.test", "--where", "owner=Rep", "--where", "stage=Qualification"]
    result = CliRunner().invoke(command, arguments)
    found = json.loads(result.stdout)
    assert [(deal["name"], deal["value"], deal["owner"]) for deal in found] == [("Mine", "5.00", "Rep")]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--where", "owner=Nobody Such", "--workspace", "Ours"], 2),
        (["--where", "nonsense=1", "--workspace", "Ours"], 2),
        (["--where", "owner", "--workspace", "Ours"], 2),
        ([], 2),
        (["--workspace", "No such"], 2),
        (["--as", "nobody@demo.test"], 1),
    ],
)
def test_the_command_says_what_was_wrong(arguments: list[str], code: int, world: World) -> None:
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == code
    assert "Traceback" not in result.output


def test_costs_are_in_the_files_of_those_who_may_see_them(world: World) -> None:
    pump = add_product("Pump", by=world.actor("owner"), unit_price=100, unit_cost=40, cost_currency="EUR")
    change_product(pump, by=world.actor("owner"), unit_cost=Decimal("41.77"))
    head, row = rows(world.client("owner"), "/exports/products.csv")
    told = dict(zip(head, row, strict=True))
    assert (told["Cost"], told["Currency of the cost"]) == ("41.77", "EUR")
    for role in ("rep", "viewer"):
        assert "Cost" not in rows(world.client(role), "/exports/products.csv")[0]
        assert "Cost" not in world.client(role).get("/products/").content.decode()
        assert "Cost" not in world.client(role).get(f"/products/{pump.pk}/").content.decode()
        assert not any("41.77" in " ".join(row) for row in rows(world.client(role), "/exports/events.csv"))
    assert any("41.77" in " ".join(row) for row in rows(world.client("owner"), "/exports/events.csv"))
    assert "41.77" in world.client("manager").get(f"/products/{pump.pk}/").content.decode()


def test_more_contacts_than_one_block_with_companies_come_out(world: World) -> None:
    owner = world.actor("owner")
    company = add_company("Acme", by=owner)
    people = [
        Contact(workspace=world.workspace, name=f"Person {n}", company=company, created_at=clock.now())
        for n in range(1100)
    ]
    Contact.objects.insert(people)
    head, *told = rows(world.client("owner"), "/exports/contacts.csv")
    assert len(told) == 1100
    assert {row[head.index("Company")] for row in told} == {"Acme"}


@pytest.mark.parametrize("table", ["deals", "contacts", "companies", "activities"])
def test_the_number_of_queries_does_not_grow_with_the_rows(world: World, table: str) -> None:
    client, owner, counts = world.client("owner"), world.actor("owner"), []
    for total in (2, 20):
        for number in range(total):
            company = add_company(f"Company {total}-{number}", by=owner)
            deal = world.deal(f"Deal {total}-{number}", company=company)
            contact = add_contact(by=owner, name=f"Person {total}-{number}", company=company)
            plan_activity("call", "Ring", by=owner, deal=deal, contact=contact)
        with CaptureQueriesContext(connection) as queries:
            assert len(rows(client, f"/exports/{table}.csv")) > total
        counts.append(len(queries))
    assert counts[0] == counts[1]
