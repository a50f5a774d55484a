"""The first person gets in by a link that the command line prints."""

import json

import pytest

from tests.cli.conftest import Run


def test_on_an_empty_folder_the_first_person_owns_the_new_workspace(penstock: Run) -> None:
    done = penstock("invite", "ada@example.com", "--workspace", "Acme", "--format", "json")
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    assert (data["workspace"], data["role"], data["email"]) == ("Acme", "owner", "ada@example.com")
    assert data["link"].startswith("http://127.0.0.1:8000/invitation/")


@pytest.mark.usefixtures("prepared")
def test_the_next_one_sells_and_a_second_link_voids_the_first(penstock: Run) -> None:
    penstock("invite", "ada@example.com")
    first = json.loads(penstock("invite", "ben@example.com", "--format", "json").stdout)
    second = json.loads(penstock("invite", "ben@example.com", "--format", "json").stdout)
    assert first["role"] == "rep"
    assert first["link"] != second["link"]


@pytest.mark.usefixtures("prepared")
def test_what_is_no_address_is_a_sentence(penstock: Run) -> None:
    done = penstock("invite", "ada")
    assert done.returncode == 1
    assert "not an e-mail address" in done.stderr


@pytest.mark.usefixtures("prepared")
def test_the_link_is_under_the_public_address(penstock: Run) -> None:
    done = penstock("invite", "ada@example.com", PENSTOCK_PUBLIC_URL="https://crm.example.com")
    assert "https://crm.example.com/invitation/" in done.stdout
