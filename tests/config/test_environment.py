"""Settings come from the environment; a wrong one is a sentence."""

from pathlib import Path

import pytest

from penstock.config.environment import read
from penstock.config.hosts import allowed_hosts
from penstock.config.wrong import WrongSettings


def test_without_any_setting_it_listens_on_loopback() -> None:
    env = read({})
    assert (env["HOST"], env["PORT"], env["DATABASE_URL"]) == ("127.0.0.1", 8000, None)


def test_an_empty_setting_is_a_setting_left_out() -> None:
    assert read({"PENSTOCK_PORT": " "})["PORT"] == 8000


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PENSTOCK_PORT", "http"),
        ("PENSTOCK_PORT", "70000"),
        ("PENSTOCK_DATABASE_URL", "mysql://here/penstock"),
        ("PENSTOCK_DATABASE_URL", "postgresql://host:port/name"),
        ("PENSTOCK_PUBLIC_URL", "crm.example.com"),
        ("PENSTOCK_PUBLIC_URL", "https://example.com/crm"),
        ("PENSTOCK_ALLOWED_HOSTS", "*"),
        ("PENSTOCK_SECRET_KEY", "short"),
        ("PENSTOCK_SMTP_URL", "mail.example.com"),
        ("PENSTOCK_DEBUG", "perhaps"),
        ("PENSTOCK_OIDC_ISSUER", "https://login.example.com"),
        ("PENSTOCK_DATA", __file__),
    ],
)
def test_a_wrong_setting_is_named_in_a_sentence(name: str, text: str) -> None:
    with pytest.raises(WrongSettings) as wrong:
        read({name: text})
    (sentence,) = wrong.value.sentences
    assert sentence.startswith(name)
    assert sentence.endswith(".")


def test_every_wrong_setting_is_named_at_once() -> None:
    with pytest.raises(WrongSettings) as wrong:
        read({"PENSTOCK_PORT": "0", "PENSTOCK_DEBUG": "2"})
    assert len(wrong.value.sentences) == 2


def test_a_database_address_may_hold_any_password_and_options() -> None:
    found = read({"PENSTOCK_DATABASE_URL": "postgresql://me:p%40ss@db:5433/sales?sslmode=require"})["DATABASE_URL"]
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == ("me", "p@ss", "db", "5433")
    assert (found["NAME"], found["OPTIONS"]) == ("sales", {"sslmode": "require"})


def test_the_server_answers_to_its_public_name_and_never_to_any_name() -> None:
    hosts = allowed_hosts(read({"PENSTOCK_HOST": "0.0.0.0", "PENSTOCK_PUBLIC_URL": "https://crm.example.com"}))
    assert "crm.example.com" in hosts
    assert "0.0.0.0" not in hosts


def test_the_data_folder_may_begin_with_a_tilde() -> None:
    assert read({"PENSTOCK_DATA": "~/sales"})["DATA"] == Path.home().resolve() / "sales"
