"""Targets from a file: all of them or none, with every mistake named by its row and column; and back into a file."""

import csv
import io
from decimal import Decimal

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.cli.targets import command
from penstock.common.errors import NotPermitted, Refused
from penstock.journal.models import Event
from penstock.people.actions import add_team, change_person
from penstock.targets.actions import import_targets, set_target
from penstock.targets.models import Aim, Target
from penstock.targets.periods import read_period
from penstock.targets.plans import WORKSPACE, person, team, whose_of
from penstock.targets.reading import COLUMNS, MOST_ROWS, BadRows, cells_of
from penstock.workspaces.models import Team

HEAD = "person,team,pipeline,metric,period,amount,currency\n"


def brought(by, text):
    return import_targets(cells_of(text.encode()), by=by)


def wrong(by, text):
    with pytest.raises(BadRows) as refused:
        brought(by, text)
    assert not Target.objects.of(by).exists()
    return [(one.row, one.column) for one in refused.value.rows]


def there(by):
    return {(whose_of(row), row.metric, str(row.when)): (row.amount, row.currency) for row in Target.objects.of(by)}


def test_a_file_sets_targets_of_people_teams_and_everybody(world, owner):
    text = HEAD + "Rep,,Sales,revenue_won,2027-01,1200.50,EUR\n,North,,deals_won,2027-Q1,9,\n,,,revenue_won,2027,99,\n"
    assert brought(owner, text) == (3, 0)
    north = Team.objects.of(owner).get(name="North")
    assert there(owner) == {
        (person(world.people["rep"].pk), "revenue_won", "2027-01"): (Decimal("1200.50"), "EUR"),
        (team(north.pk), "deals_won", "2027-Q1"): (Decimal(9), ""),
        (WORKSPACE, "revenue_won", "2027"): (Decimal(99), owner.workspace.currency),
    }
    assert Target.objects.of(owner).get(person__isnull=False).pipeline == world.pipeline


def test_what_is_so_already_is_not_told_again_and_what_is_not_named_stays(owner):
    set_target(Aim.DEALS, read_period("2027-02"), Decimal(4), by=owner)
    text = HEAD + ",,,deals_won,2027-01,7,\n"
    assert [tuple(brought(owner, text)) for _time in range(2)] == [(1, 0), (0, 1)]
    assert brought(owner, text.replace(",7,", ",8,")) == (1, 0)
    events = Event.objects.of(owner).filter(kind="target.set").order_by("position")
    assert [(one.data["amount"], one.data.get("before")) for one in events] == [
        ("4", None), ("7", None), ("8", "7.00"),
    ]  # fmt: skip
    assert Target.objects.of(owner).count() == 2


def test_everything_that_is_wrong_is_named_and_nothing_is_set(owner):
    text = HEAD + (
        "Nobody,,,revenue_won,2027-01,1,\n"
        "Rep,North,,revenue_won,2027-01,1,\n"
        ",,,happiness,2027-13,many,\n"
        ",,Sales,calls_made,2027-01,1.5,EUR\n"
        "\n"
        ",,,revenue_won,2027-01,5,\n"
        ',,,revenue_won,2027-01,"1,200",Euro\n'
    )
    assert wrong(owner, text) == [
        (2, "person"), (3, "team"), (4, "amount"), (4, "metric"), (4, "period"),
        (5, "amount"), (5, "currency"), (5, "pipeline"), (8, "amount"), (8, "currency"),
    ]  # fmt: skip


def test_the_same_target_twice_is_a_mistake(owner):
    assert wrong(owner, HEAD + ",,,deals_won,2027-01,7,\n,,,deals_won,2027-01,8,\n") == [(3, "amount")]


def test_a_head_sets_only_those_of_the_people_they_lead(world, manager, rep):
    assert wrong(manager, HEAD + "Colleague,,,revenue_won,2027,1,\n,,,revenue_won,2027,1,\n")[-1] == (3, "team")
    assert brought(manager, HEAD + "Rep,,,revenue_won,2027,1,\n").set == 1
    with pytest.raises(NotPermitted):
        brought(rep, HEAD + "Rep,,,revenue_won,2027,2,\n")


def test_of_namesakes_the_e_mail_is_clear(world, owner):
    change_person(world.people["colleague"], by=owner, name="Rep")
    assert wrong(owner, HEAD + "Rep,,,deals_won,2027,1,\n") == [(2, "person")]
    assert brought(owner, HEAD + f"{world.people['rep'].user.email},,,deals_won,2027,1,\n").set == 1
    assert Target.objects.of(owner).get().person == world.people["rep"]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "first row"),
        (b"person,amount\nRep,1\n", "Metric"),
        (b"\xff\x00\x01", ""),
        (b"metric,period,amount\n\x00,1,1\n", "CSV"),
        (HEAD.encode() + b",,,deals_won,2027,1,\n" * (MOST_ROWS + 1), "at most"),
        (b"x" * 2_000_001, "too large"),
    ],
)
def test_what_is_no_file_of_targets_is_refused_as_a_whole(content, word):
    with pytest.raises(Refused) as refused:
        cells_of(content)
    assert word in refused.value.message


@pytest.mark.parametrize("written", ["metric;period;amount\ndeals_won;2027-01;3\n", "Metrik"])
def test_a_file_may_be_cut_by_semicolons(owner, written):
    if written != "Metrik":
        assert brought(owner, written).set == 1


@settings(max_examples=150, deadline=None)
@given(content=st.binary(max_size=300) | st.text(alphabet="\"',;\n\t=@2027-Qrepdals_won", max_size=200).map(str.encode))
def test_no_bytes_make_it_stumble(content):
    try:
        cells_of(content)
    except Refused as refused:
        assert refused.message


def test_a_file_comes_back_as_it_went_and_its_texts_are_no_formulas(world, owner):
    add_team('=HYPERLINK("http://evil.example")', by=owner)
    evil = Team.objects.of(owner).get(name__startswith="=")
    set_target(Aim.REVENUE, read_period("2027-Q2"), Decimal("10.25"), by=owner, whose=team(evil.pk), currency="EUR")
    set_target(Aim.CALLS, read_period("2027-03"), Decimal(40), by=owner, whose=person(world.people["rep"].pk))
    before = there(owner)
    content = b"".join(world.client("owner").get("/exports/targets.csv?period=2027").streaming_content)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0][3] == "Metric" and not any(cell[:1] in "=+-@" for row in rows for cell in row if cell)
    Target.objects.of(owner).delete()
    assert import_targets(cells_of(content), by=owner) == (2, 0) and there(owner) == before


@pytest.mark.parametrize("language", ["ru", "zh-hans"])
def test_a_file_in_another_language_comes_back_too(world, owner, language):
    set_target(Aim.DEALS, read_period("2027-Q2"), Decimal(3), by=owner)
    client = world.client("owner")
    client.cookies["django_language"] = language
    content = b"".join(client.get("/exports/targets.csv").streaming_content)
    assert import_targets(cells_of(content), by=owner) == (0, 1)


def test_each_exports_only_the_targets_they_may_read(world, owner):
    for whose in (WORKSPACE, person(world.people["rep"].pk), person(world.people["colleague"].pk)):
        set_target(Aim.DEALS, read_period("2027"), Decimal(3), by=owner, whose=whose)
    content = b"".join(world.client("rep").get("/exports/targets.csv").streaming_content).decode()
    assert content.count("deals_won") == 1 and "Colleague" not in content


def test_the_page_names_row_and_column_and_keeps_nothing_half(world, owner):
    client = world.client("owner")
    bad = SimpleUploadedFile("t.csv", (HEAD + ",,,deals_won,2027,1,\n<b>x</b>,,,deals_won,2027,1,\n").encode())
    answer = client.post("/targets/import/?period=2027", {"file": bad})
    page = answer.content.decode()
    assert answer.status_code == 422 and "&lt;b&gt;x" in page and '<td class="num">3</td>' in page
    assert not Target.objects.of(owner).exists()
    good = SimpleUploadedFile("t.csv", (HEAD + ",,,deals_won,2027,1,\n").encode())
    assert client.post("/targets/import/?period=2027", {"file": good}).url == "/targets/?metric=revenue_won&period=2027"
    assert Target.objects.of(owner).get().amount == 1


def test_the_number_of_queries_does_not_depend_on_the_rows(world, owner):
    def asked(months, amount):
        text = HEAD + "".join(f"Rep,,,deals_won,20{year}-{month:02},{amount},\n" for year, month in months)
        with CaptureQueriesContext(connection) as queries:
            brought(owner, text)
        return len(queries)

    asked([(27, 1)], 1)
    many = [(year, month) for year in range(28, 48) for month in range(1, 13)]
    assert asked([(27, 1)], 2) >= asked(many, 2) - 4
    assert asked(many, 3) <= 20


def test_the_command_line_brings_a_file_or_says_what_is_wrong(world, owner, tmp_path):
    def run(text):
        (tmp_path / "targets.csv").write_text(HEAD + text)
        given = ["--workspace", world.workspace.name, "import", str(tmp_path / "targets.csv")]
        return CliRunner().invoke(command, given)

    bad = run("Rep,,,deals_won,2027,many,\n")
    assert "2, amount" in str(bad.exception or bad.output) and not Target.objects.of(owner).exists()
    assert "1 set" in run("Rep,,,deals_won,2027,5,\n").output
    assert Target.objects.of(owner).get().amount == 5


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans"])
def test_what_the_page_says_of_the_columns_is_what_a_file_may_say(world, owner, language):
    with translation.override(language):
        heads = [str(COLUMNS[name]) for name in ("metric", "period", "amount")]
        text = ";".join(heads) + "\n" + "".join(f"{aim.label};2027;7\n" for aim in Aim)
    assert brought(owner, text) == (len(Aim), 0)
