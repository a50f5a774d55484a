"""What happens outside, and the seasons, on the page of the forecast."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from penstock.common import clock
from penstock.forecasts.forecast import Forecast
from penstock.forecasts.seasons import Seasons
from penstock.metrics.periods import period_of
from penstock.reports.outlook import months
from penstock.reports.outlook.asking import Outlook
from penstock.reports.outlook.course import off_by
from penstock.reports.paper import as_table
from penstock.reports.tables import Cell
from penstock.targets.actions import add_remark
from penstock.targets.models import Remark
from tests.paper.reading import letters
from tests.reports.asked import drawn, lines, values
from tests.reports.test_forecast import lived
from tests.world import World

Ask = Callable[[Outlook, str, Callable[[Forecast], Any]], Any]
HOSTILE = "<script>alert(1)</script> =HYPERLINK(1)"
PAGE = "/reports/forecast/"


@pytest.fixture(name="busy")
def busy_world(world: World) -> World:
    lived(world, [(before, 20, "won" if before % 2 else "lost") for before in range(30, 760, 9)])
    lived(world, [(5, 0, "open"), (9, 0, "open"), (14, 0, "open")])
    return world


def quarter(before: int = 0) -> date:
    """A day of this quarter, or of one before."""
    period = period_of("quarter", clock.now().date())
    for _one in range(before):
        period = period.before
    assert period.from_on
    return period.from_on + timedelta(days=10)


def test_what_touches_the_period_is_told_and_what_touched_earlier_ones_beside_them(busy: World) -> None:
    by = busy.actor("owner")
    add_remark("Prices rise", quarter(), by=by)
    add_remark("Trade fair", quarter(1), quarter(1) + timedelta(days=3), by=by)
    add_remark("Long ago", quarter() - timedelta(days=3000), by=by)
    found = drawn("forecast", busy.actor("rep"), "")
    (line,) = lines(found, "remarks").values()
    assert [cell.shown for cell in line.cells] == ["Prices rise", busy.people["owner"].name]
    assert not line.cells[0].url and drawn("forecast", by, "").tables
    column = [one[-1] for one in values(found, "earlier").values()]
    assert column[0] == "Trade fair" and set(column[1:]) == {""}


def test_without_a_remark_only_who_may_write_one_sees_where(busy: World) -> None:
    assert "add_remark" not in busy.client("rep").get(PAGE).content.decode()
    keys = [[one.key for one in drawn("forecast", busy.actor(role), "").tables] for role in ("rep", "manager")]
    assert ["remarks" in one for one in keys] == [False, True]
    for role, may in (("rep", False), ("viewer", False), ("manager", True)):
        shown = busy.client(role).get(PAGE).content.decode()
        assert ("forecast/remarks/add/" in shown) is may


def test_it_is_added_changed_and_removed_on_the_page(busy: World) -> None:
    client, query = busy.client("manager"), "?period=quarter"
    assert client.get(f"{PAGE}remarks/add/{query}").status_code == 200
    sent = {"text": "Prices rise", "from_on": quarter().isoformat(), "last_on": ""}
    assert client.post(f"{PAGE}remarks/add/{query}", sent).url == f"{PAGE}{query}"
    one = Remark.objects.of(busy.actor("owner")).get()
    assert f"remarks/{one.pk}/" in client.get(f"{PAGE}{query}").content.decode()
    assert "Prices rise" in client.get(f"{PAGE}remarks/{one.pk}/").content.decode()
    wrong = {**sent, "last_on": (quarter() - timedelta(days=1)).isoformat()}
    assert client.post(f"{PAGE}remarks/{one.pk}/", wrong).status_code == 422
    client.post(f"{PAGE}remarks/{one.pk}/", {**sent, "text": "Prices fall"})
    assert Remark.objects.of(busy.actor("owner")).get().text == "Prices fall"
    answer = client.post(f"{PAGE}remarks/{one.pk}/remove/{query}", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == f"{PAGE}{query}"
    assert not Remark.objects.of(busy.actor("owner")).exists()


def test_hostile_words_are_only_words(busy: World) -> None:
    for day in (quarter(), quarter(1)):
        add_remark(HOSTILE, day, by=busy.actor("owner"))
    client = busy.client("owner")
    shown = client.get(PAGE).content.decode()
    assert "<script>alert" not in shown and shown.count("&lt;script&gt;alert(1)") >= 2
    assert "&lt;script&gt;alert(1)" in client.get(f"{PAGE}remarks/{Remark.unscoped.first().pk}/").content.decode()
    file = b"".join(client.get("/exports/reports/forecast/remarks.csv").streaming_content).decode("utf-8-sig")
    assert "<script>alert(1)</script>" in file
    assert "alert(1)" in letters(client.get("/reports/forecast.pdf").content)


def test_more_remarks_ask_no_more(busy: World) -> None:
    client, by, counts = busy.client("owner"), busy.actor("owner"), []
    for several in (1, 12):
        for number in range(several):
            add_remark(f"{several} {number}", quarter(number % 4), by=by)
        client.get(PAGE)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(PAGE)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_months_of_the_period_that_differ_are_named(busy: World, monkeypatch: pytest.MonkeyPatch) -> None:
    by, period = busy.actor("owner"), "period=quarter&from=2026-10-01"
    monkeypatch.setattr(months.Outlook, "ask", _learnt({9: 0.996, 10: 0.97, 11: 0.8, 12: 1.16}, months.Outlook.ask))
    found = drawn("forecast", by, period)
    (table,) = [one for one in found.tables if one.key == "seasons"]
    assert table.title == (
        "November: 20% fewer deals are won than on average; December: 16% more deals are won than on average"
    )
    shown = {line.label: line.cells[0].shown for line in table.lines}
    assert len(shown) == 12
    assert (shown["October"], shown["December"], shown["January"]) == ("−3%", "+16%", "±0%")
    bars = {line.label: line.cells[0].percent for line in table.lines}
    assert table.from_middle
    assert (bars["October"], bars["November"], bars["December"], bars["January"]) == (-15, -100, 80, 0)
    assert (shown["September"], bars["September"]) == ("±0%", 0)
    (table,) = [one for one in drawn("forecast", by, "period=quarter&from=2026-04-01").tables if one.key == "seasons"]
    assert table.title == "The months of this period are as any other; these are not"
    assert "seasons" not in [one.key for one in drawn("forecast", busy.actor("rep"), period).tables]


def test_what_rounds_to_nothing_is_neither_more_nor_less() -> None:
    assert [off_by(off).shown for off in (0.004, -0.004, 0.006, -0.12, None)] == ["±0%", "±0%", "+1%", "−12%", "—"]


def test_a_bar_goes_from_the_middle_to_its_side() -> None:
    assert Cell("", 0.1, percent=80).off_middle == (50, 40)
    assert Cell("", -0.2, percent=-100).off_middle == (0, 50)
    assert Cell("", -0.03, percent=-15).off_middle == (42, 8)
    assert Cell("", 0.0).off_middle == (50, 0)


def test_the_seasons_are_drawn_to_both_sides_on_the_screen_and_on_paper(
    busy: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    learnt = {10: 0.97, 11: 0.8, 12: 1.16}
    monkeypatch.setattr(months.Outlook, "ask", _learnt(learnt, months.Outlook.ask))
    page = busy.client("owner").get("/reports/forecast/").content.decode()
    assert page.count('class="off-middle"') == 12 == page.count('class="middle"')
    assert page.count("bar is-under") == 2
    (table,) = [one for one in drawn("forecast", busy.actor("owner"), "").tables if one.key == "seasons"]
    assert as_table(table).from_middle
    assert busy.client("owner").get("/reports/forecast.pdf").content.startswith(b"%PDF")


def test_without_any_season_nothing_is_said_of_them(busy: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(months.Outlook, "ask", _learnt({1: 1.04}, months.Outlook.ask))
    assert "seasons" not in [one.key for one in drawn("forecast", busy.actor("owner"), "").tables]


def _learnt(factors: dict[int, float], ask: Ask) -> Ask:
    def answer(outlook: Outlook, what: str, question: Callable[[Forecast], Any]) -> Any:
        return Seasons(factors) if what == "seasons" else ask(outlook, what, question)

    return answer
