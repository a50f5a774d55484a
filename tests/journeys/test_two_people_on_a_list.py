"""Two people look at the same list: each sees what the other does, and nobody's edit is lost to it."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.test_two_people_on_a_board import SOON, wait_until_listening


def opened(page: Page, name: str) -> str:
    """The address of a new deal."""
    page.goto("/deals/new/")
    page.fill("input[name=name]", name)
    page.fill("input[name=amount]", "1234")
    page.locator("main form button.btn").first.click()
    page.wait_for_url(re.compile(r"/deals/\d+/"))
    return page.url


def rename(page: Page, name: str) -> None:
    """Give the deal on the page another name."""
    page.locator("penstock-inline[src$='/change/name/'] a.fact-value").first.click()
    page.locator("penstock-inline input[name=name]").fill(name)
    page.keyboard.press("Enter")
    expect(page.get_by_text(name).first).to_be_visible()


def test_a_new_deal_is_told_and_a_changed_one_is_drawn_in_its_place(page_as: Callable[..., Page]) -> None:
    page, listing = page_as("rep"), page_as("manager")
    opened(page, "First of two")
    listing.goto("/deals/")
    wait_until_listening(listing)
    row = listing.locator("tr", has_text="First of two").first
    row.locator("[data-pick]").check()
    rename(page, "First of two, renamed")
    expect(listing.get_by_text("First of two, renamed")).to_be_visible(timeout=SOON)
    expect(listing.locator("tr", has_text="First of two, renamed").locator("[data-pick]")).to_be_checked()
    opened(page, "Second of two")
    expect(listing.locator("penstock-changes")).to_be_visible(timeout=SOON)
    listing.click("penstock-changes a")
    expect(listing.get_by_text("Second of two")).to_be_visible()


def test_an_edit_goes_on_while_somebody_changes_the_same_row(page_as: Callable[..., Page]) -> None:
    page, listing = page_as("rep"), page_as("manager")
    opened(page, "Edited by two")
    listing.goto("/deals/")
    wait_until_listening(listing)
    row = listing.locator("tr", has_text="Edited by two").first
    row_id = row.get_attribute("id")
    row.locator("penstock-inline[src$='/change/amount/'] a.fact-value").click()
    box = listing.locator(f"#{row_id} input:not([type=hidden]):not([data-pick])").first
    box.fill("777")
    rename(page, "Edited by two, renamed")
    listing.wait_for_timeout(SOON)
    expect(box).to_have_value("777")
    listing.keyboard.press("Escape")
    expect(listing.get_by_text("Edited by two, renamed")).to_be_visible(timeout=SOON)
