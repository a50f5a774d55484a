"""What all tests share, and what is said at the end about a half that could not run."""

import os
from collections.abc import Iterator

import pytest
from django.utils import translation

from penstock.workspaces import kept
from tests import flush

pytest_plugins = ["tests.world"]
flush.install()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make crash-test` kills a hundred times where the ordinary run kills a few."""
    parser.addoption("--crash-test", action="store_true", help="kill the writer a hundred times, on both databases")


def pytest_report_header() -> str:
    """Which database this run is on."""
    return f"database: {os.environ.get('PENSTOCK_TEST_DATABASE', 'sqlite')}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys last: what is quick and small fails first."""
    items.sort(key=lambda item: "tests/journeys" in item.path.as_posix())


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Another test's workspace of the same number has settled other things."""
    kept.forget()


@pytest.fixture(autouse=True)
def _english_at_first() -> Iterator[None]:
    """Tests begin in English: a request leaves its reader's language behind in the thread."""
    with translation.override("en"):
        yield
