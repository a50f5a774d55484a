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


Picture = tuple[str, Callable[[Page], Any], dict[str, Any]]
"""Its name, how to get there, and what differs from a wide light window on the English demo company."""

PICTURES: list[Picture] = [
    ("board", go("/board/"), {}),
    ("board-dark", go("/board/"), {"color_scheme": "dark"}),
    ("board-phone", go("/board/"), {"viewport": NARROW}),
    ("deal", first_deal, {}),
    ("list", go("/deals/"), {}),
    ("today", go("/today/"), {}),
    ("numbers", go("/numbers/"), {}),
    ("forecast", go("/reports/forecast/"), {}),
    ("dashboard", go("/dashboards/"), {"person": "owner"}),
    ("import", proposed_import, {"person": "owner"}),
    ("board-ru", go("/board/"), {"language": "ru_RU.UTF-8"}),
    ("board-zh", go("/board/"), {"language": "zh_CN.UTF-8"}),
]
ENGLISH = "en_GB.UTF-8"


def main() -> None:
    """Every picture, or those named on the command line."""
    wanted = set(sys.argv[1:]) or {name for name, _, _ in PICTURES}
    FOLDER.mkdir(parents=True, exist_ok=True)
    found = chromium.find()
    with sync_playwright() as playwright:
        environment = {**os.environ, **found.environment}
        browser = playwright.chromium.launch(
            executable_path=str(found.path), args=list(found.arguments), env=environment
        )
        for language in dict.fromkeys(_language(picture) for picture in PICTURES if picture[0] in wanted):
            take(browser, language, [one for one in PICTURES if one[0] in wanted and _language(one) == language])


def take(browser: Browser, language: str, pictures: list[Picture]) -> None:
    """The pictures of the demo company of a language, as the head of sales unless somebody else is named."""
    with tempfile.TemporaryDirectory() as folder:
        server = start(Path(folder) / "data", "--demo", LC_ALL=language)
        try:
            signed_in = {person: sign_in(browser, server.url, ADDRESSES[person]) for person in ("manager", "owner")}
            for name, lead, options in pictures:
                rest = {key: value for key, value in options.items() if key not in ("language", "person")}
                photograph(browser, server.url, signed_in[options.get("person", "manager")], name, lead, rest)
        finally:
            server.stop()


def _language(picture: Picture) -> str:
    return picture[2].get("language", ENGLISH)


def photograph(browser: Browser, home: str, state: Any, name: str, lead: Callable[[Page], Any], options: Any) -> None:
    """One picture."""
    context = browser.new_context(base_url=home, storage_state=state, **({"viewport": WIDE} | options))
    page = context.new_page()
    lead(page)
    page.wait_for_timeout(500)
    page.screenshot(path=FOLDER / f"{name}.png")
    print(name, page.title())
    context.close()


if __name__ == "__main__":
    main()
