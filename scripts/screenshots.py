"""Photographs the demo company's pages for the README, in docs/screenshots: the real program in a real browser."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from tests.browser import chromium  # noqa: E402
from tests.journeys.conftest import ADDRESSES, sign_in  # noqa: E402
from tests.journeys.server import start  # noqa: E402

FOLDER = ROOT / "docs/screenshots"
EXPORT = b"""Deal name,Company,Owner,Stage,Created,Close date,Amount
Pump station,Hafenbau GmbH,Rita Novak,Won,2026-01-12,2026-03-02,18400
Dosing line,Odra System,Ben Okafor,Lost,2026-02-03,2026-03-20,9200
Booster station,Lakeshore,Rita Novak,Negotiation,2026-04-18,,41000
"""
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def go(path: str) -> Callable[[Page], Any]:
    """A page by its address."""
    return lambda page: page.goto(path)


def first_deal(page: Page) -> None:
    """The first deal of the board."""
    page.goto("/board/")
    page.goto(page.locator("a.deal-name").first.get_attribute("href") or "/")


def proposed_import(page: Page) -> None:
    """What an import of a small file would do."""
    page.goto("/imports/")
    page.set_input_files("input[type=file]", [{"name": "deals.csv", "mimeType": "text/csv", "buffer": EXPORT}])
    page.locator("main form button.btn").first.click()
    page.wait_for_url("**/imports/*/")


# name, how to get there, and what differs from a wide light window in English
PICTURES: list[tuple[str, Callable[[Page], Any], dict[str, Any]]] = [
    ("board", go("/board/"), {}),
    ("board-dark", go("/board/"), {"color_scheme": "dark"}),
    ("board-phone", go("/board/"), {"viewport": NARROW}),
    ("deal", first_deal, {}),
    ("list", go("/deals/"), {}),
    ("today", go("/today/"), {}),
    ("numbers", go("/numbers/"), {}),
    ("import", proposed_import, {"person": "owner"}),
    ("board-ru", go("/board/"), {"language": "ru"}),
    ("board-zh", go("/board/"), {"language": "zh-hans"}),
]


def main() -> None:
    """Every picture, or those named on the command line."""
    wanted = set(sys.argv[1:]) or {name for name, _, _ in PICTURES}
    FOLDER.mkdir(parents=True, exist_ok=True)
    found = chromium.find()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = start(Path(folder) / "data", "--demo")
        try:
            environment = {**os.environ, **found.environment}
            browser = playwright.chromium.launch(
                executable_path=str(found.path), args=list(found.arguments), env=environment
            )
            take(browser, server.url, wanted)
        finally:
            server.stop()


def take(browser: Browser, home: str, wanted: set[str]) -> None:
    """The pictures that are wanted, as the head of sales unless somebody else is named."""
    signed_in = {person: sign_in(browser, home, ADDRESSES[person]) for person in ("manager", "owner")}
    for name, lead, options in PICTURES:
        if name in wanted:
            rest = dict(options)
            photograph(browser, home, signed_in[rest.pop("person", "manager")], name, lead, rest)


def photograph(browser: Browser, home: str, state: Any, name: str, lead: Callable[[Page], Any], options: Any) -> None:
    """One picture."""
    language = options.pop("language", "")
    context = browser.new_context(base_url=home, storage_state=state, **({"viewport": WIDE} | options))
    if language:
        context.add_cookies([{"name": "django_language", "value": language, "url": home}])
    page = context.new_page()
    lead(page)
    page.wait_for_timeout(500)
    page.screenshot(path=FOLDER / f"{name}.png")
    print(name, page.title())
    context.close()


if __name__ == "__main__":
    main()
