"""An administrator lets a gate ask for an approval; a seller is held up, starts one in place, signs it and goes on."""

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

NAME = "Journey’s approval"


def test_a_process_opens_the_gate(page_as: Callable[..., Page]) -> None:
    head = page_as("owner")
    stage = ask_for_it(head)
    seller = page_as("rep")
    try:
        seller.goto("/deals/new/")
        seller.fill("input[name=name]", "Journey of a process")
        seller.locator("main form button.btn").click()
        seller.locator("#deal-head .gate a").first.click()
        dialog = seller.locator("dialog[open]")
        expect(dialog).to_contain_text(f"“{NAME}” has not been started.")
        dialog.get_by_role("link", name=f"Start: {NAME}").click()
        expect(seller.locator("dialog[open] input[name=title]")).to_have_value("Journey of a process")
        seller.locator("dialog[open]").get_by_role("button", name="Start").click()
        dialog = seller.locator("dialog[open]")
        expect(dialog).to_contain_text(f"“{NAME}” is not done.")
        dialog.get_by_role("button", name="to Signed").click()
        expect(seller.locator("dialog[open]")).not_to_contain_text(f"“{NAME}” is not done.")
        expect(seller.locator("#deal-processes")).to_contain_text("Signed")
        expect(seller.locator("#story")).to_contain_text("from Being drawn up to Signed")
        go_back_and_forth(seller)
    finally:
        retire(head, stage)


def go_back_and_forth(seller: Page) -> None:
    """On the deal's page the menu of a process moves it, and the toast takes that back."""
    seller.reload()
    panel = seller.locator("#deal-processes")
    panel.locator("li details.menu summary").click()
    panel.get_by_role("button", name="To sign").click()
    expect(seller.locator("#deal-processes li summary")).to_contain_text("To sign")
    seller.get_by_role("button", name="Undo").first.click()
    expect(seller.locator("#deal-processes li summary")).to_contain_text("Signed")


def ask_for_it(head: Page) -> str:
    """A contract approval from the ready one, and the rule of the second stage that asks for it to be done."""
    head.goto("/settings/processes/new/")
    head.locator("input[name=ready][value=approval]").check()
    head.fill("input[name=name]", NAME)
    head.get_by_role("button", name="Define the process").click()
    expect(head.locator("#order")).to_contain_text("With our lawyer")
    head.goto("/settings/pipelines/")
    head.locator(".lines a").first.click()
    head.locator("#order .lines a").nth(1).click()
    stage = urlsplit(head.url).path.rstrip("/").rsplit("/", 1)[-1]
    head.goto(f"/deals/rules/stage/{stage}/entry/process/")
    head.select_option("select[name=reached]", label=f"{NAME}: done")
    head.get_by_role("button", name="Let it be in force").click()
    expect(head.locator("main")).to_contain_text(f"“{NAME}” is done")
    return stage


def retire(head: Page, stage: str) -> None:
    """Other journeys go on as before: the rule goes, and the kind is retired."""
    head.goto(f"/deals/rules/stage/{stage}/")
    head.get_by_role("button", name="Remove the rule").first.click()
    expect(head.get_by_role("button", name="Remove the rule")).to_have_count(0)
    head.goto("/settings/processes/")
    head.get_by_role("link", name=NAME).click()
    head.get_by_role("button", name="Retire the process").click()
    expect(head.locator("main")).to_contain_text("Retired")
