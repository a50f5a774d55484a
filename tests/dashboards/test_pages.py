"""The pages: what everybody has without doing anything, making and arranging widgets without JavaScript, and files."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from penstock.dashboards.actions import add_widget, make_dashboard
from penstock.dashboards.drafts import Draft, Kind
from penstock.dashboards.models import Dashboard, Widget
from penstock.dashboards.ready import READY
from tests.dashboards.setting import busy

pytestmark = pytest.mark.django_db
EVERY_KIND = (
    Draft(Kind.FIGURE, ("revenue_won",), compare="before"),
    Draft(Kind.FIGURE, ("open_deals",)),
    Draft(Kind.BARS, ("revenue_won",), by="source"),
    Draft(Kind.BARS, ("deals_won",), by="month", period="last_12_months"),
    Draft(Kind.LINES, ("pipeline_value", "weighted_pipeline_value"), period="last_12_months"),
    Draft(Kind.TABLE, ("deals_won", "win_rate"), by="owner"),
    Draft(Kind.LEADERS, ("revenue_won",), by="owner", compare="before"),
    Draft(Kind.GAUGE, ("revenue_won",)),
    Draft(Kind.HEAT, ("revenue_won",), by="owner", across="month"),
    Draft(Kind.FUNNEL, period="all"),
    Draft(Kind.FLOW, period="all"),
    Draft(Kind.COHORT, period="last_12_months"),
    Draft(Kind.FORECAST, by="owner"),
)


def get(world, role, path, status=200):
    response = world.client(role).get(path)
    assert response.status_code == status
    return response.content.decode()


def mine(rep, *drafts):
    made = make_dashboard("Mine", by=rep)
    for draft in drafts:
        add_widget(made, draft, by=rep)
    return made


@pytest.mark.parametrize(
    ("role", "name"), [("rep", "My selling"), ("manager", "The team"), ("owner", "The whole company")]
)
def test_everybody_opens_with_the_dashboard_of_their_work(world, role, name):
    page = world.client(role).get("/dashboards/", follow=True)
    assert page.status_code == 200 and f"<h1>{name}</h1>" in page.content.decode()
    assert not Dashboard.unscoped.exists()


@pytest.mark.parametrize("key", READY)
@pytest.mark.parametrize("role", ["rep", "viewer", "owner", "stranger"])
def test_a_ready_dashboard_is_there_with_deals_and_without(world, role, key):
    assert "Penstock" in get(world, role, f"/dashboards/ready/{key}/")
    busy(world)
    page = get(world, role, f"/dashboards/ready/{key}/")
    assert page.count('<article class="widget') == len(READY[key].widgets)


def test_all_kinds_stand_on_one_page_and_each_says_how_it_opens(world, rep):
    busy(world)
    page = get(world, "rep", f"/dashboards/{mine(rep, *EVERY_KIND).pk}/")
    assert page.count('<article class="widget') == len(EVERY_KIND)
    assert page.count("/numbers/rows/") > 20


def test_the_number_of_queries_depends_neither_on_deals_nor_on_widgets(world, rep):
    def asked(path):
        client = world.client("rep")
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        return len(queries)

    more = [Draft(Kind.FIGURE, (key,), whose="me") for key in ("revenue_won", "open_deals", "win_rate", "losses")]
    more += [Draft(Kind.LINES, ("pipeline_value",), period=period) for period in ("last_year", "last_30_days")]
    more += [Draft(Kind.BARS, ("deals_won",), by=by, period="this_year") for by in ("stage", "owner", "type")]
    one = f"/dashboards/{mine(rep, *EVERY_KIND).pk}/"
    few = asked(one)
    busy(world)
    assert asked(one) == few
    assert asked(f"/dashboards/{mine(rep, *EVERY_KIND, *more).pk}/") == few
    assert few <= 40


def test_a_ready_dashboard_becomes_ones_own_when_it_is_changed(world, rep):
    client = world.client("rep")
    answer = client.post("/dashboards/ready/seller/take/")
    made = Dashboard.objects.of(rep).get()
    assert answer.url == f"/dashboards/{made.pk}/edit/"
    kept = [one.draft().facts() for one in Widget.objects.on(made)]
    assert [one["kind"] for one in kept] == [one.kind for one in READY["seller"].widgets]


def test_a_widget_is_made_by_a_form_alone(world, rep):
    held, client = mine(rep), world.client("rep")
    page = client.get(f"/dashboards/{held.pk}/add/?kind=bars&metrics=revenue_won&by=source").content.decode()
    assert "This is what it looks like" in page and "Revenue won by source" in page
    chosen = {"kind": "bars", "metrics": "revenue_won", "by": "source", "period": "this_year", "width": "2"}
    assert client.post(f"/dashboards/{held.pk}/add/", chosen).url == f"/dashboards/{held.pk}/edit/"
    draft = Widget.objects.on(held).get().draft()
    assert (draft.kind, draft.by, draft.period, draft.width) == ("bars", "source", "this_year", 2)


@pytest.mark.parametrize("kind", Kind.values)
def test_every_kind_can_be_made_with_nothing_but_its_kind(world, rep, kind):
    held = mine(rep)
    assert world.client("rep").get(f"/dashboards/{held.pk}/add/?kind={kind}").status_code == 200
    assert world.client("rep").post(f"/dashboards/{held.pk}/add/", {"kind": kind}).status_code == 302
    assert Widget.objects.on(held).get().kind == kind


def test_what_makes_no_sense_is_answered_by_what_fits(world, rep):
    held = mine(rep)
    sent = {"kind": "nonsense", "metrics": "nonsense", "by": "'; DROP", "period": "x", "width": "9", "whose": "y"}
    assert world.client("rep").post(f"/dashboards/{held.pk}/add/", sent).status_code == 302
    assert Widget.objects.on(held).get().draft().width == 1


def test_widgets_are_arranged_widened_and_removed_by_buttons(world, rep):
    held, client = mine(rep, *EVERY_KIND[:3]), world.client("rep")
    first, second, third = (one.pk for one in Widget.objects.on(held))
    client.post(f"/dashboards/{held.pk}/order/", {"order": [first, second, third], "down": first})
    assert [one.pk for one in Widget.objects.on(held)] == [second, first, third]
    client.post(f"/dashboards/widgets/{third}/width/", {"width": "3"})
    client.post(f"/dashboards/widgets/{second}/remove/")
    assert [(one.pk, one.width) for one in Widget.objects.on(held).present()] == [(first, 1), (third, 3)]
    client.post(f"/dashboards/widgets/{second}/restore/")
    assert [one.pk for one in Widget.objects.on(held).present()] == [second, first, third]


def test_a_page_can_be_sent_with_its_period_and_filters(world):
    busy(world)
    page = get(world, "owner", "/dashboards/ready/head/?period=year&source=Web")
    assert "Web" in page and "The period before" in page


def test_the_wall_has_no_frame_and_looks_again_by_itself(world):
    page = get(world, "owner", "/dashboards/ready/head/?wall=1")
    assert "every 60s" in page and "side-line" not in page


def test_the_table_behind_a_widget_is_a_file(world, rep):
    busy(world)
    held = mine(rep, Draft(Kind.TABLE, ("deals_won", "revenue_won"), by="owner", period="all"))
    text = get(world, "rep", f"/dashboards/{held.pk}/0.csv")
    assert text.splitlines() == ['\ufeff"Owner","Deals won","Revenue won"', '"Rep",3,309.00']
    get(world, "rep", f"/dashboards/{held.pk}/7.csv", 404)


def test_all_tables_are_one_workbook_with_the_readers_own_figures(world, rep):
    busy(world)
    held = mine(rep, *EVERY_KIND, EVERY_KIND[0])
    content = world.client("rep").get(f"/dashboards/{held.pk}/all.xlsx").content
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    names = book.sheet_names
    assert len(names) == len(set(names)) == len(EVERY_KIND)  # without the target that nobody has set
    rows = [str(cell) for name in names for row in book.get_sheet_by_name(name).to_python() for cell in row]
    assert "Rep" in rows and "Colleague" not in rows


def test_a_name_is_shown_as_it_is_written_and_never_as_markup(world, rep):
    held = make_dashboard("<script>alert(1)</script>", by=rep)
    add_widget(held, Draft(Kind.FIGURE, ("revenue_won",), title="<b>x"), by=rep)
    page = get(world, "rep", f"/dashboards/{held.pk}/")
    assert "<script>alert" not in page and "<b>x" not in page


def test_the_earlier_time_has_a_line_of_its_own_colour_in_the_names_too(world, rep):
    busy(world)
    made = mine(rep, Draft(Kind.LINES, ("revenue_won",), period="last_12_months", compare="year"))
    page = get(world, "rep", f"/dashboards/{made.pk}/")
    assert page.count('class="chart-name is-past"') == 1 and 'class="series is-past' in page
    assert "is-is-" not in page
