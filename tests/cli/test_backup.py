"""A backup holds everything, can be made while the server works, and comes back whole."""

import json
import os
import stat
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.journeys.server import Server
from tests.postgres import server as postgres

ON_SQLITE = os.environ.get("PENSTOCK_TEST_DATABASE", "sqlite") == "sqlite"


def test_a_running_server_is_backed_up(running: Server, tmp_path: Path) -> None:
    uploads = running.data / "uploads/deals"
    uploads.mkdir(parents=True, exist_ok=True)
    (uploads / "offer.pdf").write_bytes(b"%PDF")
    done = running.run("backup", str(tmp_path / "backup.zip"), "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["bytes"] > 1000
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        assert {"manifest.json", "database", "secret-key", "uploads/deals/offer.pdf"} == set(archive.namelist())


def test_only_its_owner_may_read_a_backup(running: Server, tmp_path: Path) -> None:
    running.run("backup", str(tmp_path / "backup.zip"))
    assert stat.S_IMODE((tmp_path / "backup.zip").stat().st_mode) == 0o600


def test_a_backup_never_overwrites_a_file(running: Server, tmp_path: Path) -> None:
    (tmp_path / "backup.zip").write_text("precious")
    done = running.run("backup", str(tmp_path / "backup.zip"))
    assert done.returncode == 1
    assert (tmp_path / "backup.zip").read_text() == "precious"


def test_a_restore_beside_a_running_server_is_refused(running: Server, tmp_path: Path) -> None:
    running.run("backup", str(tmp_path / "backup.zip"))
    done = running.run("restore", str(tmp_path / "backup.zip"), "--replace")
    assert done.returncode == 1
    assert "already runs on" in done.stderr


def test_a_backup_comes_back_in_an_empty_folder(running: Server, penstock: Run, tmp_path: Path) -> None:
    running.run("backup", str(tmp_path / "backup.zip"))
    elsewhere = {} if ON_SQLITE else {"PENSTOCK_DATABASE_URL": postgres.new_database("restored")}
    done = penstock("restore", str(tmp_path / "backup.zip"), **elsewhere)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "data/secret-key").read_text() == (running.data / "secret-key").read_text()
    assert penstock("check", **elsewhere).returncode == 0


def test_what_is_there_is_replaced_only_when_told_so(running: Server, tmp_path: Path) -> None:
    running.run("backup", str(tmp_path / "backup.zip"))
    assert running.stop() == 0
    refused = running.run("restore", str(tmp_path / "backup.zip"))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    done = running.run("restore", str(tmp_path / "backup.zip"), "--replace")
    assert done.returncode == 0, done.stderr
    assert running.run("check").returncode == 0


@pytest.mark.parametrize("name", ["../escaped", "/escaped", "penstock.sqlite3"])
def test_a_file_with_foreign_names_is_refused(penstock: Run, tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr("manifest.json", '{"database": "sqlite"}')
        archive.writestr(name, "boo")
    done = penstock("restore", str(tmp_path / "evil.zip"))
    assert done.returncode == 1
    assert "nothing was restored" in done.stderr


def test_a_file_that_is_no_backup_is_refused(penstock: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.zip").write_text("Dear sir")
    done = penstock("restore", str(tmp_path / "letter.zip"))
    assert done.returncode == 1
    assert "is not a backup" in done.stderr
