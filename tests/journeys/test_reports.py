"""A head of sales reads what holds deals up, opens a figure, and makes a task of what a review found."""

from collections.abc import Callable

from playwright.sync_api import Page, expect


def test_a_figure_of_a_report_opens_into_its_rows_and_leads_back(page_as: Callable[..., Page]) -> None:
    page = page_as("manager")
    page.goto("/reports/")
    page.get_by_role("link", name="Bottlenecks").click()
    figure = page.locator("#stages tbody td.num a").first
    words = figure.inner_text()
    figure.click()
    expect(page.locator(".numbers-figure strong")).to_have_text(words)


def test_the_period_before_is_a_click_away_and_printing_is_offered(page_as: Callable[..., Page]) -> None:
    page = page_as("manager")
    page.goto("/reports/quality/")
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    now = page.locator(".numbers-time strong").inner_text()
    page.get_by_role("link", name="The period before").click()
    expect(page.locator(".numbers-time strong")).not_to_have_text(now)


def test_what_a_review_finds_becomes_a_task(page_as: Callable[..., Page]) -> None:
    page = page_as("manager")
    page.goto("/reports/review/")
    line = page.locator("#agenda tbody tr[data-row]").first
    line.get_by_role("link", name="Make a task").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Subject").fill("Ask what holds it up")
    dialog.get_by_role("button", name="Plan").click()
    expect(page.locator(".toasts")).to_contain_text("Ask what holds it up")
