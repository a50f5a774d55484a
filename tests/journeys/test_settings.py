"""The settings in a real browser: an invitation, a farewell, and stages put in order by hand, keys and no script."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

PASSWORD = "water-runs-downhill"


@pytest.fixture
def owner(page_as: Callable[..., Page]) -> Page:
    """The administrator's page."""
    return page_as("owner")


@pytest.fixture
def newcomer(owner: Page, page_as: Callable[..., Page]) -> Page:
    """Somebody who was invited, opened the link and chose a password."""
    name = f"Newcomer {uuid4().hex[:8]}"
    owner.goto("/settings/people/invite/")
    owner.fill("input[name=name]", name)
    owner.fill("input[name=email]", f"{name.split()[1]}@demo.test")
    owner.locator("main form button").click()
    link = owner.locator("#link").input_value()
    page = page_as(None)
    page.goto(link)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    expect(page.locator(".side")).to_be_visible()
    page.name = name
    return page


def test_whoever_is_let_go_is_out_with_the_next_step(owner: Page, newcomer: Page) -> None:
    newcomer.goto("/settings/profile/")
    expect(newcomer.locator("input[name=name]")).to_have_value(newcomer.name)
    owner.goto("/settings/people/")
    owner.get_by_role("link", name=newcomer.name).click()
    owner.get_by_role("link", name="Let them go").click()
    owner.get_by_role("button", name="Let them go").click()
    expect(owner.locator("summary", has_text="No longer here")).to_be_visible()
    newcomer.goto("/settings/profile/")
    assert "/accounts/login/" in newcomer.url


def new_pipeline(page: Page) -> list[str]:
    """A pipeline of the test's own; returns its open stages."""
    page.goto("/settings/pipelines/new/")
    page.fill("input[name=name]", f"Way {uuid4().hex[:8]}")
    page.check("input[value=short]")
    page.get_by_role("button", name="Make the pipeline").click()
    return stages(page)


def stages(page: Page) -> list[str]:
    return page.locator("#order .line-main a").all_inner_texts()


def test_a_stage_is_dragged_to_its_place(owner: Page) -> None:
    before = new_pipeline(owner)
    grips = owner.locator("#order .grip")
    start, end = grips.nth(0).bounding_box(), grips.nth(2).bounding_box()
    assert start is not None
    assert end is not None
    owner.mouse.move(start["x"] + 10, start["y"] + 10)
    owner.mouse.down()
    owner.mouse.move(end["x"] + 10, end["y"] + 8, steps=8)
    with owner.expect_response("**/order/"):
        owner.mouse.move(end["x"] + 10, end["y"] + 22, steps=4)
        owner.mouse.up()
    moved = [before[1], before[2], before[0], *before[3:]]
    owner.reload()
    assert stages(owner) == moved


def test_a_stage_goes_up_by_keyboard(owner: Page) -> None:
    before = new_pipeline(owner)
    with owner.expect_response("**/order/"):
        owner.locator("#order button[name=up]").nth(1).press("Enter")
    expect(owner.locator("#order .line-main a").first).to_have_text(before[1])


def test_a_stage_goes_down_without_javascript(page_as: Callable[..., Page]) -> None:
    page = page_as("owner", java_script_enabled=False)
    before = new_pipeline(page)
    page.locator("#order button[name=down]").nth(0).click()
    assert stages(page) == [before[1], before[0], *before[2:]]
