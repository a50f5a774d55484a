"""A head of sales writes a checklist and lets the gate ask for it; a seller is held up, ticks in place, and goes on."""

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect


def test_a_tick_opens_the_gate(page_as: Callable[..., Page]) -> None:
    head = page_as("owner")
    write_checklist(head)
    seller = page_as("rep")
    try:
        seller.goto("/deals/new/")
        seller.fill("input[name=name]", "Journey of a tick")
        seller.locator("main form button.btn").click()
        panel = seller.locator("#deal-playbook")
        expect(panel.get_by_role("button", name="Tick: The journey’s need")).to_be_visible()
        move_on(seller)
        dialog = seller.locator("dialog[open]")
        expect(dialog).to_contain_text("Not ticked yet: The journey’s need")
        ticks = dialog.get_by_role("button", name="Tick it")
        for left in range(ticks.count(), 0, -1):
            expect(ticks).to_have_count(left)
            ticks.first.click()
        expect(seller.locator("dialog[open]")).to_contain_text("Nothing is missing")
        seller.locator("dialog[open]").get_by_role("button", name="Move to").last.click()
        expect(seller.locator("#story")).to_contain_text("Ticked: The journey’s need")
        expect(seller.locator("dialog[open]")).to_have_count(0)
    finally:
        retire_item(head)


def write_checklist(head: Page) -> None:
    """One required item in the first stage, which the gate asks for."""
    head.goto("/settings/playbooks/")
    head.locator(".lines a").first.click()
    head.get_by_role("link", name="Add to the checklist").click()
    head.fill("input[name=name]", "The journey’s need")
    head.locator("main form button.btn").first.click()
    head.get_by_role("button", name="Let the gate ask for what is required").click()
    expect(head.locator("#list-checklist")).to_contain_text("The gate asks for what is required here.")


def move_on(seller: Page) -> None:
    """Ask for the next stage, which the head of the page says wants something."""
    seller.locator("#deal-head .gate a").first.click()


def retire_item(head: Page) -> None:
    """Other journeys go on as before: the item is retired, and the gate asks for none."""
    stage = urlsplit(head.url).path.rstrip("/").rsplit("/", 1)[-1]
    head.get_by_role("link", name="The journey’s need").click()
    head.get_by_role("button", name="Retire").click()
    expect(head.locator("#list-checklist")).to_contain_text("Retired")
    head.goto(f"/deals/rules/stage/{stage}/")
    head.get_by_role("button", name="Remove the rule").click()
    expect(head.get_by_role("button", name="Remove the rule")).to_have_count(0)
