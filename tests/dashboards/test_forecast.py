"""The forecast as a widget: what the page of the forecast says, for each reader, with its table, files and paper."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from penstock.common import clock
from penstock.common.errors import Refused
from penstock.dashboards.actions import add_widget, make_dashboard
from penstock.dashboards.checks import checked
from penstock.dashboards.drafts import PERIODS_AHEAD, Draft, Kind
from penstock.dashboards.drawing import Drawn, draw
from penstock.dashboards.letters import drawn_for
from penstock.dashboards.models import Dashboard
from penstock.dashboards.reading import Reading
from penstock.forecasts import learning
from penstock.forecasts.going_on import going_on
from penstock.metrics.columnar import Copy
from penstock.metrics.periods import MONTHS, period_of
from penstock.people.actions import change_workspace
from penstock.reports.outlook.ways import short
from penstock.targets.actions import set_target
from penstock.targets.models import Aim
from penstock.targets.periods import Period, PeriodKind
from penstock.workspaces.actor import Actor
from tests.forecasts.test_expected import lived
from tests.paper.reading import letters
from tests.reports.asked import drawn as report
from tests.reports.asked import values
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "ENOUGH", 4)


@pytest.fixture(name="busy")
def busy_world(world: World) -> World:
    """For two years every nine days a deal came, every other was won after twenty days; a few of two are open."""
    lived(world, [(before, 20, "won" if before % 2 else "lost") for before in range(30, 760, 9)])
    lived(world, [(5, 0, "open"), (9, 0, "open"), (14, 0, "open")])
    lived(world, [(before, 20, "won") for before in range(31, 760, 30)], "colleague", 7000)
    lived(world, [(4, 0, "open")], "colleague", 7777)
    return world


def told(reader: Actor, query: str = "", /, **facts: str) -> Drawn:
    return draw(checked(Draft(Kind.FORECAST, **facts), reader), Reading.of(reader, QueryDict(query)))


def amounts(drawn: Drawn) -> dict[str, list[float | None]]:
    assert drawn.table
    return {
        line.label: [None if one.value is None else float(one.value) for one in line.cells]
        for line in drawn.table.lines
    }


def kept(by: Actor, *drafts: Draft) -> Dashboard:
    made = make_dashboard("Mine", by=by)
    for draft in drafts:
        add_widget(made, draft, by=by)
    return made


@pytest.mark.parametrize("role", ["owner", "manager", "rep", "viewer"])
@pytest.mark.parametrize("period", PERIODS_AHEAD)
def test_it_says_what_the_page_says(busy: World, role: str, period: str) -> None:
    by = busy.actor(role)
    drawn = told(by, period=period)
    assert drawn.url.startswith("/reports/forecast/?period=")
    page = report("forecast", by, drawn.url.partition("?")[2])
    numbers = values(page, "numbers")
    found = amounts(drawn)
    assert drawn.told["value"] == found["Expected"][0] == pytest.approx(numbers["Expected"][0])
    assert found["Won so far"] == [pytest.approx(numbers["Won so far"][0])]
    if "At least" in found:
        assert [*found["At least"], *found["At most"]] == [pytest.approx(end) for end in numbers["Expected"][2:4]]
    else:
        assert "too little history" in drawn.says and "too little history" in page.title


@pytest.mark.parametrize("by_what", ["stage", "owner", "team"])
def test_its_groups_are_those_of_the_page_and_open_into_it(busy: World, by_what: str) -> None:
    by = busy.actor("owner")
    drawn = told(by, by=by_what)
    page = report("forecast", by, drawn.url.partition("?")[2])
    found = amounts(drawn)
    if by_what == "stage":
        for stage, cells in values(page, "stages").items():
            assert found[stage][1:3] == [pytest.approx(cells[1]), pytest.approx(cells[3])]
    else:
        for name, cells in (values(page, f"by-{by_what}") if len(drawn.told["groups"]) > 1 else {}).items():
            assert found[name] == [pytest.approx(cells[at]) for at in (0, 2, 4, 5)]
    assert found["Expected"][3] == pytest.approx(drawn.told["value"])
    for one in drawn.told["groups"]:
        assert busy.client("owner").get(one["url"]).status_code == 200


def test_the_parts_and_what_is_still_to_come_make_the_whole(busy: World) -> None:
    found = amounts(told(busy.actor("owner"), by="owner"))
    people = sum(found[name][3] or 0 for name in ("Rep", "Colleague"))
    assert people + (found["Deals still to come"][3] or 0) == pytest.approx(found["Expected"][3])


def test_a_target_stands_beside_it(busy: World) -> None:
    by = busy.actor("owner")
    assert told(by).told["target"] == "" and told(by).told["against"] == ""
    today = clock.day_of(clock.now(), busy.workspace.zone)
    set_target(Aim.REVENUE, Period.around(PeriodKind.QUARTER, today), Decimal(900000), by=by)
    drawn = told(by)
    assert drawn.told["against"].endswith("short of the target") and drawn.told["target"]
    assert amounts(drawn)["Target"] == [900000]


def test_each_reader_is_told_of_the_deals_that_they_may_read(busy: World) -> None:
    held = kept(
        busy.actor("owner"),
        Draft(Kind.FORECAST, by="owner"),
        Draft(Kind.FORECAST, where=(("owner", str(busy.people["colleague"].pk)),)),
    )
    Dashboard.unscoped.update(is_shared=True)
    whole = told(busy.actor("owner")).told["value"]
    for role, sees in (("owner", True), ("rep", False), ("colleague", True)):
        client = busy.client(role)
        page = client.get(f"/dashboards/{held.pk}/").content.decode()
        assert ("7,777" in page or "$7.8K" in page) == sees
        csv = client.get(f"/dashboards/{held.pk}/0.csv").content.decode()
        assert ("Colleague" in csv) == sees and "Deals still to come" in csv
        assert told(busy.actor(role)).told["value"] == pytest.approx(whole) or role != "owner"
    assert told(busy.actor("rep")).told["value"] < whole


@pytest.mark.parametrize("hostile", ["owner=Colleague", "team=South", "company=Nobody", "owner=%27%3B+DROP"])
def test_an_address_gives_nobody_more(busy: World, hostile: str) -> None:
    held = kept(busy.actor("rep"), Draft(Kind.FORECAST, by="owner"))
    for path in (
        f"/dashboards/{held.pk}/?{hostile}",
        f"/dashboards/{held.pk}/all.xlsx?{hostile}",
        f"/dashboards/{held.pk}/0.pdf?{hostile}",
    ):
        content = busy.client("rep").get(path).content
        assert b"7,777" not in content and b"7777" not in content


def test_filters_of_the_widget_and_of_the_page_hold_together(busy: World) -> None:
    by = busy.actor("owner")
    alone = told(busy.actor("rep")).told["value"]
    assert told(by, "owner=Rep").told["value"] == pytest.approx(alone)
    assert told(busy.actor("rep"), whose="me").told["value"] == pytest.approx(alone)
    assert "owner=Rep" in told(by, "owner=Rep").url
    assert told(by, "owner=Nobody").problem and told(by, "period=all").problem


def test_a_period_that_is_over_says_what_came(busy: World) -> None:
    period = period_of("quarter", clock.day_of(clock.now(), busy.workspace.zone)).before
    drawn = told(busy.actor("owner"), f"period=quarter&from={period.from_on}")
    assert "What came" in amounts(drawn) and "came." in drawn.says


def test_without_enough_to_learn_from_it_says_so(world: World) -> None:
    lived(world, [(5, 0, "open"), (3, 0, "open")])
    drawn = told(world.actor("owner"), by="stage")
    assert drawn.told["between"] == "" and drawn.told["ends"] == []
    assert "too little history" in drawn.says and "its odds are taken" in drawn.says
    held = kept(world.actor("owner"), Draft(Kind.FORECAST))
    assert "too little history" in world.client("owner").get(f"/dashboards/{held.pk}/").content.decode()
    assert "toolittlehistory" in letters(world.client("owner").get(f"/dashboards/{held.pk}/0.pdf").content)


def test_without_a_deal_it_says_what_will_be_here(world: World) -> None:
    assert "Nothing to foretell yet" in told(world.actor("rep")).problem


def test_it_stands_on_the_wall_in_files_and_in_letters(busy: World) -> None:
    owner = busy.actor("owner")
    held = kept(owner, Draft(Kind.FORECAST, by="owner"))
    client, drawn = busy.client("owner"), told(owner, by="owner")
    for path in (f"/dashboards/{held.pk}/", f"/dashboards/{held.pk}/?wall=1", f"/dashboards/{held.pk}/edit/"):
        page = client.get(path).content.decode()
        assert drawn.told["shown"] in page and drawn.told["between"] in page and "forecast-ends" in page
    assert drawn.told["shown"].replace(" ", "") in letters(client.get(f"/dashboards/{held.pk}/all.pdf").content)
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(f"/dashboards/{held.pk}/all.xlsx").content))
    names = [row[0] for row in book.get_sheet_by_index(0).to_python()]
    assert {"Rep", "Colleague", "Deals still to come", "Expected", "At least", "At most"} <= set(names)
    reading, page = drawn_for(busy.people["owner"], held)
    assert page[0].told["value"] == pytest.approx(drawn.told["value"]) and reading.by.person_id == owner.person_id


def test_the_head_and_the_owner_have_it_without_doing_anything(busy: World) -> None:
    for role, key in (("manager", "head"), ("owner", "owner")):
        page = busy.client(role).get(f"/dashboards/ready/{key}/").content.decode()
        assert "/reports/forecast/?period=" in page and "forecast-part" in page


@pytest.mark.parametrize("facts", [{"by": "company"}, {"by": "month"}, {"period": "last_year"}, {"period": "all"}])
def test_what_a_forecast_is_not_told_by_is_refused(world: World, facts: dict[str, str]) -> None:
    with pytest.raises(Refused):
        checked(Draft(Kind.FORECAST, **facts), world.actor("owner"))


def test_its_questions_depend_neither_on_deals_nor_on_the_number_of_widgets(
    busy: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    rep = busy.actor("rep")
    one = kept(rep, Draft(Kind.FORECAST, by="owner"))
    several = kept(rep, *[Draft(Kind.FORECAST, by=by, title=by) for by in ("", "owner", "team", "stage")])
    statements: list[str] = []
    asked_of = Copy.ask

    def ask(copy: Copy, sql: str, *rest: object) -> object:
        statements.append(sql)
        return asked_of(copy, sql, *rest)

    def asked(held: Dashboard) -> tuple[int, int]:
        busy.client("rep").get(f"/dashboards/{held.pk}/")
        client = busy.client("rep")
        client.get("/dashboards/")
        with CaptureQueriesContext(connection) as queries:
            statements.clear()
            client.get(f"/dashboards/{held.pk}/")
        return len(queries), len(statements)

    monkeypatch.setattr(Copy, "ask", ask)
    few = asked(one)
    lived(busy, [(before, 20, "won") for before in range(33, 700, 5)])
    assert asked(one) == few, "more deals"
    more = asked(several)
    assert more[0] == few[0], "more widgets of one period ask the database no more"
    assert more[1] - few[1] <= 9


@given(day=st.dates(date(1990, 1, 1), date(2060, 1, 1)), kind=st.sampled_from(list(MONTHS)), begins=st.integers(1, 12))
def test_the_fiscal_period_is_the_one_that_the_day_is_in(day: date, kind: str, begins: int) -> None:
    found = going_on(kind, day, (13 - begins) % 12)
    assert found.from_on and found.until_on and found.from_on <= day < found.until_on
    months = (found.until_on.year - found.from_on.year) * 12 + found.until_on.month - found.from_on.month
    assert months == MONTHS[kind] and found.from_on.day == found.until_on.day == 1
    # Counted by hand from the first month of the fiscal year.
    starts = {(begins - 1 + step) % 12 + 1 for step in range(0, 12, MONTHS[kind])}
    assert found.from_on.month in starts
    assert (found.kind == kind) == (found == period_of(kind, day))


def test_year_and_quarter_are_those_of_the_fiscal_year(busy: World) -> None:
    owner = busy.actor("owner")
    today = clock.day_of(clock.now(), busy.workspace.zone)
    begins = (today + timedelta(days=31)).replace(day=1).month
    change_workspace(by=owner, fiscal_month=str(begins))
    by = Actor.of_person(type(busy.people["owner"]).unscoped.get(pk=busy.people["owner"].pk))
    drawn = told(by, period="this_year")
    found = going_on("year", today, by.workspace.fiscal_shift)
    assert found.until_on and found.until_on.month == begins
    if begins != 1:
        assert f"to={found.until_on}" in drawn.url and "period=custom" in drawn.url
    assert short(
        drawn.told["value"],
        __import__("penstock.reports.outlook.asking", fromlist=["Outlook"]).Outlook.of(
            Reading.of(by, QueryDict("")).scope(Draft(Kind.FORECAST, period="this_year")), by
        ),
    )
