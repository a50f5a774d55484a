"""Makes the workspace that is measured: three years of one company, through the same bulk actions as an import.

30 % of the deals are open, 7 stages of which 5 are open, 20 sellers in 4 teams, 20,000 companies (fewer below 100,000
deals): 3.7 spans for each deal. Projections are drawn once at the end instead of being kept 20,000 times. The work on
the deals is added by ``benchmarks.activities``.
"""

import random
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from penstock.common import clock
from penstock.common.statistics import refresh_statistics
from penstock.companies.models import Company
from penstock.deals.actions import DealHistory, Step, ingest_deals
from penstock.deals.models import Deal
from penstock.journal import projections
from penstock.people.actions import add_person, add_team, create_workspace
from penstock.pipelines.actions import add_loss_reason, add_source, create_pipeline
from penstock.pipelines.models import Stage
from penstock.pipelines.templates import StageTemplate
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import User, Workspace

BLOCK = 2000
YEARS = timedelta(days=3 * 365)
STAGES = [
    StageTemplate(name, probability, days)
    for name, probability, days in (
        ("Qualification", 10, 10),
        ("Meeting", 30, 14),
        ("Proposal", 50, 14),
        ("Negotiation", 70, 21),
        ("Closing", 90, 10),
    )
]
WORDS = ("Blue", "North", "Iron", "Silver", "Delta", "Vector", "Ural", "Volga", "Orion", "Atlas", "Harbor", "Neva")
TRADES = ("Steel", "Foods", "Systems", "Logistics", "Energy", "Pharma", "Textiles", "Robotics", "Optics", "Marine")


def generate(deals: int) -> Actor:
    """The workspace with so many deals, as its system actor; shows progress on standard error."""
    chance = random.Random(7)
    by = Actor.system(create_workspace(f"Bench {deals}", by=None), "import")
    frame = _frame(by)
    companies = _companies(by, chance, min(20_000, max(deals // 5, 10)))
    kept = dict(projections.PROJECTIONS)
    projections.PROJECTIONS.clear()
    try:
        for done in range(0, deals, BLOCK):
            told = list(_histories(by, chance, frame, companies, min(BLOCK, deals - done), done))
            ingest_deals(told, by=by)
            print(f"\rdeals {done + BLOCK:,} of {deals:,}", end="", file=sys.stderr)
    finally:
        projections.PROJECTIONS.update(kept)
    print("\nprojections", file=sys.stderr)
    projections.rebuild_all(by)
    refresh_statistics()
    return by


def _frame(by: Actor) -> dict[str, list]:
    """People, teams, stages, sources and loss reasons."""
    teams = [add_team(f"Team {n}", by=by) for n in range(1, 5)]
    user = User.objects.create_user("bench@demo.test")
    add_person("Bench Owner", by=by, role="owner", user=user)
    people = [add_person(f"Seller {n}", by=by, team=teams[n % 4]) for n in range(20)]
    create_pipeline("Sales", STAGES, by=by)
    return {
        "people": [person.pk for person in people],
        "stages": list(Stage.objects.of(by).order_by("order")),
        "sources": [add_source(f"Source {n}", by=by).pk for n in range(6)],
        "reasons": [add_loss_reason(f"Reason {n}", by=by).pk for n in range(5)],
    }


def _companies(by: Actor, chance: random.Random, count: int) -> list[int]:
    rows = [
        Company(
            workspace_id=by.workspace_id,
            name=f"{chance.choice(WORDS)} {chance.choice(TRADES)} {n}",
            sector=chance.choice(TRADES),
            country=chance.choice(("Russia", "China", "Germany", "Brazil")),
            created_at=clock.now(),
        )
        for n in range(count)
    ]
    return [row.pk for row in Company.objects.insert(rows)]


def _histories(
    by: Actor, chance: random.Random, frame: dict[str, list], companies: list[int], count: int, first: int
) -> Iterator[DealHistory]:
    now = clock.now()
    for number in range(first, first + count):
        name = f"{chance.choice(WORDS)} {chance.choice(TRADES)} order {number}"
        yield DealHistory(
            name,
            list(_steps(chance, frame, now)),
            {
                "company_id": chance.choice(companies),
                "source_id": chance.choice(frame["sources"]),
                "type": chance.choice(("new", "repeat", "existing")),
                "currency": "USD",
            },
        )


def _steps(chance: random.Random, frame: dict[str, list], now: datetime) -> Iterator[Step]:
    """From one to five open stages, then, for seven deals of ten, an outcome."""
    closed = chance.random() < 0.7
    visits, gaps = chance.randint(1, 5), []
    at = now - chance.random() * (YEARS if closed else timedelta(days=180)) - timedelta(days=1)
    facts = {"owner_id": chance.choice(frame["people"]), "amount": Decimal(chance.randint(100, 100_000))}
    *open_stages, won, lost = frame["stages"]
    path = open_stages[:visits]
    if closed:
        path.append(won if chance.random() < 0.4 else lost)
    gaps = [(now - at) / (len(path) + 1)] * len(path)
    for stage, gap in zip(path, gaps, strict=True):
        outcome = {"loss_reason_id": chance.choice(frame["reasons"])} if stage.kind == "lost" else {}
        yield Step(at, stage, {**facts, **outcome})
        at += min(gap, timedelta(days=chance.expovariate(1 / 12)))


def existing(deals: int) -> Actor | None:
    """The workspace of an earlier run in the same data folder; one that was left half-made is told."""
    workspace = Workspace.objects.filter(name=f"Bench {deals}").first()
    if workspace is None:
        return None
    by = Actor.system(workspace, "screen")
    if Deal.objects.of(by).count() < deals:
        raise RuntimeError("An earlier run was interrupted while it made the data; remove the data folder.")
    return by
