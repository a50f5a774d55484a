"""An import says before what it will do, does that, can be stopped, resumed, repeated and undone as a unit."""

import zipfile
from datetime import timedelta
from decimal import Decimal

import pytest

from penstock.activities.models import Activity
from penstock.activities.today import sections
from penstock.common import clock
from penstock.common.errors import NotPermitted, UnscopedRead
from penstock.companies.models import Company
from penstock.contacts.models import Contact
from penstock.deals.models import Deal, DealItem, DealSpan
from penstock.fields.actions import add_field
from penstock.imports.actions import change_import, keep_mapping, propose_import, start_import, stop_import, undo_import
from penstock.imports.files import folder, keep_paths
from penstock.imports.models import Import, RefusedRow
from penstock.imports.refusals import refused_csv
from penstock.pipelines.models import Pipeline, Stage
from penstock.products.actions import add_product
from penstock.products.models import Product
from tests.imports.flows import carried_on, csv_file, imported, proposed, undone

pytestmark = pytest.mark.django_db

DEALS = """Deal ID,Deal name,Stage,Status,Amount,Currency,Owner,Company,Created,Close date,Lost reason
1,Gate,Proposal,Open,1000,EUR,Ann,Acme Ltd,2024-01-02,2030-05-01,
2,Roof,Negotiation,Won,500,EUR,Bob,Beta,2024-01-03,2024-02-01,
3,Wall,Negotiation,Lost,700,EUR,Ann,Acme Ltd,2024-01-04,2024-03-01,Too dear
4,Bad,Proposal,Open,lots,EUR,Ann,Acme Ltd,2024-01-05,,
"""


@pytest.fixture
def deals(tmp_path):
    return csv_file(tmp_path, "deals.csv", DEALS)


def test_a_proposal_says_what_would_happen_and_writes_nothing(owner, deals):
    one = proposed(owner, deals)
    assert one.proposal["counts"]["deal"] == {"created": 3, "refused": 1}
    assert one.proposal["counts"]["company"] == {"created": 2}
    assert one.proposal["refused"][0]["row"] == 5
    assert "lots" in one.proposal["refused"][0]["reason"]
    assert not Deal.objects.of(owner).exists()
    assert not Company.objects.of(owner).exists()


def test_what_was_proposed_is_what_happens(owner, deals):
    one = proposed(owner, deals)
    done = carried_on(one, owner)
    assert {kind: done.counts[kind] for kind in ("deal", "company", "person")} == {
        kind: one.proposal["counts"][kind] for kind in ("deal", "company", "person")
    }


def test_the_past_becomes_history_dated_as_it_happened(owner, deals):
    imported(owner, deals)
    roof = Deal.objects.of(owner).get(name="Roof")
    assert (roof.status, roof.opened_at.isoformat()[:10], roof.closed_at.isoformat()[:10]) == (
        "won",
        "2024-01-03",
        "2024-02-01",
    )
    stages = DealSpan.objects.on(roof).order_by("from_at").values_list("stage_id", flat=True)
    names = dict(Stage.objects.of(owner).values_list("pk", "name"))
    assert [names[stage] for stage in stages] == ["Negotiation", "Won"]
    assert Deal.objects.of(owner).get(name="Wall").loss_reason.name == "Too dear"


def test_refused_rows_come_back_as_they_were_with_the_reason(owner, deals):
    one = imported(owner, deals)
    lines = "".join(refused_csv(one, "deals")).splitlines()
    assert lines[0].endswith("Reason,Row")
    assert lines[1].startswith("4,Bad,Proposal,Open,lots")
    assert lines[1].endswith(",5")


def test_rows_of_a_history_that_cannot_be_read_come_back_too(owner, tmp_path):
    rows = "D1,Gate,New,2024-01-01\nD2,Roof,New,one day"
    one = imported(owner, csv_file(tmp_path, "history.csv", f"Deal ID,Deal name,Stage,Entered at\n{rows}"))
    assert one.counts["history"] == {"refused": 1}
    assert "".join(refused_csv(one, "history")).splitlines()[1].startswith("D2,Roof,New,one day,")


def test_a_refused_cell_cannot_become_a_formula(owner, tmp_path):
    path = csv_file(tmp_path, "x.csv", 'Deal ID,Deal name,Stage,Amount\n1,"=HYPERLINK(""x"")",New,much\n')
    assert "'=HYPERLINK" in "".join(refused_csv(imported(owner, path), "x"))


def test_the_same_file_again_changes_nothing(owner, deals):
    imported(owner, deals)
    spans = DealSpan.objects.of(owner).count()
    again = imported(owner, deals)
    assert again.counts["deal"] == {"matched": 3, "refused": 1}
    assert (Deal.objects.of(owner).count(), DealSpan.objects.of(owner).count()) == (3, spans)


def test_a_newer_export_moves_and_changes_what_is_known(owner, deals, tmp_path):
    imported(owner, deals)
    newer = csv_file(
        tmp_path,
        "deals.csv",
        DEALS.replace("1,Gate,Proposal,Open,1000", "1,Gate,Negotiation,Won,1200").replace("2030-05-01", "2024-06-01"),
    )
    assert proposed(owner, newer).proposal["counts"]["deal"]["updated"] == 1
    again = imported(owner, newer)
    gate = Deal.objects.of(owner).get(name="Gate")
    assert again.counts["deal"] == {"updated": 1, "matched": 2, "refused": 1}
    assert (gate.status, gate.amount) == ("won", 1200)


def test_an_import_fires_no_reaction_twice_and_says_that_it_was_an_import(owner, deals):
    from penstock.journal.models import Event

    imported(owner, deals)
    origins = set(Event.objects.of(owner).filter(kind__startswith="deal.").values_list("origin", flat=True))
    assert origins == {"import"}


def test_a_person_changes_the_mapping_and_the_proposal_follows(owner, tmp_path):
    path = csv_file(tmp_path, "odd.csv", "Ref,What,Where,Worth\n1,Gate,Proposal,5\n2,Roof,Won,6\n")
    one = proposed(owner, path, kinds={"odd": "deal"})
    columns = {"Ref": "external_id", "What": "name", "Where": "stage", "Worth": "value"}
    one = change_import(one, {"columns": {"odd": columns}}, by=owner)
    assert one.proposal["counts"]["deal"] == {"created": 2}
    keep_mapping(["Ref", "What", "Where", "Worth"], "deal", columns, by=owner)
    assert proposed(owner, path).proposal["counts"]["deal"] == {"created": 2}


def test_a_near_match_may_be_left_apart(owner, tmp_path):
    products = csv_file(tmp_path, "products.csv", "product,sales_price\nGTX Pro,4821\nMG Special,55\n")
    rows = csv_file(tmp_path, "deals.csv", "Deal ID,Deal name,Stage,Product\n1,A,New,GTXPro\n2,B,New,MG Special\n")
    one = proposed(owner, products, rows)
    assert [(near["name"], near["proposed"], near["taken"]) for near in one.proposal["near"]] == [
        ("GTXPro", "GTX Pro", True)
    ]
    carried_on(change_import(one, {"aliases": {"product": {"GTXPro": None}}}, by=owner), owner)
    assert {product.name for product in Product.objects.of(owner)} == {"GTX Pro", "MG Special", "GTXPro"}


@pytest.mark.parametrize(
    "head",
    ["product,price,cost price,currency", "Товар;Цена;Себестоимость;Валюта", "产品名称,售价,采购价,币种"],
)
def test_the_cost_of_products_is_read_in_three_languages(owner, tmp_path, head):
    rows = f"{head}\nPump,100,40.50,EUR\nValve,10,,EUR\n".replace(",", ";" if ";" in head else ",")
    add_product("Pump", by=owner, unit_price=90, unit_cost=1, cost_currency="CNY")
    one = imported(owner, csv_file(tmp_path, "products.csv", rows))
    found = {row.name: (row.unit_cost, row.currency_of_cost) for row in Product.objects.of(owner)}
    assert found == {"Pump": (Decimal("40.50"), "EUR"), "Valve": (None, "EUR")}
    undone(one, owner)
    assert Product.objects.of(owner).get(name="Pump").unit_cost == 1


def test_a_stages_kind_is_a_persons_to_say(owner, tmp_path):
    path = csv_file(tmp_path, "deals.csv", "Deal ID,Deal name,Stage\n1,A,Parked\n2,B,Talk\n")
    one = imported(owner, path, stage_kinds={"Parked": "lost"})
    assert one.counts["deal"] == {"created": 2}
    assert Deal.objects.of(owner).get(name="A").status == "lost"


def test_a_history_of_stages_becomes_spans(owner, tmp_path):
    rows = """D1,Gate,New,2024-01-01,Ann,100
D1,Gate,Talk,2024-01-05,Ann,120
D1,Gate,Won,2024-02-01,Bob,120
D2,Roof,New,2024-01-02,Ann,50
D2,Roof,Talk,2024-01-03,Ann,50
D2,Roof,New,2024-01-09,Ann,50"""
    path = csv_file(tmp_path, "history.csv", f"Deal ID,Deal name,Stage,Entered at,Owner,Amount\n{rows}")
    imported(owner, path)
    gate, roof = Deal.objects.of(owner).order_by("name")
    assert (gate.status, gate.owner.name, gate.value) == ("won", "Bob", 120)
    assert DealSpan.objects.on(roof).order_by("from_at").values_list("visit", flat=True).last() == 3
    assert [stage.name for stage in Stage.objects.of(owner).filter(pipeline=gate.pipeline).order_by("order")] == [
        "New",
        "Talk",
        "Won",
        "Lost",
    ]


def test_a_repeated_row_enters_anew_unless_it_only_changes_something_else(owner, tmp_path):
    rows = "D1,Gate,New,2024-01-01,Ann,100\nD1,Gate,New,2024-01-05,Ann,150\nD1,Gate,New,2024-01-07,Ann,150"
    imported(owner, csv_file(tmp_path, "history.csv", f"Deal ID,Deal name,Stage,Entered at,Owner,Amount\n{rows}"))
    spans = DealSpan.objects.on(Deal.objects.of(owner).get()).order_by("from_at")
    assert [(span.visit, span.value) for span in spans] == [(1, 100), (1, 150), (2, 150)]


def test_pipedrives_status_closes_deals_that_stand_in_an_open_stage(owner, tmp_path):
    from tests.imports.test_recognition import PIPEDRIVE

    imported(owner, csv_file(tmp_path, "deals.csv", PIPEDRIVE))
    roof = Deal.objects.of(owner).select_related("pipeline").get(name="Roof")
    assert (roof.pipeline.name, roof.status, roof.currency) == ("Main", "won", "EUR")
    assert DealSpan.objects.on(roof).count() == 2


def test_contacts_are_known_by_address_and_channels_are_normal(owner, tmp_path):
    path = csv_file(
        tmp_path,
        "contacts.csv",
        "Full name,Email,Phone,Company,Job title\nAnn Lee,ANN@acme.com,(512) 757-6000,Acme,CFO\n",
    )
    imported(owner, path)
    assert imported(owner, path).counts["contact"] == {"matched": 1}
    contact = Contact.objects.of(owner).get()
    assert (contact.name, contact.company.name, contact.position) == ("Ann Lee", "Acme", "CFO")


@pytest.mark.parametrize("role", ["rep", "manager", "viewer", "colleague"])
def test_only_an_administrator_imports(role, world, deals):
    with pytest.raises(NotPermitted):
        propose_import(keep_paths([deals]), by=world.actor(role))
    assert not Import.objects.of(world.actor("owner")).exists()


def test_a_stranger_can_do_nothing_with_our_import(owner, stranger, deals):
    one = proposed(owner, deals)
    for act in (start_import, stop_import, undo_import):
        with pytest.raises(NotPermitted):
            act(one, by=stranger)
    with pytest.raises(UnscopedRead):
        RefusedRow.objects.all()


def test_the_files_are_gone_when_the_import_is_done(owner, deals):
    one = imported(owner, deals)
    assert not any((folder() / kept["kept_as"]).exists() for kept in one.files)


def test_a_history_without_ids_beside_it_joins_by_the_deals_name(owner, tmp_path):
    deals = """Opportunity Owner,Account Name,Opportunity Name,Stage,Amount,Close Date,Created Date,Fiscal Period
Ann,Acme,Gate,Closed Won,1500,2/25/2024,1/15/2024,Q1-2024"""
    changes = """Opportunity Name,Opportunity ID,From Stage,To Stage,Amount,Last Modified
Gate,0061,Prospecting,Qualification,1500,1/25/2024 3:15 PM
Gate,0061,Qualification,Closed Won,1500,2/25/2024 4:15 PM"""
    imported(owner, csv_file(tmp_path, "report.csv", deals), csv_file(tmp_path, "changes.csv", changes))
    names = dict(Stage.objects.of(owner).values_list("pk", "name"))
    gate = Deal.objects.of(owner).get()
    spans = DealSpan.objects.on(gate).order_by("from_at")
    assert [names[span.stage_id] for span in spans] == ["Prospecting", "Qualification", "Closed Won"]


def test_a_deal_that_stands_in_several_rows_is_one_deal_with_several_products(owner, tmp_path):
    rows = "1,Gate,Talk,100,Panel,2\n1,Gate,Talk,100,Bolt,4"
    one = imported(owner, csv_file(tmp_path, "deals.csv", f"Deal ID,Deal name,Stage,Amount,Product,Quantity\n{rows}"))
    assert one.counts["deal"] == {"created": 1, "matched": 1}
    assert sorted(DealItem.objects.on(Deal.objects.of(owner).get()).values_list("name", flat=True)) == ["Bolt", "Panel"]


def test_deals_of_which_only_the_outcome_is_told_still_have_a_pipeline(owner, tmp_path):
    rows = "1641984,Northwest,Won,100\n1658010,Pacific,Loss,50"
    headers = "Opportunity Number,Region,Opportunity Result,Opportunity Amount USD"
    imported(owner, csv_file(tmp_path, "win_loss.csv", f"{headers}\n{rows}"))
    assert dict(Deal.objects.of(owner).values_list("name", "status")) == {"1641984": "won", "1658010": "lost"}


def test_a_column_fills_the_workspaces_own_field_and_what_does_not_fit_is_refused(owner, tmp_path):
    day = add_field("deal", "Delivery day", holds="date", by=owner).key
    floor = add_field("deal", "Floor", holds="choice", by=owner, options=["First", "Second"]).key
    rows = "1,Gate,Talk,15.04.2024,First\n2,Roof,Talk,,Second\n3,Wall,Talk,,Ninth"
    one = imported(owner, csv_file(tmp_path, "deals.csv", f"Deal ID,Deal name,Stage,Delivery day,Floor\n{rows}"))
    assert one.counts["deal"] == {"created": 2, "refused": 1} == one.proposal["counts"]["deal"]
    assert Deal.objects.of(owner).get(name="Gate").custom == {day: "2024-04-15", floor: "First"}
    assert "Ninth" in RefusedRow.objects.of(owner).get().reason


def test_what_is_no_table_in_a_zip_is_told_and_the_rest_comes_in(owner, deals, tmp_path):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.write(deals, "deals.csv")
        packed.writestr("photo.png", bytes(range(256)) * 20)
    one = imported(owner, path)
    assert one.counts["deal"]["created"] == 3
    assert any("photo.png" in note for note in one.proposal["notes"])


def test_a_deals_own_probability_counts_only_where_its_stage_has_one(owner, tmp_path):
    rows = "\n".join(f"{n},Deal {n},Talk,{90 if n == 1 else 40}" for n in range(1, 21))
    odd = "\n".join(f"{n},Deal {n},Offer,{n}" for n in range(30, 60))
    imported(owner, csv_file(tmp_path, "deals.csv", f"Deal ID,Deal name,Stage,Probability\n{rows}\n{odd}"))
    assert list(Deal.objects.of(owner).filter(probability__isnull=False).values_list("name", "odds")) == [
        ("Deal 1", 90)
    ]
    assert Deal.objects.of(owner).get(name="Deal 2").odds == 40


def test_an_import_into_a_pipeline_that_is_there_uses_its_stages_and_adds_what_it_lacks(owner, world, deals):
    before = {stage.name for stage in Stage.objects.of(owner).filter(pipeline=world.pipeline)}
    imported(owner, deals, pipeline="Sales")
    after = {stage.name for stage in Stage.objects.of(owner).filter(pipeline=world.pipeline)}
    assert Pipeline.objects.of(owner).count() == 1
    assert after - before == {"Proposal", "Negotiation"} - before
    won = Stage.objects.of(owner).get(pipeline=world.pipeline, kind="won")
    assert Deal.objects.of(owner).get(name="Roof").stage_id == won.pk


def test_an_activity_with_a_day_and_no_hour_is_due_until_that_day_ends(owner, tmp_path):
    today = clock.now().astimezone(owner.workspace.zone).date()
    rows = f"Task,Call Ann,{today},Open\nTask,Call Bob,{today - timedelta(days=1)},Open"
    imported(owner, csv_file(tmp_path, "tasks.csv", f"Type,Subject,Due date,Status\n{rows}"))
    ann, bob = Activity.objects.of(owner).order_by("subject")
    assert (ann.is_all_day, ann.done_at, bob.done_at) == (True, None, None)
    assert ann.due_at.astimezone(owner.workspace.zone).date() == today
    overdue = next(part for part in sections(owner, None) if part.icon == "clock-alert")
    assert [one.subject for one in overdue.rows] == ["Call Bob"]


def test_a_known_product_takes_the_currency_of_its_row_and_keeps_its_own_where_the_row_has_none(tmp_path, owner):
    add_product("Pump", by=owner, unit_price=90, currency="EUR")
    add_product("Hose", by=owner, unit_price=9, currency="EUR")
    rows = "product,sales_price,currency\nPump,100,USD\nHose,12,\n"
    one = imported(owner, csv_file(tmp_path, "products.csv", rows))
    found = {row.name: (row.unit_price, row.currency) for row in Product.objects.of(owner)}
    assert found == {"Pump": (100, "USD"), "Hose": (12, "EUR")}
    undone(one, owner)
    assert {row.name: row.currency for row in Product.objects.of(owner)} == {"Pump": "EUR", "Hose": "EUR"}
