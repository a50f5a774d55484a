"""A report on paper says what the screen says, to each reader their own."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from penstock.paper.pages import NARROW
from penstock.paper.tables import natural_width
from penstock.reports.paper import as_table
from penstock.reports.registry import REPORTS
from penstock.reports.tables import Cell, Head, Line, Table
from tests.paper.reading import letters, read, words
from tests.paper.test_pages import HOSTILE
from tests.reports.asked import drawn
from tests.reports.test_pages import ALL_OF_THEM, TIMES_AND_FILTERS, busy_world
from tests.world import World

pytestmark = pytest.mark.django_db
busy = busy_world


def get(world: World, role: str, path: str) -> bytes:
    response = world.client(role).get(path)
    assert response.status_code == 200 and response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; ")
    return bytes(response.content)


@pytest.mark.parametrize("key", ALL_OF_THEM)
def test_every_report_is_a_file_with_its_sentence_and_its_tables(busy: World, key: str) -> None:
    shown = letters(get(busy, "owner", f"/reports/{key}.pdf?period=all"))
    on_screen = drawn(key, busy.actor("owner"))
    for said in (REPORTS[key].name, on_screen.title, *(table.title for table in on_screen.tables), *on_screen.notes):
        assert "".join(str(said).split()) in shown
    for table in on_screen.tables:
        assert all("".join(line.label.split()) in shown for line in table.lines)


@pytest.mark.parametrize("asked", TIMES_AND_FILTERS)
def test_any_time_and_filter_can_be_asked_for(busy: World, asked: str) -> None:
    get(busy, "rep", f"/reports/sales.pdf?{asked}")


@pytest.mark.parametrize("key", ALL_OF_THEM)
def test_who_may_read_nothing_gets_a_file_of_nothing(busy: World, key: str) -> None:
    assert "Rep" not in words(get(busy, "stranger", f"/reports/{key}.pdf?period=all")).replace(
        str(REPORTS[key].name), ""
    )


def test_rows_one_may_not_read_are_not_in_ones_file(busy: World) -> None:
    own = words(get(busy, "rep", "/reports/concentration.pdf?period=all"))
    all_of_them = words(get(busy, "owner", "/reports/concentration.pdf?period=all"))
    assert "Theirs" not in own and "Theirs" in all_of_them


def test_no_such_report_and_no_such_person_are_told(busy: World) -> None:
    assert busy.client("rep").get("/reports/nonsense.pdf").status_code == 404
    assert busy.client("rep").get("/reports/sales.pdf?team=Nowhere").status_code in (200, 422)


def test_the_page_leads_to_the_file_for_the_same_question(busy: World) -> None:
    page = busy.client("rep").get("/reports/sales/?period=all&owner=Rep").content.decode()
    assert 'href="/reports/sales.pdf?period=all&amp;owner=Rep"' in page


def test_deals_may_be_called_anything(busy: World) -> None:
    for name in filter(str.strip, HOSTILE[:8]):
        busy.deal(name.replace("\x00", "")[:200], "rep")
    found = read(get(busy, "rep", "/reports/review.pdf?period=all"))
    links = [note.get_object() for page in found.pages for note in page.get("/Annots", [])]
    assert all("/reports/review/" in link["/A"]["/URI"] for link in links)


@pytest.mark.parametrize("language", ["ru", "zh-hans"])
def test_it_speaks_the_language_of_its_reader(busy: World, language: str) -> None:
    person = busy.people["rep"]
    person.language = language
    person.save()
    made = get(busy, "rep", "/reports/sales.pdf?period=all")
    assert read(made).trailer["/Root"]["/Lang"] == language
    assert {"ru": "Отчётопродажах", "zh-hans": "销售报表"}[language] in letters(made)


def test_paper_asks_the_database_no_more_than_the_page(busy: World) -> None:
    def asked(path: str) -> int:
        client = busy.client("rep")
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    assert asked("/reports/sales.pdf?period=all") <= asked("/reports/sales/?period=all")


def test_what_is_to_be_done_stays_on_the_screen() -> None:
    lines = [Line("One", [Cell("1", 1), Cell("Make a task", "", is_dialog=True)])]
    heads = [Head("count", "Count"), Head("do", "What to do")]
    on_paper = as_table(Table("deals", "Deals", "Deal", heads, lines))
    assert list(on_paper.heads) == ["Count"] and len(on_paper.lines[0].cells) == 1
    assert natural_width(on_paper) < NARROW
