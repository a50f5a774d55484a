"""An import can be stopped, resumed after a kill, repeated and undone as a unit, and done again after that."""

import pytest

from penstock.common.errors import Refused
from penstock.companies.models import Company
from penstock.deals.actions import move_deal, open_deal
from penstock.deals.models import Deal
from penstock.imports.actions import start_import, stop_import
from penstock.imports.models import Import
from penstock.imports.running import run_import as runner
from penstock.imports.running import steps
from penstock.people.actions import create_workspace
from penstock.pipelines.models import Pipeline, Stage
from penstock.products.models import Product
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person
from tests.imports.flows import carried_on, csv_file, imported, proposed, undone
from tests.imports.test_import_flow import DEALS

pytestmark = pytest.mark.django_db


@pytest.fixture
def deals(tmp_path):
    return csv_file(tmp_path, "deals.csv", DEALS)


def test_an_import_is_undone_as_a_unit_and_can_be_done_again(owner, deals):
    other = open_deal("Ours", by=owner)
    one = undone(imported(owner, deals), owner)
    assert one.state == "undone"
    assert [deal.name for deal in Deal.objects.of(owner)] == [other.name]
    assert not Company.objects.of(owner).exists()
    assert not Person.objects.of(owner).filter(name__in=["Ann", "Bob"], deactivated_at__isnull=True).exists()
    again = imported(owner, deals)
    assert again.counts["deal"]["created"] == 3
    assert Person.objects.of(owner).get(name="Ann").is_active
    assert Pipeline.objects.of(owner).count() == 2


def test_undo_keeps_what_others_have_come_to_need(owner, deals):
    one = imported(owner, deals)
    open_deal("Next order", by=owner, company=Company.objects.of(owner).get(name="Beta"))
    assert "1 record stays" in undone(one, owner).message
    assert [company.name for company in Company.objects.of(owner)] == ["Beta"]


def test_undo_gives_back_what_a_later_import_changed(owner, deals, tmp_path):
    imported(owner, deals)
    newer = csv_file(
        tmp_path, "deals.csv", DEALS.replace("1,Gate,Proposal,Open,1000", "1,Great gate,Negotiation,Open,1200")
    )
    undone(imported(owner, newer), owner)
    gate = Deal.objects.of(owner).select_related("stage").get(name="Gate")
    assert (gate.amount, gate.stage.name) == (1000, "Proposal")


@pytest.fixture
def many(tmp_path, monkeypatch):
    monkeypatch.setattr(steps, "BLOCK", 10)
    rows = "\n".join(f"Deal {n % 7},Proposal,{n},Ann,Acme,2024-01-{n % 28 + 1:02}" for n in range(95))
    return csv_file(tmp_path, "many.csv", f"Deal name,Stage,Amount,Owner,Company,Created\n{rows}")


def test_a_stopped_import_goes_on_where_it_stopped(owner, many, monkeypatch):
    one = proposed(owner, many)
    take, taken = runner._advance, []

    def stop_at_third(run, step, row, rows):
        take(run, step, row, rows)
        taken.append(rows)
        if rows and sum(taken) == 30:
            stop_import(one, by=owner)

    monkeypatch.setattr(runner, "_advance", stop_at_third)
    stopped = carried_on(one, owner)
    assert (stopped.state, Deal.objects.of(owner).count()) == ("stopped", 30)
    monkeypatch.setattr(runner, "_advance", take)
    done = carried_on(stopped, owner)
    assert (done.state, done.counts["deal"], Deal.objects.of(owner).count()) == ("done", {"created": 95}, 95)


def test_an_import_that_fails_in_a_block_has_all_blocks_before_and_nothing_of_that_one(owner, many, monkeypatch):
    take = steps.TAKE["deal"]

    def fail_at_fourth(run, table, rows):
        take(run, table, rows)
        if rows[0].row > 40:
            raise Refused("The disk is full.")

    monkeypatch.setitem(steps.TAKE, "deal", fail_at_fourth)
    failed = carried_on(proposed(owner, many), owner)
    assert (failed.state, failed.message, Deal.objects.of(owner).count()) == ("failed", "The disk is full.", 40)
    monkeypatch.setitem(steps.TAKE, "deal", take)
    assert carried_on(failed, owner).state == "done"
    assert Deal.objects.of(owner).count() == 95


def test_rows_without_ids_are_known_again(owner, many):
    imported(owner, many)
    assert imported(owner, many).counts["deal"] == {"matched": 95}


def test_a_deal_that_was_moved_since_is_undone_with_the_rest(owner, deals):
    one = imported(owner, deals)
    gate = Deal.objects.of(owner).get(name="Gate")
    move_deal(gate, Stage.objects.of(owner).get(name="Negotiation", pipeline=gate.pipeline), by=owner)
    undone(one, owner)
    assert not Deal.objects.of(owner).exists()


def test_an_import_that_was_killed_is_stopped_by_asking_twice_and_goes_on(owner, deals):
    one = start_import(proposed(owner, deals), by=owner, in_background=False)
    Import.objects.of(owner).filter(pk=one.pk).update(state="running")
    assert stop_import(one, by=owner).state == "running"
    stopped = stop_import(one, by=owner)
    assert stopped.state == "stopped"
    assert carried_on(stopped, owner).counts["deal"]["created"] == 3


def test_two_runs_of_one_import_cannot_both_write(owner, many, monkeypatch):
    one = proposed(owner, many)
    take, other = runner._advance, []

    def overtake(run, step, row, rows):
        if rows and not other:
            other.append(1)
            Import.objects.of(owner).filter(pk=one.pk).update(row=10)
        take(run, step, row, rows)

    monkeypatch.setattr(runner, "_advance", overtake)
    assert carried_on(one, owner).state == "running"
    assert not Deal.objects.of(owner).exists()


def test_the_only_pipeline_outlives_the_undo_and_that_is_said(db, deals):
    by = Actor.system(create_workspace("New", by=None), "import")
    assert "the only one" in undone(imported(by, deals), by).message
    assert Pipeline.objects.of(by).filter(retired_at__isnull=True).count() == 1
    imported(by, deals)
    assert Pipeline.objects.of(by).count() == 1


def test_products_of_an_undone_import_are_sold_again_when_it_is_repeated(owner, tmp_path):
    path = csv_file(tmp_path, "products.csv", "Product,Price\nPanel,10\nBolt,1")
    undone(imported(owner, path), owner)
    assert not Product.objects.of(owner).filter(retired_at__isnull=True).exists()
    assert imported(owner, path).counts["product"] == {"created": 2}
    assert Product.objects.of(owner).filter(retired_at__isnull=True).count() == 2
