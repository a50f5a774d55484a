"""Forecast categories come in from files of any system and language, and the undo of an import takes them back."""

from pathlib import Path

import pytest

from penstock.deals.actions import change_deal
from penstock.deals.models import Deal, DealSpan, ForecastCategory
from penstock.exports.tables import deal_columns
from penstock.imports.values import Unparsable
from penstock.imports.values.categories import parse_category
from penstock.workspaces.actor import Actor
from tests.imports.flows import csv_file, imported, proposed, undone

pytestmark = pytest.mark.django_db
ROWS = """Deal ID,Deal name,Stage,Status,Amount,Currency,Created,Close date,Forecast category
1,Gate,Proposal,Open,1000,EUR,2024-01-02,,Commit
2,Roof,Proposal,Won,500,EUR,2024-01-03,2024-02-01,Closed
3,Wall,Proposal,Open,700,EUR,2024-01-04,,Best Case
4,Door,Proposal,Open,900,EUR,2024-01-04,,
"""
SALESFORCE = """Id,Name,StageName,Amount,CloseDate,CreatedDate,AccountId,OwnerId,IsWon,IsClosed,ForecastCategory,\
ForecastCategoryName
006A,Gate,Proposal,10,2030-01-02,2024-01-02,001A,005A,false,false,Forecast,Commit
006B,Roof,Proposal,10,2030-01-02,2024-01-02,001A,005A,false,false,BestCase,Best Case
006C,Wall,Closed Won,10,2024-03-02,2024-01-02,001A,005A,true,true,Closed,Closed
006D,Door,Proposal,10,2030-01-02,2024-01-02,001A,005A,false,false,Omitted,Omitted
"""
HUBSPOT = """Record ID,Deal Name,Deal Stage,Amount,Create Date,hubspot_owner_id,Associated Company IDs,\
hs_forecast_category
1,Gate,Proposal,10,2024-01-02,5,7,COMMIT
2,Roof,Proposal,10,2024-01-02,5,7,MOST_LIKELY
3,Wall,Proposal,10,2024-01-02,5,7,CLOSED
4,Door,Proposal,10,2024-01-02,5,7,OMIT
"""
ZOHO = """Record Id,Deal Name,Stage,Amount,Closing Date,Created Time,Deal Owner.id,Account Name.id,\
Forecast Category Name
1,Gate,Proposal,10,2030-01-02,2024-01-02,5,7,Committed
2,Roof,Proposal,10,2030-01-02,2024-01-02,5,7,Best Case
3,Wall,Proposal,10,2030-01-02,2024-01-02,5,7,Closed
4,Door,Proposal,10,2030-01-02,2024-01-02,5,7,Omitted
"""


def chosen(by: Actor) -> dict[str, str | None]:
    return dict(Deal.objects.of(by).values_list("name", "forecast_category"))


@pytest.mark.parametrize("text", [SALESFORCE, HUBSPOT, ZOHO])
def test_each_system_writes_it_in_its_own_way(text: str, owner: Actor, tmp_path: Path) -> None:
    imported(owner, csv_file(tmp_path, "deals.csv", text))
    assert chosen(owner) == {"Gate": "commit", "Roof": "best_case", "Wall": None, "Door": "omitted"}


@pytest.mark.parametrize(
    ("header", "words"),
    [("Категория прогноза", ("Обязательство", "Лучший случай")), ("预测类别", ("承诺", "最佳情况"))],
)
def test_the_column_and_its_words_are_known_in_three_languages(
    header: str, words: tuple[str, str], owner: Actor, tmp_path: Path
) -> None:
    text = ROWS.replace("Forecast category", header).replace(",Commit", f",{words[0]}").replace("Best Case", words[1])
    imported(owner, csv_file(tmp_path, "deals.csv", text))
    assert chosen(owner) == {"Gate": "commit", "Roof": None, "Wall": "best_case", "Door": None}


def test_it_is_told_of_the_deal_as_it_stands_and_not_of_the_stages_before(owner: Actor, tmp_path: Path) -> None:
    text = ROWS.replace("Won,500,EUR,2024-01-03,2024-02-01,Closed", "Lost,500,EUR,2024-01-03,2024-02-01,Omitted")
    imported(owner, csv_file(tmp_path, "deals.csv", text))
    spans = DealSpan.objects.on(Deal.objects.of(owner).get(name="Roof")).believed().order_by("from_at", "pk")
    assert [one.forecast_category for one in spans] == [*[None] * (len(spans) - 1), "omitted"]
    assert len(spans) > 1


def test_a_known_deal_follows_the_file_and_the_undo_brings_it_back(owner: Actor, tmp_path: Path) -> None:
    imported(owner, csv_file(tmp_path, "deals.csv", ROWS))
    change_deal(Deal.objects.of(owner).get(name="Door"), by=owner, forecast_category="omitted")
    text = ROWS.replace("1000,EUR,2024-01-02,,Commit", "1000,EUR,2024-01-02,,Pipeline")
    one = imported(owner, csv_file(tmp_path, "deals.csv", text))
    assert one.counts["deal"] == {"updated": 1, "matched": 3}
    # A blank erases nothing.
    assert chosen(owner) == {"Gate": "pipeline", "Roof": None, "Wall": "best_case", "Door": "omitted"}
    undone(one, owner)
    assert chosen(owner)["Gate"] == "commit"


def test_an_unknown_word_is_left_blank_and_told(owner: Actor, tmp_path: Path) -> None:
    path = csv_file(tmp_path, "deals.csv", ROWS.replace("Best Case", "Perhaps"))
    assert proposed(owner, path).proposal["tables"][0]["left_blank"] == {"Forecast category": 1}
    imported(owner, path)
    assert chosen(owner) == {"Gate": "commit", "Roof": None, "Wall": None, "Door": None}


@pytest.mark.parametrize("word", ["Perhaps", "100", "commit best case", "是"])
def test_what_is_no_category_is_said(word: str) -> None:
    with pytest.raises(Unparsable, match="is not a forecast category"):
        parse_category(word)


def test_what_is_exported_comes_in_again(owner: Actor) -> None:
    labels = {column.key: str(column.label) for column in deal_columns(owner)}
    assert labels["forecast_category"] == "Forecast category"
    assert [parse_category(str(label)) for label in ForecastCategory.labels] == ForecastCategory.values
    assert [parse_category(word) for word in ("", "—", "Not chosen", " best-case ")] == [None, None, None, "best_case"]
