"""An administrator builds “won, open onboarding, task, thank-you draft”, tries it on the past, and sees it run once."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

HOME = "/settings/automations/"
SOON = 5000
"""A reaction comes within two seconds; the page is fetched anew until then."""


@pytest.fixture
def owner(page_as: Callable[..., Page]) -> Page:
    """The administrator's page, wide enough for the whole board."""
    return page_as("owner", viewport={"width": 2700, "height": 900})


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def add_step(page: Page, home: str, step: str, choices: dict[str, str], **texts: str) -> None:
    page.goto(home)
    page.locator("summary", has_text="Add a step").click()
    page.locator(".menu-line", has_text=step).click()
    for field, label in choices.items():
        page.select_option(f"select[name={field}]", label=label)
    for field, text in texts.items():
        page.fill(f"[name={field}]", text)
    save(page)
    page.wait_for_url(f"**{home}")


def drag_to_won(page: Page, name: str) -> None:
    """By mouse, as a seller does."""
    expect(page.locator("[data-card]", has_text=name)).to_be_visible()
    card = page.locator("[data-card]", has_text=name).bounding_box()
    won = page.locator("[data-column][data-name='Won']").bounding_box()
    assert card and won
    page.mouse.move(card["x"] + 100, card["y"] + 20)
    page.mouse.down()
    page.mouse.move(card["x"] + 115, card["y"] + 30, steps=4)
    page.mouse.move(won["x"] + 100, won["y"] + 150, steps=12)
    page.mouse.move(won["x"] + 105, won["y"] + 155, steps=4)
    page.mouse.up()


def test_a_won_deal_opens_the_onboarding_once(owner: Page) -> None:
    owner.goto("/settings/pipelines/new/")
    owner.fill("input[name=name]", "Onboarding")
    owner.get_by_role("button", name="Make the pipeline").click()
    owner.goto(f"{HOME}new/")
    owner.fill("input[name=name]", "Welcome aboard")
    owner.select_option("select[name=trigger]", "won")
    owner.get_by_role("button", name="Go on").click()
    owner.select_option("select[name=pipeline]", label="Sales")
    save(owner)
    owner.wait_for_url(lambda url: url.rstrip("/").rsplit("/", 1)[-1].isdecimal())
    home = urlsplit(owner.url).path
    manager = "the account manager of the deal (or else its owner)"
    add_step(owner, home, "Open a deal", {"pipeline": "Onboarding", "who": manager}, name="Onboard {deal}")
    add_step(owner, home, "Add a task", {"who": manager, "on": "The deal that a step before opened"}, text="Begin")
    add_step(owner, home, "Draft an e-mail", {}, subject="Thank you", text="Dear {contact}, thank you.")
    expect(owner.locator(".rule-whole")).to_contain_text("When a deal is won in “Sales”, then open the deal")

    owner.get_by_role("link", name="Dry run").click()
    expect(owner.locator("main strong")).to_contain_text("In the last 90 days it would have run")
    owner.get_by_role("button", name="Switch on").click()
    expect(owner.get_by_role("button", name="Switch off")).to_be_visible()

    owner.goto("/deals/new/")
    owner.fill("input[name=name]", "Won by hand")
    owner.locator("main form button.btn").first.click()
    expect(owner.get_by_role("heading", name="Won by hand").first).to_be_visible()
    owner.goto("/board/?q=Won+by+hand")
    drag_to_won(owner, "Won by hand")
    expect(owner.locator("[data-column][data-name='Won'] [data-card]")).to_have_count(1)
    runs = owner.locator(".lines li", has_text="Won by hand")
    for _look in range(20):
        owner.goto(f"{HOME}runs/?state=done")
        if runs.count():
            break
        owner.wait_for_timeout(SOON / 20)
    expect(runs).to_have_count(1)
    owner.wait_for_timeout(1000)
    owner.reload()
    expect(runs).to_have_count(1)
    owner.get_by_role("link", name="Won by hand").click()
    expect(owner.locator(".line-main").get_by_role("link", name="Onboard Won by hand")).to_have_count(1)
