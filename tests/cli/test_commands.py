"""The command line is usable by a script: exit codes, JSON, no questions."""

import json

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
    assert any("older version" in finding["sentence"] for finding in data["findings"])


def test_check_finds_a_mistyped_setting(penstock: Run) -> None:
    done = penstock("check", PENSTOCK_PROT="8001")
    assert done.returncode == 1
    assert "Did you mean PENSTOCK_PORT?" in done.stdout
