"""The command line is usable by a script: exit codes, JSON, no questions."""

import json

import pytest

from penstock import __version__
from tests.cli.conftest import Run


def test_help_needs_neither_settings_nor_a_database(penstock: Run) -> None:
    done = penstock("--help", PENSTOCK_PORT="wrong")
    assert done.returncode == 0
    assert "up" in done.stdout


def test_the_version_is_the_packages(penstock: Run) -> None:
    assert __version__ in penstock("--version").stdout


def test_an_unknown_command_is_wrong_usage(penstock: Run) -> None:
    assert penstock("fly").returncode == 2


def test_check_says_that_a_new_folder_is_not_ready(penstock: Run) -> None:
    done = penstock("check", "--format", "json")
    assert done.returncode == 1
    data = json.loads(done.stdout)
    assert data["in_order"] is False
    assert any("no tables yet" in finding["sentence"] for finding in data["findings"])


def test_check_finds_a_mistyped_setting(penstock: Run) -> None:
    done = penstock("check", PENSTOCK_PROT="8001")
    assert done.returncode == 1
    assert "Did you mean PENSTOCK_PORT?" in done.stdout


@pytest.mark.parametrize("words", [("metrics", "win_rate"), ("export",)])
def test_on_an_empty_folder_there_is_nothing_to_read_yet(penstock: Run, words: tuple[str, ...]) -> None:
    done = penstock(*words)
    assert done.returncode == 1
    assert "There is no workspace yet" in done.stderr


@pytest.mark.parametrize(
    "words", [("metrics", "win_rate"), ("export",), ("invite", "ada@example.com"), ("demo",), ("restore", __file__)]
)
def test_a_database_that_does_not_answer_is_a_sentence(penstock: Run, words: tuple[str, ...]) -> None:
    done = penstock(*words, PENSTOCK_DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing")
    assert done.returncode == 1
    assert "The database cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [("metrics", "win_rate"), ("stuck",), ("export",)])
@pytest.mark.usefixtures("prepared")
def test_tables_of_an_older_version_are_told_in_a_sentence(penstock: Run, words: tuple[str, ...]) -> None:
    assert penstock("manage", "migrate", "workspaces", "0004").returncode == 0
    done = penstock(*words)
    assert done.returncode == 1
    assert "older version" in done.stderr
    assert "Traceback" not in done.stderr
