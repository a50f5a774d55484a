"""A seller works on one deal: reads its story, edits facts in place, plans, does, loses and takes back."""

import re
from collections.abc import Callable
from itertools import count

import pytest
from playwright.sync_api import Page, expect

NUMBERS = count(1)
ON_ENTRY = "Done: Call back at once"
"""The task that the worker adds as a deal enters the first stage of the demo company."""


@pytest.fixture
def deal(page: Page) -> Page:
    """The rep's page on the page of a deal of their own."""
    page.goto("/deals/new/")
    page.fill("input[name=name]", f"Journey {next(NUMBERS)}")
    page.fill("input[name=amount]", "1000")
    page.locator("main form button.btn").click()
    expect(page.locator("#deal-head")).to_be_visible()
    expect(page.get_by_role("button", name=ON_ENTRY)).to_be_visible()
    return page


@pytest.mark.smoke
def test_a_fact_is_edited_where_it_stands_and_taken_back(deal: Page) -> None:
    deal.click("#fact-amount a.fact-value")
    deal.fill("#fact-amount input[name=amount]", "2500")
    deal.keyboard.press("Enter")
    expect(deal.locator("#fact-amount")).to_contain_text("2,500")
    expect(deal.locator("#story")).to_contain_text("2,500")
    deal.locator(".note-toast", has_text="changed").get_by_role("button", name="Undo").click()
    expect(deal.locator("#fact-amount")).to_contain_text("1,000")


def test_what_is_no_number_is_said_in_place_and_escape_brings_the_value_back(deal: Page) -> None:
    deal.click("#fact-amount a.fact-value")
    deal.fill("#fact-amount input[name=amount]", "many")
    deal.keyboard.press("Enter")
    expect(deal.locator("#fact-amount .error")).to_contain_text("many")
    deal.focus("#fact-amount input[name=amount]")
    deal.keyboard.press("Escape")
    expect(deal.locator("#fact-amount")).to_contain_text("1,000")


def test_a_note_joins_the_story_as_plain_text(deal: Page) -> None:
    deal.fill("#composer textarea", "<b>Budget</b> is there\nand more")
    deal.get_by_role("button", name="Save the note").click()
    deal.locator("#story summary", has_text="<b>Budget</b> is there").click()
    expect(deal.locator("#story .event-body", has_text="and more")).to_be_visible()


def test_the_story_is_not_drawn_twice_for_one_change(deal: Page) -> None:
    asked: list[str] = []
    deal.on("request", lambda request: asked.append(request.url) if re.search("/story/|/parts/", request.url) else None)
    deal.fill("#composer textarea", "Heard once")
    deal.get_by_role("button", name="Save the note").click()
    expect(deal.locator("#story")).to_contain_text("Heard once")
    deal.wait_for_timeout(1500)  # the live stream tells of it within half a second
    assert len(asked) == 2, asked


def test_what_is_open_stays_open_when_somebody_else_changes_the_deal(deal: Page, page_as: Callable[..., Page]) -> None:
    deal.fill("#composer textarea", "Read me\nto the end")
    deal.get_by_role("button", name="Save the note").click()
    deal.locator("#story summary", has_text="Read me").click()
    manager = page_as("manager")
    manager.goto(deal.url)
    manager.fill("#composer textarea", "From the manager")
    manager.get_by_role("button", name="Save the note").click()
    expect(deal.locator("#story")).to_contain_text("From the manager")
    expect(deal.locator("#story .event-body", has_text="to the end")).to_be_visible()


def test_what_is_planned_is_done_with_one_key_and_the_next_step_is_asked(deal: Page) -> None:
    deal.locator("#composer nav").get_by_role("link", name="Call").click()
    deal.fill("#composer input[name=subject]", "Ask for the decision")
    deal.locator("#composer button[value=plan]").click()
    expect(deal.locator(".record aside")).to_contain_text("Ask for the decision")
    deal.get_by_role("button", name=ON_ENTRY).click()
    expect(deal.get_by_role("button", name=ON_ENTRY)).to_have_count(0)
    deal.locator("h2", has_text="Next step").click()
    deal.keyboard.press("d")
    dialog = deal.locator("dialog[open]")
    dialog.locator("#outcome").fill("They said yes")
    dialog.locator("input[name=subject]").fill("Send the contract")
    dialog.locator("button[name=quick]").first.click()
    expect(deal.locator(".record aside")).to_contain_text("Send the contract")
    expect(deal.locator("#story")).to_contain_text("They said yes")


@pytest.mark.smoke
def test_losing_asks_why_in_place_and_can_be_undone(deal: Page) -> None:
    deal.get_by_role("link", name="Lose").click()
    dialog = deal.locator("dialog[open]")
    dialog.locator("select[name=loss_reason]").select_option(index=1)
    dialog.get_by_role("button", name="Mark as lost").click()
    expect(deal.locator("#deal-acts")).to_contain_text("Reopen")
    deal.locator(".note-toast", has_text="Lost").get_by_role("button", name="Undo").click()
    expect(deal.locator("#deal-acts")).to_contain_text("Lose")


def test_products_are_written_line_by_line_and_make_the_value(deal: Page) -> None:
    deal.click("#fact-amount a.fact-value")
    deal.fill("#fact-amount input[name=amount]", "")
    deal.keyboard.press("Enter")
    deal.locator("a[href$='/items/']").click()
    deal.fill("dialog input[name='items-0-product']", "Consulting")
    deal.fill("dialog input[name='items-0-quantity']", "3")
    deal.fill("dialog input[name='items-0-unit_price']", "200")
    deal.get_by_role("button", name="Save the products").click()
    expect(deal.locator("#fact-amount")).to_contain_text("600")
    expect(deal.locator("#fact-amount")).to_contain_text("from the line items")


def test_a_stage_of_the_path_takes_the_deal_there_and_the_story_folds(deal: Page) -> None:
    button = deal.locator(".stage-path button").first
    name = button.locator("span").inner_text()
    button.click()
    expect(deal.locator(".stage-path [aria-current=step]")).to_contain_text(name)
    deal.locator("#story nav").get_by_role("link", name="Stages").click()
    expect(deal.locator("#story nav [aria-current]")).to_have_text(re.compile("Stages"))
    expect(deal.locator("#story")).to_contain_text(f"→ {name}")


def test_the_page_works_without_javascript(page_as: object) -> None:
    page = page_as("rep", java_script_enabled=False)
    page.goto("/deals/new/")
    page.fill("input[name=name]", "By hand alone")
    page.locator("main form button.btn").click()
    page.get_by_role("link", name="Lose").click()
    page.locator("select[name=loss_reason]").select_option(index=1)
    page.get_by_role("button", name="Mark as lost").click()
    expect(page.locator("#deal-acts")).to_contain_text("Reopen")
