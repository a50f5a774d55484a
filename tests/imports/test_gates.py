"""An import meets the gates: rows that lack what a stage asks are refused with what they lack."""

import csv
import io

from django.core.files.uploadedfile import SimpleUploadedFile

from penstock.deals.gates.rules import Draft
from penstock.deals.models import Deal, Override
from penstock.imports.actions import propose_import, start_import
from penstock.imports.files import keep_uploads
from penstock.imports.models import RefusedRow
from penstock.imports.running.run_import import run_import
from tests.deals.gates.test_rules import ask

AMOUNT = Draft("fields", {"fields": ["amount"]})
ROWS = [("1", "With", "100", "Meeting"), ("2", "Without", "", "Meeting"), ("3", "Early", "", "Qualification")]


def bring(world, rows, **choices):
    """Import rows of deals into the pipeline that is there."""
    text = io.StringIO()
    csv.writer(text).writerows([("Deal ID", "Deal name", "Amount", "Stage"), *rows])
    upload = SimpleUploadedFile("deals.csv", text.getvalue().encode())
    by = world.actor("owner")
    one = propose_import(keep_uploads([upload]), by=by, choices={"pipeline": "Sales", **choices})
    start_import(one, by=by, in_background=False)
    one.refresh_from_db()
    run_import(one, by.through("import"))
    return one


def names():
    return set(Deal.unscoped.values_list("name", flat=True))


def test_rows_that_lack_what_the_stage_asks_are_refused_with_what_they_lack(world):
    ask(world, world.stages[1], AMOUNT)
    one = bring(world, ROWS)
    assert names() == {"With", "Early"} and one.state == "done"
    row = RefusedRow.unscoped.get()
    assert row.cells[1] == "Without" and "Value is not filled in." in row.reason


def test_history_is_taken_as_it_happened_where_that_is_chosen(world):
    ask(world, world.stages[1], AMOUNT)
    bring(world, ROWS, as_it_happened=True)
    assert names() == {"With", "Without", "Early"}
    told = Override.unscoped.get()
    assert (told.deal.name, told.reason) == ("Without", "Imported as it happened.")


def test_a_known_deal_is_not_moved_past_a_gate_by_a_row(world):
    bring(world, [("1", "Known", "", "Qualification")])
    ask(world, world.stages[1], AMOUNT)
    bring(world, [("1", "Known by another name", "", "Meeting")])
    deal = Deal.unscoped.select_related("stage").get()
    assert (deal.name, deal.stage.name) == ("Known", "Qualification")
    assert "Value is not filled in." in RefusedRow.unscoped.get().reason
    bring(world, [("1", "Known", "7", "Meeting")])
    assert Deal.unscoped.select_related("stage").get().stage.name == "Meeting"


def test_a_pipeline_that_asks_nothing_takes_every_row(world):
    bring(world, ROWS)
    assert names() == {"With", "Without", "Early"} and not Override.unscoped.exists()


def test_the_proposal_says_that_stages_ask_something(world):
    ask(world, world.stages[1], AMOUNT)
    upload = SimpleUploadedFile("deals.csv", b"Deal name,Amount,Stage\nA,1,Meeting\n")
    one = propose_import(keep_uploads([upload]), by=world.actor("owner"))
    page = world.client("owner").get(f"/imports/{one.pk}/").content.decode()
    assert "rows that lack it will be refused" in page and 'name="as_it_happened"' in page
