"""`penstock import` makes its workspace, says what it did in JSON, and tells refusals by its exit code."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

DEALS = """Deal ID,Deal name,Stage,Amount,Owner,Company,Created,Close date
1,Gate,Proposal,1000,Ann,Acme,2024-01-02,
2,Roof,Won,500,Bob,Beta,2024-01-03,2024-02-01
"""


def written(folder: Path, text: str) -> str:
    path = folder / "deals.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_an_empty_folder_gets_a_workspace_and_a_way_to_sign_in(penstock: Run, tmp_path: Path) -> None:
    done = penstock("import", written(tmp_path, DEALS), "--yes", "--currency", "eur", "--format", "json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["state"], told["counts"]["deal"]) == (0, "done", {"created": 2})
    assert told["sign_in"]["email"] in done.stderr
    again = penstock("import", written(tmp_path, DEALS), "--yes", "--format", "json")
    assert json.loads(again.stdout)["counts"]["deal"] == {"matched": 2}


@pytest.mark.usefixtures("prepared")
def test_refused_rows_make_exit_code_three_and_come_back_in_a_file(penstock: Run, tmp_path: Path) -> None:
    done = penstock(
        "import", written(tmp_path, DEALS + "3,Wall,Proposal,much,Ann,Acme,,\n"), "--yes", "--format", "json"
    )
    told = json.loads(done.stdout)
    assert (done.returncode, told["refused"]) == (3, 1)
    assert "not an amount" in Path(told["refused_files"][0]).read_text(encoding="utf-8")


@pytest.mark.usefixtures("prepared")
def test_only_the_rows_that_were_taken_are_called_imported(penstock: Run, tmp_path: Path) -> None:
    done = penstock("import", written(tmp_path, DEALS + "3,Wall,Proposal,much,Ann,Acme,,\n"), "--yes")
    assert done.stdout.startswith("Imported 2 rows in")
    assert "s. 1 row was refused." in done.stdout


@pytest.mark.usefixtures("prepared")
def test_a_dry_run_says_all_and_writes_nothing(penstock: Run, tmp_path: Path) -> None:
    path = written(tmp_path, DEALS)
    done = penstock("import", path, "--dry-run", "--format", "json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["counts"]["deal"]["created"]) == (0, 2)
    assert json.loads(penstock("import", path, "--yes", "--format", "json").stdout)["counts"]["deal"] == {"created": 2}


@pytest.mark.usefixtures("prepared")
def test_without_a_terminal_nothing_is_asked(penstock: Run, tmp_path: Path) -> None:
    done = penstock("import", written(tmp_path, DEALS))
    assert done.returncode == 1
    assert "--yes" in done.stderr


@pytest.mark.usefixtures("prepared")
def test_choices_come_from_a_file_and_a_wrong_one_is_wrong_usage(penstock: Run, tmp_path: Path) -> None:
    choices = tmp_path / "choices.json"
    choices.write_text(json.dumps({"stage_kinds": {"Proposal": "lost"}}), encoding="utf-8")
    path = written(tmp_path, DEALS)
    told = json.loads(penstock("import", path, "--dry-run", "--map", str(choices), "--format", "json").stdout)
    assert {stage["name"]: stage["kind"] for stage in told["pipelines"][0]["stages"]}["Proposal"] == "lost"
    choices.write_text("{", encoding="utf-8")
    assert penstock("import", path, "--map", str(choices)).returncode == 2
    assert penstock("import", "nowhere.csv").returncode == 2


@pytest.mark.usefixtures("prepared")
def test_a_russian_export_makes_a_russian_workspace(penstock: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "ID;Название сделки;Этап сделки;Бюджет\n1;Ворота;Переговоры;1500\n")
    told = json.loads(penstock("import", path, "--yes", "--format", "json").stdout)
    assert told["counts"]["deal"] == {"created": 1}
    again = json.loads(penstock("import", path, "--dry-run", "--format", "json").stdout)
    assert again["currency"] == "RUB"


@pytest.mark.usefixtures("prepared")
def test_what_is_not_imported_yet_is_said_and_fails(penstock: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "Lead Number,Lead Origin,Lead Source,Lead Status,Converted\n1,API,Web,New,0\n")
    done = penstock("import", path, "--yes")
    assert done.returncode == 1
    assert "leads" in done.stderr


@pytest.mark.usefixtures("prepared")
def test_a_file_that_is_no_table_is_told_in_a_sentence(penstock: Run, tmp_path: Path) -> None:
    path = tmp_path / "photo.csv"
    path.write_bytes(bytes(range(256)) * 20)
    done = penstock("import", str(path), "--yes")
    assert done.returncode == 1
    assert "photo.csv is not a table" in done.stderr
    assert "Traceback" not in done.stderr
