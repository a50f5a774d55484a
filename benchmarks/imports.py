"""How many rows a second an import takes in: the whole command on an empty folder, from reading to the last commit."""

import csv
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROWS = 20_000


@dataclass
class Rate:
    """A measured throughput."""

    name: str
    rows_per_second: float
    counted: str = "rows"

    def as_json(self) -> dict[str, Any]:
        """As it stands in latest.json."""
        return {"name": self.name, f"{self.counted}_per_second": round(self.rows_per_second)}


def imported() -> Iterator[Rate]:
    """A CSV of deals with owners, companies, dates and outcomes: with reading and preview, and once it is agreed to."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder / "deals.csv")
        told = _run(folder)
    yield Rate("import of deals, with reading and preview", told["rows"] / told["seconds"])
    yield Rate("import of deals, writing", told["rows"] / told["seconds_writing"])


def drained() -> Iterator[Rate]:
    """How fast automations come through a journal that has grown without them."""
    with tempfile.TemporaryDirectory() as name:
        env = {**os.environ, "PENSTOCK_DATA": name, "DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
        command = [sys.executable, "-m", "benchmarks.draining"]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    yield Rate("automation drains events", told["events"] / told["seconds"], "events")


def _write(path: Path) -> None:
    chance = random.Random(3)
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["Deal name", "Owner", "Company", "Stage", "Created", "Close date", "Amount"])
        for number in range(ROWS):
            opened = date(2024, 1, 1) + timedelta(days=chance.randint(0, 400))
            stage = chance.choice(("Prospecting", "Negotiation", "Won", "Won", "Lost"))
            closed = opened + timedelta(days=chance.randint(1, 90)) if stage in ("Won", "Lost") else ""
            rows.writerow(
                [f"Order {number}", f"Seller {number % 20}", f"Company {number % 3000}", stage, opened, closed, number]
            )


def _run(folder: Path) -> dict[str, Any]:
    env = {**os.environ, "PENSTOCK_DATA": str(folder / "data"), "DJANGO_SETTINGS_MODULE": "penstock.config.settings"}
    command = [sys.executable, "-m", "penstock", "import", str(folder / "deals.csv"), "--yes", "--format", "json"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return json.loads(done.stdout)
