"""A stage history and a table of deals come to the same, whichever is imported first, and each is undone as a unit."""

import pytest

from penstock.common.errors import Refused
from penstock.deals.actions import change_deal, move_deal, undo_change
from penstock.deals.models import Deal, DealSpan
from penstock.journal.models import Event
from penstock.journal.projections import PROJECTIONS, rebuild_all
from penstock.metrics.asking import ask
from penstock.people.actions import create_workspace
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor
from tests.imports.flows import csv_file, imported, proposed, undone

pytestmark = pytest.mark.django_db

DEALS = """Deal ID,Deal name,Stage,Status,Amount,Currency,Owner,Company,Created,Close date
D1,Gate,Proposal,Open,1000,EUR,Ann,Acme,2024-01-02,
D2,Roof,Negotiation,Won,500,EUR,Bob,Beta,2024-01-03,2024-03-01
D3,Wall,Negotiation,Lost,700,EUR,Ann,Acme,2024-01-04,2024-03-05
"""
HISTORY = """Deal ID,Deal name,Stage,Entered at,Owner
D1,Gate,Lead,2024-01-02 09:00,Ann
D1,Gate,Proposal,2024-01-20 10:00,Ann
D2,Roof,Lead,2024-01-03 09:00,Ann
D2,Roof,Proposal,2024-01-10 09:00,Bob
D2,Roof,Negotiation,2024-02-01 09:00,Bob
D2,Roof,Won,2024-03-01 12:00,Bob
D3,Wall,Lead,2024-01-04 09:00,Ann
D3,Wall,Negotiation,2024-02-11 09:00,Ann
D3,Wall,Proposal,2024-02-12 09:00,Ann
D3,Wall,Negotiation,2024-02-13 09:00,Ann
"""
METRICS = ("stage_entered", "stage_moved_on", "stage_days", "stage_lost", "deals_won", "revenue_won", "cycle_length")


@pytest.fixture
def deals(tmp_path):
    return csv_file(tmp_path, "deals.csv", DEALS)


@pytest.fixture
def history(tmp_path):
    return csv_file(tmp_path, "history.csv", HISTORY)


def past(by) -> list[tuple]:
    """Everything that is believed of all pasts, by names."""
    names = dict(Stage.objects.of(by).values_list("pk", "name"))
    told = ("deal__name", "from_at", "to_at", "visit", "entered_at", "status", "owner_id", "value", "currency")
    rows = DealSpan.objects.of(by).believed().order_by("deal__name", "from_at", "pk")
    return [(names[stage], *rest) for stage, *rest in rows.values_list("stage_id", *told)]


def path(by, name: str) -> list[str]:
    return [row[0] for row in past(by) if row[1] == name]


def facts(by) -> list[tuple]:
    told = ("name", "stage__name", "status", "value", "currency", "owner__name", "company__name", "opened_at")
    return list(Deal.objects.of(by).order_by("name").values_list(*told, "closed_at", "stage_entered_at"))


def figures(by) -> dict[str, list]:
    """What the numbers say at the end of the files and in the middle, by stage where that is asked."""
    return {
        f"{key} {split} {day}": ask(key, by=by, split=split, from_on="2024-01-01", until_on=day).as_json()["rows"]
        for key in METRICS
        for split in ([("stage",), ("owner",)] if key.startswith("stage") else [(), ("owner",)])
        for day in ("2024-02-10", "2024-04-01")
    }


def test_a_history_that_comes_after_its_deals_tells_their_past(owner, deals, history):
    imported(owner, deals)
    assert path(owner, "Roof") == ["Negotiation", "Won"]
    before = facts(owner)
    one = proposed(owner, history)
    assert one.proposal["counts"]["deal"] == {"updated": 3}
    done = imported(owner, history)
    assert done.counts["deal"] == {"updated": 3}
    assert path(owner, "Roof") == ["Lead", "Proposal", "Negotiation", "Won"]
    assert path(owner, "Wall") == ["Lead", "Negotiation", "Proposal", "Negotiation", "Lost"]
    assert [row[:7] for row in facts(owner)] == [row[:7] for row in before]
    assert Deal.objects.of(owner).count() == 3
    assert Event.objects.of(owner).filter(kind="deal.history_rewritten").count() == 3


def test_the_same_history_again_changes_nothing(owner, deals, history):
    imported(owner, deals)
    imported(owner, history)
    told = past(owner)
    assert proposed(owner, history).proposal["counts"]["deal"] == {"matched": 3}
    assert imported(owner, history).counts["deal"] == {"matched": 3}
    assert past(owner) == told


def test_a_late_history_is_undone_as_a_unit(owner, deals, history):
    imported(owner, deals)
    told, stood = past(owner), facts(owner)
    undone(imported(owner, history), owner)
    assert (past(owner), facts(owner)) == (told, stood)
    again = imported(owner, history)
    assert again.counts["deal"] == {"updated": 3}
    assert path(owner, "Roof") == ["Lead", "Proposal", "Negotiation", "Won"]


def test_what_people_did_since_goes_on_after_a_late_history_and_after_its_undo(owner, deals, history):
    imported(owner, deals)
    gate = Deal.objects.of(owner).get(name="Gate")
    change_deal(gate, by=owner, amount=1200)
    one = imported(owner, history)
    assert path(owner, "Gate") == ["Lead", "Proposal", "Proposal"]
    assert [row[8] for row in past(owner) if row[1] == "Gate"] == [1000, 1000, 1200]
    move_deal(gate, Stage.objects.of(owner).get(name="Negotiation", pipeline=gate.pipeline), by=owner)
    undone(one, owner)
    assert path(owner, "Gate") == ["Proposal", "Proposal", "Negotiation"]
    assert Deal.objects.of(owner).get(name="Gate").stage.name == "Negotiation"


def test_a_change_before_a_late_history_cannot_be_undone_past_it(owner, deals, history):
    imported(owner, deals)
    gate = Deal.objects.of(owner).get(name="Gate")
    event = change_deal(gate, by=owner, amount=1200)
    imported(owner, history)
    with pytest.raises(Refused):
        undo_change(gate, event.position, by=owner)


def test_deals_made_by_hand_are_found_by_a_name_that_only_one_bears(owner, deals, tmp_path):
    imported(owner, deals)
    rows = "Deal name,Stage,Entered at\nGate,Lead,2024-01-02\nGate,Proposal,2024-01-09\nOther,Lead,2024-01-01"
    one = imported(owner, csv_file(tmp_path, "names.csv", rows))
    assert one.counts["deal"] == {"updated": 1, "created": 1}
    assert path(owner, "Gate") == ["Lead", "Proposal"]


ORDERS = {"deals first": ((0,), (1,)), "history first": ((1,), (0,)), "together": ((0, 1),)}


@pytest.mark.parametrize("order", ORDERS)
def test_in_any_order_deals_and_history_come_to_the_same(owner, deals, history, order):
    for files in ORDERS[order]:
        imported(owner, *((deals, history)[file] for file in files))
    assert Deal.objects.of(owner).count() == 3
    assert path(owner, "Gate") == ["Lead", "Proposal"]
    assert path(owner, "Roof") == ["Lead", "Proposal", "Negotiation", "Won"]
    assert path(owner, "Wall") == ["Lead", "Negotiation", "Proposal", "Negotiation", "Lost"]
    assert [(row[8], row[9]) for row in past(owner)] == [(1000, "EUR")] * 2 + [(500, "EUR")] * 4 + [(700, "EUR")] * 5
    assert [row[1:7] for row in facts(owner)] == [
        ("Proposal", "open", 1000, "EUR", "Ann", "Acme"),
        ("Won", "won", 500, "EUR", "Bob", "Beta"),
        ("Lost", "lost", 700, "EUR", "Ann", "Acme"),
    ]


def test_the_figures_do_not_depend_on_the_order(db, deals, history):
    told = []
    for order, steps in ORDERS.items():
        by = Actor.system(create_workspace(order, by=None), "import")
        for files in steps:
            imported(by, *((deals, history)[file] for file in files))
        told.append(([row[:4] + row[5:7] for row in past(by)], figures(by)))
    assert told[0] == told[1] == told[2]


def test_a_row_that_completes_a_history_is_undone_to_what_the_history_told(owner, deals, history):
    imported(owner, history)
    told = past(owner)
    one = imported(owner, deals)
    assert one.counts["deal"] == {"updated": 3}
    undone(one, owner)
    assert past(owner) == told


def test_projections_stand_as_if_drawn_anew_after_both(owner, deals, history):
    imported(owner, deals)
    imported(owner, history)
    kept = {name: one.picture(owner) for name, one in PROJECTIONS.items()}
    rebuild_all(owner)
    assert {name: one.picture(owner) for name, one in PROJECTIONS.items()} == kept
