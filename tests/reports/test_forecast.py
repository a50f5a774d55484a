"""The page of the forecast: the numbers of the engine, true for past days and for each reader, also in files."""

import csv
import io
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from penstock.common import clock
from penstock.deals.actions import change_deal
from penstock.forecasts import learning
from penstock.forecasts.expected import Expected, Window
from penstock.forecasts.forecast import Forecast
from penstock.metrics.copies import caught_up
from penstock.metrics.periods import period_of
from penstock.reports.outlook.course import days_of
from penstock.targets.actions import set_target
from penstock.targets.models import Aim
from penstock.targets.periods import Period, PeriodKind
from penstock.workspaces.actor import Actor
from tests.forecasts.test_expected import lived
from tests.paper.reading import letters
from tests.reports.asked import drawn, lines, values
from tests.world import World


@pytest.fixture(autouse=True)
def _few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "ENOUGH", 4)


def today() -> date:
    return clock.day_of(clock.now(), ZoneInfo("UTC"))


@pytest.fixture(name="busy")
def busy_world(world: World) -> World:
    """For two years every nine days a deal came, every other was won after twenty days; three are open."""
    lived(world, [(before, 20, "won" if before % 2 else "lost") for before in range(30, 760, 9)])
    lived(world, [(5, 0, "open"), (9, 0, "open"), (14, 0, "open")])
    return world


def of_engine(by: Actor, window: Window) -> Expected:
    with caught_up(by.workspace) as copy:
        return Forecast(copy, by).expected(window)


def this_quarter(as_of: date | None = None) -> Window:
    period = period_of("quarter", today())
    assert period.from_on and period.until_on
    return Window(period.from_on, period.until_on, as_of or today())


def test_the_page_says_what_the_engine_says(busy: World) -> None:
    by = busy.actor("owner")
    found, told = drawn("forecast", by, ""), of_engine(by, this_quarter())
    numbers = values(found, "numbers")
    assert numbers["Expected"][0] == pytest.approx(told.together)
    assert numbers["Won so far"][0] == pytest.approx(told.won)
    assert numbers["By the stages’ odds"][0] == pytest.approx(told.won + sum(one.weighted for one in told.stages))
    assert told.between and numbers["Expected"][2:4] == [pytest.approx(end) for end in told.between]
    (stage,) = values(found, "stages").values()
    (standing,) = told.stages
    assert stage == [3, 300, pytest.approx(standing.weighted), pytest.approx(standing.expected)]


def test_the_title_answers_and_says_how_sure_it_is(busy: World) -> None:
    by = busy.actor("owner")
    label = period_of("quarter", today()).label
    assert "between" in drawn("forecast", by, "").title and drawn("forecast", by, "").title.startswith(label)
    quarter = Period.around(PeriodKind.QUARTER, today())
    set_target(Aim.REVENUE, quarter, Decimal(5000), by=by)
    found = drawn("forecast", by, "")
    assert found.title.endswith("the target is $5K")
    assert values(found, "numbers")["Target"][0] == 5000
    assert values(found, "numbers")["Expected"][4] == pytest.approx(
        float(values(found, "numbers")["Expected"][0]) - 5000
    )


def test_with_little_history_it_says_so(world: World) -> None:
    lived(world, [(5, 0, "open"), (3, 0, "open")])
    found = drawn("forecast", world.actor("owner"), "")
    assert found.title.endswith("there is too little history to say how wrong this is")
    assert lines(found, "stages")[world.stages[0].name].cells[3].note == "by its odds"


def test_a_period_that_is_over_is_told_as_of_a_day_in_it_and_what_came_beside_it(busy: World) -> None:
    by, period = busy.actor("owner"), period_of("quarter", today()).before
    assert period.from_on and period.until_on
    day = period.from_on + timedelta(days=30)
    found = drawn("forecast", by, f"period=quarter&from={period.from_on}&as_of={day}")
    told = of_engine(by, Window(period.from_on, period.until_on, day))
    numbers = values(found, "numbers")
    assert numbers["Expected"][0] == pytest.approx(told.together) and numbers["Won so far"][0] == told.won
    came = of_engine(by, Window(period.from_on, period.until_on + timedelta(days=1), period.until_on)).won
    assert numbers["What came"][0] == pytest.approx(came) and f"brought ${came:,.0f}" in found.title.replace(
        "1K", "1,000"
    )


def test_without_a_day_a_period_that_is_over_is_told_as_of_the_evening_before_it(busy: World) -> None:
    period = period_of("quarter", today()).before
    assert period.from_on
    evening = period.from_on - timedelta(days=1)
    path = f"period=quarter&from={period.from_on}"
    whole, then = (drawn("forecast", busy.actor("owner"), query) for query in (path, f"{path}&as_of={evening}"))
    assert values(whole, "numbers") == values(then, "numbers") and whole.more["hint"] and not then.more["hint"]


def test_of_a_past_day_the_period_is_the_one_that_day_leads_to(busy: World) -> None:
    shown = busy.client("owner").get("/reports/forecast/?as_of=2025-06-30")
    assert shown.context["asked"].period.from_on == date(2025, 7, 1)
    shown = busy.client("owner").get("/reports/forecast/?period=month&as_of=2025-05-12")
    assert shown.context["asked"].period.from_on == date(2025, 5, 1)
    assert [tab["current"] for tab in shown.context["tabs"]] == [True, False, False, False, False]


def test_the_periods_offered_go_on_or_come(busy: World) -> None:
    client = busy.client("owner")
    shown = client.get("/reports/forecast/")
    named = {str(tab["label"]): tab["url"] for tab in shown.context["tabs"]}
    assert list(named) == ["This month", "This quarter", "Next quarter", "This year", "From … to"]
    for url in named.values():
        assert client.get(f"/reports/forecast/{url}").status_code == 200
    assert "until before" in client.get(f"/reports/forecast/{named['From … to']}").content.decode()


@pytest.mark.parametrize("query", ["period=custom&from=1500-01-01&to=3000-01-01", "period=year&from=2100-01-01"])
def test_who_asks_too_far_ahead_is_told(busy: World, query: str) -> None:
    for path in (f"/reports/forecast/?{query}", f"/reports/forecast.pdf?{query}"):
        assert busy.client("owner").get(path).status_code == 422


def test_without_a_deal_it_says_what_fills_it(world: World) -> None:
    shown = world.client("rep").get("/reports/forecast/").content.decode()
    assert "Nothing to foretell yet" in shown and reverse("deals:open") in shown


def test_a_history_that_ended_long_ago_leads_to_its_last_quarter(world: World) -> None:
    lived(world, [(before, 20, "won") for before in range(500, 900, 9)])
    client = world.client("owner")
    shown = client.get("/reports/forecast/")
    nothing = shown.context["drawn"].nothing
    assert nothing.title == "Nothing goes on in this time"
    then = client.get(f"/reports/forecast/{nothing.url}")
    assert then.status_code == 200 and not then.context["drawn"].is_empty
    assert "What came" in then.content.decode()


def test_a_seller_is_told_of_the_deals_that_they_may_read(busy: World) -> None:
    lived(busy, [(before, 20, "won") for before in range(31, 760, 9)], "colleague", 7777)
    lived(busy, [(4, 0, "open")], "colleague", 7777)
    own, everybody = drawn("forecast", busy.actor("rep"), ""), drawn("forecast", busy.actor("owner"), "")
    told = of_engine(busy.actor("rep"), this_quarter())
    assert values(own, "numbers")["Expected"][0] == pytest.approx(told.together)
    assert values(own, "stages")[busy.stages[0].name][:2] == [3, 300]
    assert values(everybody, "stages")[busy.stages[0].name][:2] == [4, 8077]
    for path in ("/reports/forecast/", "/reports/forecast/?team=South", "/reports/forecast/?owner=Colleague"):
        shown = busy.client("rep").get(path).content.decode()
        assert "7,777" not in shown and "$7.8K" not in shown and "8,077" not in shown


def test_the_forecast_on_earlier_days_is_what_one_would_have_said_then(busy: World) -> None:
    by = busy.actor("owner")
    found = lines(drawn("forecast", by, ""), "course")
    days = days_of(this_quarter(), is_over=False)
    assert len(found) == len(days) and days[-1] == today()
    told = [of_engine(by, this_quarter(day)) for day in days]
    assert [line.cells[1].value for line in found.values()] == [pytest.approx(one.together) for one in told]


def test_the_earlier_times_are_those_by_which_it_says_how_wrong_it_may_be(busy: World) -> None:
    told = of_engine(busy.actor("owner"), this_quarter())
    found = [line.cells for line in lines(drawn("forecast", busy.actor("owner"), ""), "earlier").values()]
    assert len(found) == len(told.earlier) > 3
    for cells, then in zip(found, told.earlier, strict=True):
        assert cells[1].value == pytest.approx(of_engine(busy.actor("owner"), then.window).together)
        assert cells[2].value == pytest.approx(then.won + then.came)


def test_files_hold_the_figures_and_paper_the_drawing(busy: World) -> None:
    client = busy.client("owner")
    answer = client.get("/exports/reports/forecast/numbers.csv")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:4]] == ["Won so far", "Expected", "By the stages’ odds"]
    paper = letters(client.get("/reports/forecast.pdf").content)
    assert "Openworth" not in paper and "Dealsstilltocome" in paper


def test_the_forecast_stands_in_the_side_bar(busy: World) -> None:
    assert 'href="/reports/forecast/"' in busy.client("rep").get("/reports/").content.decode().partition("<main")[0]
    assert busy.client("rep").get("/reports/forecast/").context["nav"] == "forecast"


def test_each_seller_brings_what_the_engine_says_and_filters_leave_one(busy: World) -> None:
    lived(busy, [(before, 20, "won") for before in range(31, 400, 9)], "colleague", 500)
    lived(busy, [(4, 0, "open")], "colleague", 500)
    by = busy.actor("owner")
    with caught_up(by.workspace) as copy:
        parts = Forecast(copy, by).splits(this_quarter(), ["owner"])["owner"]
    found = values(drawn("forecast", by, ""), "by-owner")
    assert {label: told[-1] for label, told in found.items()} == {
        part.label: pytest.approx(part.together) for part in parts
    }
    with caught_up(by.workspace) as copy:
        rep = Forecast(copy, by, (("owner", "Rep"),)).expected(this_quarter())
    alone = drawn("forecast", by, "owner=Rep")
    assert values(alone, "numbers")["Expected"][0] == pytest.approx(rep.together)
    assert values(alone, "stages")[busy.stages[0].name][:2] == [3, 300]


def test_what_is_expected_to_close_counts_by_the_category_that_was_chosen(world: World) -> None:
    by, kinds = world.actor("rep"), ("commit", "best_case", "pipeline", "omitted", "")
    for number, kind in enumerate(kinds):
        deal = world.deal(f"Deal {number}", amount=Decimal(10**number), expected_close_on=today())
        if kind:
            change_deal(deal, by=by, forecast_category=kind)
    numbers = values(drawn("forecast", by, ""), "numbers")
    assert numbers["Won and commit"][0] == 1 and numbers["With best case"][0] == 11
    assert numbers["With all that is expected to close"][0] == 10111


def test_deals_that_wait_too_long_are_told_with_what_they_count_for(world: World) -> None:
    lived(world, [*[(300, 10, "won")] * 6, *[(300, 60, "lost")] * 6, *[(40, 0, "open")] * 2])
    found = drawn("forecast", world.actor("owner"), "")
    (line,) = [line for table in found.tables if table.key == "late" for line in table.lines]
    assert [cell.value for cell in line.cells] == [2, 200, 0, 0] and "picked=" in line.cells[0].url
    assert world.client("owner").get(line.cells[0].url).context["count_words"] == "2 deals"


def test_the_deals_that_matter_most_are_those_that_one_may_read(busy: World) -> None:
    busy.deal("Of a colleague", "colleague", amount=Decimal(100_000))
    assert "Of a colleague" in lines(drawn("forecast", busy.actor("owner"), ""), "deals")
    own = lines(drawn("forecast", busy.actor("rep"), ""), "deals")
    assert len(own) == 3 and "Of a colleague" not in own


def test_what_all_deals_say_of_stages_is_told_to_who_may_read_them_all(busy: World) -> None:
    name = busy.stages[0].name
    stated, won, _off, n = values(drawn("forecast", busy.actor("owner"), ""), "calibration")[name]
    assert stated == pytest.approx(float(busy.stages[0].probability or 0) / 100)
    assert isinstance(won, float) and 0.3 < won < 0.6 and n == 85
    assert not lines(drawn("forecast", busy.actor("rep"), ""), "calibration")
