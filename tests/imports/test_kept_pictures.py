"""What an import keeps is what would be drawn anew: wherever it stopped, when it is done, and after its undo."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.deals.models import Deal
from penstock.imports.actions import stop_import
from penstock.imports.running import run_import as runner
from penstock.imports.running import steps
from penstock.journal.projections import PROJECTIONS, rebuild_all
from tests.attention.histories import won_deals
from tests.imports.flows import carried_on, csv_file, imported, proposed, undone

pytestmark = pytest.mark.django_db
ROW = st.tuples(
    st.sampled_from(("Prospecting", "Negotiation", "Won", "Lost")),
    st.sampled_from(("Ann", "Bob", "")),
    st.sampled_from(("Acme", "Beta", "")),
    st.sampled_from(("10.01", "999.99", "0", "")),
    st.integers(min_value=0, max_value=300),
)
SLOWLY = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def is_true(owner):
    """Nothing of what is kept changes when it is drawn anew."""
    kept = {name: one.picture(owner) for name, one in PROJECTIONS.items()}
    rebuild_all(owner)
    for name, one in PROJECTIONS.items():
        assert one.picture(owner) == kept[name], name


def file_of(folder, rows):
    lines = ["Deal name,Stage,Owner,Company,Amount,Created,Close date"]
    for number, (stage, person, company, amount, day) in enumerate(rows):
        closed = f"2024-{day // 28 + 1:02}-{day % 28 + 1:02}" if stage in ("Won", "Lost") else ""
        lines.append(f"Order {number},{stage},{person},{company},{amount},2023-{day % 12 + 1:02}-01,{closed}")
    return csv_file(folder, "deals.csv", "\n".join(lines))


@SLOWLY
@given(rows=st.lists(ROW, min_size=20, max_size=60), seed=st.integers(min_value=1, max_value=4))
def test_what_an_import_keeps_is_true_wherever_it_stops_and_after_its_undo(owner, tmp_path, monkeypatch, rows, seed):
    with monkeypatch.context() as patched:
        patched.setattr(steps, "BLOCK", 5)
        take, taken = runner._advance, []

        def stop_there(run, step, row, count):
            take(run, step, row, count)
            taken.append(count)
            if sum(taken) == seed * 5:
                stop_import(run.record, by=owner)

        patched.setattr(runner, "_advance", stop_there)
        before = Deal.objects.of(owner).count()
        one = carried_on(proposed(owner, file_of(tmp_path, rows)), owner)
        is_true(owner)
        patched.setattr(runner, "_advance", take)
        done = carried_on(one, owner) if one.state == "stopped" else one
    assert done.state == "done"
    is_true(owner)
    undone(done, owner)
    assert Deal.objects.of(owner).count() == before
    is_true(owner)


def test_norms_that_an_import_brings_are_followed_by_the_marks_of_deals_that_were_here(world, owner, tmp_path):
    won_deals(world, 12, stays=(7, 7))
    rows = [("Won", "Ann", "Acme", "100", day) for day in range(40)] + [("Prospecting", "Ann", "", "5", 3)] * 10
    imported(owner, file_of(tmp_path, rows))
    is_true(owner)
