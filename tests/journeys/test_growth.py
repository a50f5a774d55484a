"""A head of sales drags a slider and reads what growth would be."""

from collections.abc import Callable

from playwright.sync_api import Page, expect


def test_dragging_a_slider_tells_what_growth_would_be(page_as: Callable[..., Page]) -> None:
    page = page_as("manager")
    page.goto("/reports/growth/?period=all")
    outcome = page.locator("#what-if-outcome")
    expect(outcome).to_contain_text("As it is, a worked deal brings")
    expect(page.get_by_role("button", name="Work it out")).to_be_hidden()
    slider = page.get_by_role("slider").nth(1)
    slider.press("ArrowRight")
    expect(outcome).to_contain_text("1% more")
    expect(page.locator("input[name=average_won_deal]")).to_have_value("1")
