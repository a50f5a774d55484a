"""A dashboard on paper: every kind of widget, each reader their own figures, whatever names spell."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from penstock.dashboards.actions import add_widget, make_dashboard, share_dashboard
from penstock.dashboards.drafts import Draft, Kind
from penstock.dashboards.paper.pages import as_table
from penstock.dashboards.paper.paths import lines_of, points_of, steps_of
from penstock.dashboards.ready import READY
from penstock.metrics import numbers
from tests.dashboards.setting import busy
from tests.dashboards.test_pages import EVERY_KIND
from tests.paper.reading import letters, read, words
from tests.paper.test_pages import HOSTILE

pytestmark = pytest.mark.django_db


def get(world, role, path, status=200):
    response = world.client(role).get(path)
    assert response.status_code == status
    if status == 200:
        assert response["Content-Type"] == "application/pdf"
        assert response["X-Content-Type-Options"] == "nosniff" and response["Cache-Control"] == "no-store"
    return response.content


def mine(rep, *drafts):
    made = make_dashboard("Mine", by=rep)
    for draft in drafts:
        add_widget(made, draft, by=rep)
    return made


@pytest.mark.parametrize("key", READY)
@pytest.mark.parametrize("role", ["rep", "viewer", "owner", "stranger"])
def test_a_ready_dashboard_is_a_file_with_deals_and_without(world, role, key):
    get(world, role, f"/dashboards/ready/{key}/all.pdf")
    busy(world)
    shown = words(get(world, role, f"/dashboards/ready/{key}/all.pdf"))
    assert str(READY[key].name) in shown and world.people[role].name in shown


@pytest.mark.parametrize("draft", EVERY_KIND, ids=lambda one: f"{one.kind} {one.by}")
def test_every_kind_of_widget_is_drawn_alone_too(world, rep, draft):
    busy(world)
    held = mine(rep, draft)
    title = world.client("rep").get(f"/dashboards/{held.pk}/").content.decode().split("<h2>")[1].split("</h2>")[0]
    shown = letters(get(world, "rep", f"/dashboards/{held.pk}/0.pdf"))
    assert "".join(title.split(">")[-1].replace("</a", "").split()) in shown
    get(world, "rep", f"/dashboards/{held.pk}/1.pdf", status=404)


def test_all_kinds_stand_in_one_file_with_their_tables(world, rep):
    busy(world)
    shown = words(get(world, "rep", f"/dashboards/{mine(rep, *EVERY_KIND).pk}/all.pdf"))
    for said in ("Mine", "Revenue won by source", "Fair", "move on", "Opened in", "The same as tables"):
        assert said in shown


def test_each_reader_has_their_own_figures(world, rep):
    busy(world)
    held = mine(rep, Draft(Kind.TABLE, ("revenue_won",), by="owner", period="all"))
    path = f"/dashboards/{held.pk}/all.pdf"
    get(world, "colleague", path, status=404)
    share_dashboard(held, is_shared=True, by=rep)
    own, all_of_them = words(get(world, "rep", path)), words(get(world, "owner", path))
    assert "Colleague" not in own and "$309" in own
    assert "Colleague" in all_of_them and "$27.0K" in all_of_them


@pytest.mark.parametrize("name", [text for text in HOSTILE[:8] if text.strip("\x00\x07")])
def test_hostile_names_are_words_in_every_kind_of_picture(world, rep, name):
    world.people["rep"].name = name[:100].replace("\x00", "") or "x"
    world.people["rep"].save()
    busy(world)
    draft = Draft(Kind.FIGURE, ("open_deals",), title=name[:60].replace("\x00", ""))
    by_owner = [Draft(kind, ("revenue_won",), by="owner", period="all") for kind in ("bars", "leaders", "table")]
    heat = Draft(Kind.HEAT, ("revenue_won",), by="owner", across="month")
    found = read(get(world, "rep", f"/dashboards/{mine(rep, draft, heat, *by_owner).pk}/all.pdf"))
    links = [note.get_object() for page in found.pages for note in page.get("/Annots", [])]
    assert len(links) == 1 and "/dashboards/" in links[0]["/A"]["/URI"]


def test_the_address_of_the_page_counts_for_the_file(world):
    busy(world)
    shown = words(get(world, "owner", "/dashboards/ready/owner/all.pdf?period=all&owner=Rep"))
    assert "All time" in shown and "Owner: Rep" in shown


@pytest.mark.parametrize("language", ["ru", "zh-hans"])
def test_it_speaks_the_language_of_its_reader(world, language):
    person = world.people["owner"]
    person.language = language
    person.save()
    busy(world)
    made = get(world, "owner", "/dashboards/ready/owner/all.pdf")
    assert read(made).trailer["/Root"]["/Lang"] == language
    with translation.override(language):
        name = str(READY["owner"].name)
    assert name != "The whole company" and "".join(name.split()) in letters(made)


def test_paper_asks_the_database_no_more_than_a_workbook(world, rep):
    def asked(path):
        client = world.client("rep")
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    held = mine(rep, *EVERY_KIND)
    few = asked(f"/dashboards/{held.pk}/all.pdf")
    busy(world)
    assert asked(f"/dashboards/{held.pk}/all.pdf") == few == asked(f"/dashboards/{held.pk}/all.xlsx")


def test_what_is_no_figure_in_a_column_of_figures_stands_at_the_right_as_they_do():
    lines = [
        numbers.Line("Ann", "", [numbers.Cell("Won", "€5", "€5", "/rows", 5), numbers.Cell("To", "Won", "Won", "")]),
        numbers.Line("Later", "", [numbers.Cell("Won", "—", "—", ""), numbers.Cell("To", "Lost", "Lost", "")]),
    ]
    shown = as_table(numbers.Table("Owner", ["Won", "To"], lines))
    assert [[cell.is_words for cell in line.cells] for line in shown.lines] == [[False, True], [False, True]]


def test_a_table_over_time_says_by_which_step_it_goes(world, rep):
    busy(world)
    drafts = [Draft(Kind.LINES, ("revenue_won",), period="last_12_months")]
    shown = words(get(world, "rep", f"/dashboards/{mine(rep, *drafts).pk}/all.pdf"))
    assert "Month Revenue won" in shown


def test_paths_are_read_as_they_are_written():
    assert lines_of("M1.0 2.0 L3.0 4.0 M5.0 6.0") == [[(1, 2), (3, 4)], [(5, 6)]]
    assert points_of("M1 2 L3 4") == [(1, 2), (3, 4)]
    assert steps_of("M0 0 C1 0 1 2 2 2 V5 Z") == [("M", [(0, 0)]), ("C", [(1, 0), (1, 2), (2, 2)]), ("L", [(2, 5)])]
