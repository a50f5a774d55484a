"""A copy is the same however many batches it was drawn in, several of them side by side."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from penstock.activities.actions import log_activity
from penstock.deals.actions import win_deal
from penstock.metrics import feeding, following
from penstock.metrics.columnar import Copy, Engine
from penstock.metrics.columnar.copy import DEAL_TABLES
from penstock.workspaces.actor import Actor
from tests.world import World

TABLES = (*DEAL_TABLES, "companies", "rates")


def drawn(by: Actor, folder: Path) -> dict[str, list[Any]]:
    """All rows of deals, and the shares of the whole that were told while it was drawn."""
    engine = Engine(folder)
    copy = Copy(engine, folder / "copy.duckdb", "copy")
    told: list[float] = []
    following.draw(copy, by.workspace, folder, told.append)
    rows: dict[str, list[Any]] = {one: sorted(copy.ask(f"SELECT * FROM {one}"), key=str) for one in TABLES}
    copy.close()
    engine.close()
    return {**rows, "told": told}


def test_many_batches_draw_what_one_draws(
    world: World, rep: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deals = [world.deal(amount=Decimal(number), currency="XXX") for number in range(1, 12)]
    for number, deal in enumerate(deals):
        log_activity("call", "Asked", by=rep, deal=deal, outcome="No answer")
        if number % 3 == 0:
            win_deal(deal, by=rep)
    whole = drawn(rep, tmp_path / "whole")
    monkeypatch.setattr(feeding, "BATCH", 2)
    parts = drawn(rep, tmp_path / "parts")
    assert len(parts["told"]) > 4 and parts["told"] == sorted(parts["told"]) and parts["told"][-1] == 1
    assert {one: parts[one] for one in TABLES} == {one: whole[one] for one in TABLES}
    assert len(whole["spans"]) > 11 and len(whole["activities"]) == 11
    assert [row[0] for row in whole["rates"]].count("XXX") == 1
