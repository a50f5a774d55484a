"""On a company's real history the reports say what a plain count of its file says."""

import csv
from collections import Counter
from datetime import date
from statistics import median

import pytest

from penstock.metrics.asked import Asked
from penstock.metrics.periods import Period, period_of
from penstock.reports.bottlenecks import Bottlenecks
from penstock.reports.help_wanted import HelpWanted
from penstock.reports.quality import Quality
from penstock.workspaces.actor import Actor
from tests.imports.flows import imported
from tests.imports.shared import files, needs_data
from tests.reports.asked import drawn, values
from tests.world import World

pytestmark = [pytest.mark.django_db, needs_data]
STAGE = "Engaging"
YEAR = period_of("year", date(2017, 1, 1))
SPRING = period_of("quarter", date(2017, 4, 1))
WINTER = period_of("quarter", date(2017, 1, 1))
CAUSE = "More come in than go out: 2,388 in, 2,032 out; days fell from 75 to 37; conversion fell from 82% to 62%."


def sales() -> list[dict[str, str]]:
    """The file's rows."""
    with files("maven/sales_pipeline.csv")[0].open(encoding="utf-8") as source:
        return list(csv.DictReader(source))


def closed_in(period: Period) -> list[dict[str, str]]:
    return [row for row in sales() if row["close_date"] and is_in(row["close_date"], period)]


def is_in(day: str, period: Period) -> bool:
    return bool(period.from_on and period.until_on and period.from_on <= date.fromisoformat(day) < period.until_on)


def share_won(rows: list[dict[str, str]]) -> float:
    return Counter(row["deal_stage"] for row in rows)["Won"] / len(rows)


def days(rows: list[dict[str, str]]) -> float:
    ends = [(date.fromisoformat(row["close_date"]), date.fromisoformat(row["engage_date"])) for row in rows]
    return median((closed - engaged).days for closed, engaged in ends)


def test_the_reports_on_maven_are_what_counting_its_file_says(world: World) -> None:
    by = world.actor("owner")
    imported(by, *files("maven/*.csv"))
    assert_bottlenecks(by)
    assert_nobody_differs(by)
    assert_growth(by)
    assert_concentration(by)


def assert_bottlenecks(by: Actor) -> None:
    spring, winter = closed_in(SPRING), closed_in(WINTER)
    line = next(one for one in Bottlenecks(Asked(SPRING, None, ()), by).draw().tables[0].lines if one.label == STAGE)
    words, came, left, stay, _norm, conversion, _stuck = line.cells
    assert came.value == sum(is_in(row["engage_date"], SPRING) for row in sales() if row["engage_date"])
    assert left.value == len(spring)
    assert stay.value == days(spring)
    assert conversion.value == pytest.approx(share_won(spring))
    assert conversion.note == f"before {share_won(winter):.1%}"
    assert words.value == CAUSE


def assert_nobody_differs(by: Actor) -> None:
    drawn = HelpWanted(Asked(YEAR, None, ()), by).draw()
    assert "nearest to it is Lajuana Vencill at Engaging: 55% go on, of the others’ deals 63%" in drawn.title
    people = {line.label: line for line in drawn.tables[0].lines}
    agents = Counter(row["sales_agent"] for row in sales() if row["close_date"])
    won = Counter(row["sales_agent"] for row in sales() if row["deal_stage"] == "Won")
    for agent, count in agents.items():
        assert people[agent].cells[0].value == pytest.approx(won[agent] / count)
    assert drawn.tables[1].lines[0].cells[0].shown == "Maureen Marcano, 70%"
    sellers = next(table for table in Quality(Asked(YEAR, None, ()), by).draw().tables if table.key == "sellers")
    assert sum(line.cells[1].value for line in sellers.lines) == 10_005_534


def won_in(period: Period) -> list[dict[str, str]]:
    return [row for row in closed_in(period) if row["deal_stage"] == "Won"]


def assert_growth(by: Actor) -> None:
    """Each factor of the spring and of the winter, and what it added."""
    told = values(drawn("growth", by, "period=quarter&from=2017-04-01"), "factors")
    columns = []
    for period in (SPRING, WINTER):
        won = won_in(period)
        rate, buyers = len(won) / len(closed_in(period)), len({row["account"] for row in won})
        average = sum(int(row["close_value"]) for row in won) / len(won)
        columns.append([rate, average, len(won) / buyers, rate * average * len(won) / buyers])
    for index, line in enumerate(told.values()):
        assert line[:2] == pytest.approx([column[index] for column in columns])
    assert sum(line[3] for line in list(told.values())[:3]) == pytest.approx(columns[0][3] - columns[1][3])


def assert_concentration(by: Actor) -> None:
    """The shares of the sellers, and the win rate and revenue of the year."""
    brought: Counter[str] = Counter()
    for row in won_in(YEAR):
        brought[row["sales_agent"]] += int(row["close_value"])
    found = drawn("concentration", by, "period=year&from=2017-01-01")
    told = values(found, "sellers")
    assert {agent: line[0] for agent, line in told.items()} == brought
    assert list(told.values())[9][2] == pytest.approx(sum(sorted(brought.values())[-10:]) / 10_005_534)
    assert found.title.startswith("10 of 30 sellers")
    figures = values(drawn("sales", by, "period=all"), "figures")
    assert figures["Revenue won"] == [10_005_534] and figures["Pipeline value"] == [4_966_215]
    assert figures["Win rate"][0] == pytest.approx(0.6315005, abs=5e-8)
