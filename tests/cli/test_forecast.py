"""The forecast on the command line."""

import csv
import io
import json
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result

from penstock.cli.forecast import command
from penstock.common import clock
from penstock.forecasts import learning
from tests.forecasts.test_expected import lived
from tests.world import World


@pytest.fixture(name="busy")
def busy_world(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(learning, "ENOUGH", 4)
    lived(world, [*[(300, 10, "won")] * 6, *[(300, 10, "lost")] * 4, *[(1, 0, "open")] * 5])
    return world


def run(*words: str) -> Result:
    return CliRunner().invoke(command, ["--workspace", "Ours", *words])


def day(after: int) -> str:
    return str((clock.now() + timedelta(days=after)).date())


def test_every_form_tells_the_same(busy: World) -> None:
    period = ("--from", day(1), "--to", day(40))
    told = json.loads(run(*period, "--format", "json").output)
    assert told["expected"] == pytest.approx(300) and told["lines"][1]["deals"] == 5
    rows = list(csv.DictReader(io.StringIO(run(*period, "--format", "csv").output)))
    assert [float(row["expected"] or 0) for row in rows] == pytest.approx([0, 300, 0, 300])
    printed = run(*period).output
    assert busy.stages[0].name in printed and "300" in printed and "too little history" in printed


def test_without_a_period_it_is_of_this_quarter(busy: World) -> None:
    told = json.loads(run("--as-of", "2026-05-10", "--format", "json").output)
    assert (told["from"], told["to"]) == ("2026-04-01", "2026-07-01")
    told = json.loads(run("--as-of", "2025-12-31", "--format", "json").output)
    assert (told["from"], told["to"]) == ("2025-10-01", "2026-01-01")


@pytest.mark.parametrize("period", [("--from", day(5), "--to", day(5)), ("--from", day(-9), "--to", day(-3))])
def test_a_period_that_is_over_is_no_forecast(busy: World, period: tuple[str, ...]) -> None:
    found = run(*period)
    assert found.exit_code == 2 and "must end after" in found.output
