"""Which workspace a command means, when it is not told."""

import click
import pytest

from penstock.cli.workspace import chosen_workspace
from penstock.people.actions import create_workspace

pytestmark = pytest.mark.django_db


def made(*names: str, is_demo: bool = False) -> None:
    for name in names:
        create_workspace(name, by=None, is_demo=is_demo)


def chosen(name: str | None = None) -> str | None:
    found = chosen_workspace(name)
    return found and found.name


def test_an_empty_folder_has_none() -> None:
    assert chosen() is None


def test_the_only_one_is_meant() -> None:
    made("Ours")
    assert chosen() == "Ours"


def test_one_of_several_must_be_named_in_any_case_of_letters() -> None:
    made("Ours", "Theirs")
    with pytest.raises(click.UsageError, match="Ours, Theirs"):
        chosen()
    assert chosen("theirs") == "Theirs"
    with pytest.raises(click.BadParameter, match="only: Ours, Theirs"):
        chosen("Nobody's")


def test_the_demos_second_company_needs_no_choice() -> None:
    made("Aurora", "Stranger", is_demo=True)
    assert chosen() == "Aurora"
