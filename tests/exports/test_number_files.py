"""The tables of the numbers as files: what the page says, for the same question, to each reader their own."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from penstock.exports.number_files import TABLES
from tests.dashboards.setting import busy
from tests.world import World

pytestmark = pytest.mark.django_db


def rows(world: World, role: str, address: str) -> list[list[str]]:
    response = world.client(role).get(f"/exports/numbers/{address}")
    assert response.status_code == 200
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def test_each_reader_has_their_own_figures(world: World) -> None:
    busy(world)
    own, all_of_them = (rows(world, role, "people.csv?period=all") for role in ("rep", "owner"))
    assert own[0][:2] == ["Owner", "Deals won"]
    assert [line[:2] for line in own[1:]] == [["Rep", "3"]]
    assert {line[0] for line in all_of_them[1:]} == {"Rep", "Colleague"}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("asked", ["", "?period=all&owner=Rep", "?period=year", "?as_of=2020-01-01", "?step=nonsense"])
def test_every_table_is_a_file_for_any_question(world: World, table: str, asked: str) -> None:
    busy(world)
    assert rows(world, "owner", f"{table}.csv{asked}")[0]
    content = b"".join(world.client("owner").get(f"/exports/numbers/{table}.xlsx{asked}").streaming_content)
    assert len(CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names) == 1


@pytest.mark.parametrize(
    ("page", "table"),
    [("", "pipeline"), ("", "funnel"), ("", "people"), ("changes/", "changes"), ("over-time/", "over-time")],
)
def test_the_page_leads_to_the_files_for_its_question(world: World, page: str, table: str) -> None:
    busy(world)
    shown = world.client("owner").get(f"/numbers/{page}?period=all").content.decode()
    assert f'href="/exports/numbers/{table}.xlsx?period=all"' in shown


def test_over_time_the_newest_stands_first(world: World) -> None:
    busy(world)
    head, *lines = rows(world, "rep", "over-time.csv?period=year")
    assert head == ["End of", "Pipeline value", "Weighted pipeline value", "Open deals"]
    assert [line[0] for line in lines] == sorted((line[0] for line in lines), reverse=True)
    assert lines[0][3] == "2"


@pytest.mark.parametrize("address", ["nonsense.csv", "people.exe"])
def test_what_is_not_there_is_not_found(world: World, address: str) -> None:
    assert world.client("owner").get(f"/exports/numbers/{address}").status_code == 404


def test_the_number_of_queries_does_not_depend_on_the_number_of_deals(world: World) -> None:
    def asked() -> int:
        client = world.client("rep")
        rows(world, "rep", "people.csv?period=all")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/exports/numbers/people.csv?period=all").status_code == 200
        return len(queries)

    world.deal()
    few = asked()
    busy(world)
    assert asked() == few
