"""A file can set deals aside until a day, and what is exported so comes in again."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from penstock.common import clock
from penstock.deals.actions import set_aside
from penstock.deals.models import Deal
from penstock.exports.tables import deal_columns
from penstock.workspaces.actor import Actor
from tests.imports.flows import csv_file, imported, proposed, undone

pytestmark = pytest.mark.django_db

NEXT_YEAR = date(clock.now().year + 1, 3, 1)
ROWS = f"""Deal ID,Deal name,Stage,Status,Amount,Currency,Created,Close date,Set aside until,Why it is set aside
1,Gate,Proposal,Open,1000,EUR,2024-01-02,,{NEXT_YEAR},Budget next year
2,Roof,Proposal,Won,500,EUR,2024-01-03,2024-02-01,{NEXT_YEAR},
3,Wall,Proposal,Open,700,EUR,2024-01-04,,2024-05-01,
4,Door,Proposal,Open,900,EUR,2024-01-04,,,
"""


def resting(by: Actor) -> dict[str, tuple[date | None, str]]:
    return {deal.name: (deal.aside_until, deal.aside_reason) for deal in Deal.objects.of(by).aside()}


def test_an_open_deal_rests_until_its_day_and_others_are_told(owner: Actor, tmp_path: Path) -> None:
    one = imported(owner, csv_file(tmp_path, "deals.csv", ROWS))
    assert resting(owner) == {"Gate": (NEXT_YEAR, "Budget next year")}
    assert one.counts["deal"] == {"created": 4}


@pytest.mark.parametrize(
    ("header", "why"),
    [("Отложена до", "Почему отложена"), ("搁置至", "搁置原因"), ("On hold until", "Reason for hold")],
)
def test_the_column_is_known_by_its_words_in_three_languages(
    header: str, why: str, owner: Actor, tmp_path: Path
) -> None:
    text = ROWS.replace("Set aside until", header).replace("Why it is set aside", why)
    columns = proposed(owner, csv_file(tmp_path, "deals.csv", text)).proposal["tables"][0]["columns"]
    assert {column["header"]: column["field"] for column in columns}[header] == "aside_until"


def test_a_known_deal_follows_the_file_and_the_undo_brings_it_back(owner: Actor, tmp_path: Path) -> None:
    imported(owner, csv_file(tmp_path, "deals.csv", ROWS))
    set_aside(Deal.objects.of(owner).get(name="Door"), until=NEXT_YEAR, reason="Ours", by=owner)
    later = NEXT_YEAR + timedelta(days=30)
    text = ROWS.replace(str(NEXT_YEAR), str(later)).replace("900,EUR,2024-01-04,,,", f"900,EUR,2024-01-04,,{later},")
    text = text.replace("700,EUR,2024-01-04,,2024-05-01", f"700,EUR,2024-01-04,,{later}")
    again = csv_file(tmp_path, "deals.csv", text)
    assert proposed(owner, again).proposal["counts"]["deal"] == {"updated": 3, "matched": 1}
    one = imported(owner, again)
    assert {name: until for name, (until, _why) in resting(owner).items()} == dict.fromkeys(
        ("Gate", "Wall", "Door"), later
    )
    assert resting(owner)["Door"][1] == "Ours"
    undone(one, owner)
    assert resting(owner) == {"Gate": (NEXT_YEAR, "Budget next year"), "Door": (NEXT_YEAR, "Ours")}


def test_the_export_has_the_columns_under_words_that_the_import_knows(owner: Actor) -> None:
    labels = {column.key: str(column.label) for column in deal_columns(owner)}
    assert (labels["aside_until"], labels["aside_reason"]) == ("Set aside until", "Why it is set aside")
