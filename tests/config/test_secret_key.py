"""The key that signs sessions is made once and readable by its owner only."""

import stat
from pathlib import Path

import pytest

from penstock.config.secret_key import secret_key
from penstock.config.wrong import WrongSettings


def test_the_key_is_made_once_and_kept(tmp_path: Path) -> None:
    first = secret_key(tmp_path / "new", None)
    assert len(first) > 50
    assert secret_key(tmp_path / "new", None) == first


def test_only_the_servers_own_user_may_read_it(tmp_path: Path) -> None:
    secret_key(tmp_path / "new", None)
    assert stat.S_IMODE((tmp_path / "new/secret-key").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_a_given_key_leaves_no_file(tmp_path: Path) -> None:
    assert secret_key(tmp_path, "k" * 40) == "k" * 40
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WrongSettings, match="PENSTOCK_DATA"):
        secret_key(tmp_path / "file/data", None)
