"""What every journey has: a server with the demo company, a browser, and pages signed in by role.

A page fails its test when the browser reports an error, a breach of the content policy, or a request to anywhere else.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium
from tests.journeys.server import Server, start
from tests.postgres import server as postgres

ADDRESSES = {
    "rep": "rep@demo.test",
    "manager": "manager@demo.test",
    "colleague": "colleague@demo.test",
    "viewer": "viewer@demo.test",
    "owner": "owner@demo.test",
    "stranger": "stranger@other.test",
}
PASSWORD = "penstock-demo"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only the smoke journeys run: the rest shows nothing that SQLite has not shown."""
    here = Path(__file__).parent
    journeys = [item for item in items if here in item.path.parents]
    for item in journeys:
        item.add_marker("journey")
    if os.environ.get("PENSTOCK_TEST_DATABASE") == "postgresql":
        dropped = [item for item in journeys if item.get_closest_marker("smoke") is None]
        items[:] = [item for item in items if item not in dropped]
        config.hook.pytest_deselected(items=dropped)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Penstock with the demo company, shared by all journeys: make your own deals, do not count everybody's."""
    on_postgres = os.environ.get("PENSTOCK_TEST_DATABASE") == "postgresql"
    settings = {"PENSTOCK_DATABASE_URL": postgres.new_database("journeys")} if on_postgres else {}
    running = start(tmp_path_factory.mktemp("journeys") / "data", "--demo", **settings)
    yield running
    assert running.stop() == 0, running.log.read_text()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys."""
    found = chromium.find()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=str(found.path), args=list(found.arguments), env={**os.environ, **found.environment}
        )
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def signed_in(server: Server, browser: Browser) -> Callable[[str], Any]:
    """The cookies of a role, from signing in once through the form."""
    states: dict[str, Any] = {}

    def state(role: str) -> Any:
        if role not in states:
            states[role] = sign_in(browser, server.url, ADDRESSES[role])
        return states[role]

    return state


@pytest.fixture
def page_as(server: Server, browser: Browser, signed_in: Callable[[str], Any]) -> Iterator[Callable[..., Page]]:
    """`page_as("rep")` is a page of that person; further options go to the browser (viewport, locale, dark…)."""
    contexts, troubles = [], []

    def open_page(role: str | None = "rep", **options: Any) -> Page:
        state = signed_in(role) if role else None
        context = browser.new_context(base_url=server.url, storage_state=state, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        watch(page, server.url, troubles)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not troubles, "\n".join(troubles)


@pytest.fixture
def page(page_as: Callable[..., Page]) -> Page:
    """The rep's page."""
    return page_as("rep")


def watch(page: Page, home: str, troubles: list[str]) -> None:
    """Notes what a person would not see but should not be there."""
    page.on("pageerror", lambda error: troubles.append(f"script error: {error}"))
    page.on("console", lambda said: _note_console(said, troubles))
    page.on("request", lambda request: _note_foreign(request.url, home, troubles))


def _note_console(said: Any, troubles: list[str]) -> None:
    # A refusal (403, 404, 409, 422) is an answer a journey may well ask for; the browser calls it an error.
    if said.type == "error" and "Failed to load resource: the server responded with a status of 4" not in said.text:
        troubles.append(f"console: {said.text}")


def _note_foreign(url: str, home: str, troubles: list[str]) -> None:
    if not url.startswith((home, "data:", "blob:", "about:")):
        troubles.append(f"request to elsewhere: {url}")


def sign_in(browser: Browser, home: str, address: str) -> Any:
    """The cookies of a browser that signed in through the form."""
    context = browser.new_context(base_url=home)
    page = context.new_page()
    page.goto("/accounts/login/")
    page.fill("input[name=login]", address)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/accounts/login/" not in url)
    state = context.storage_state()
    context.close()
    return state
