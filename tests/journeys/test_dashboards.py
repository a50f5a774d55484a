"""Dashboards in a browser: one is made of a ready one, a widget is added and dragged, and a colleague sees it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect


def titles(page: Page) -> list[str]:
    """The widgets of the page in their order."""
    return [one.strip() for one in page.locator(".widget h2").all_inner_texts()]


def test_a_dashboard_is_made_arranged_and_shared(page_as: Callable[..., Page]) -> None:
    page = page_as("manager")
    page.goto("/dashboards/")
    expect(page.locator(".widget")).to_have_count(12)
    page.get_by_role("button", name="Change").click()
    page.wait_for_url(re.compile(r"/dashboards/\d+/edit/$"))
    address = page.url.removesuffix("edit/")

    page.get_by_role("link", name="Add a widget").click()
    page.wait_for_url(re.compile(r"/add/$"), wait_until="load")
    page.locator(".making-kinds label", has_text="Bars").click()
    expect(page.locator("[name=by]")).to_be_visible()
    page.select_option("[name=metrics]", "deals_won")
    expect(page.locator(".making-preview h2").last).to_contain_text("Deals won by")
    page.select_option("[name=by]", "source")
    expect(page.locator(".making-preview")).to_contain_text("Deals won by source")
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_url(re.compile(r"/edit/$"))
    expect(page.locator("li.widget")).to_have_count(13)

    first, second = titles(page)[:2]
    grip, goal = page.locator("li.widget .grip").first.bounding_box(), page.locator("li.widget").nth(1).bounding_box()
    assert grip is not None and goal is not None
    page.mouse.move(grip["x"] + 6, grip["y"] + 10)
    page.mouse.down()
    page.mouse.move(grip["x"] + 40, grip["y"] + 20, steps=4)
    page.mouse.move(goal["x"] + goal["width"] - 30, goal["y"] + 60, steps=15)
    page.wait_for_timeout(200)
    with page.expect_response(lambda answer: answer.url.endswith("/edit/")):
        page.mouse.up()
    expect(page.locator("li.widget h2").first).to_have_text(second)
    assert titles(page)[:2] == [second, first]

    page.goto(address)
    expect(page.locator(".widget h2").first).to_have_text(second)
    page.get_by_title("More").click()
    page.get_by_role("link", name="Share").click()
    page.get_by_role("dialog").get_by_label("Rita Novak").check()
    page.get_by_role("dialog").get_by_role("button", name="Share").click()
    expect(page.locator("#toasts")).to_contain_text("their own figures")

    theirs = page_as("rep")
    theirs.goto(address)
    expect(theirs.locator(".widget h2").first).to_have_text(second)
    expect(theirs.get_by_role("link", name="Change")).to_have_count(0)
    stranger = page_as("colleague")
    answer = stranger.goto(address)
    assert answer is not None and answer.status == 404


def test_a_bar_opens_into_its_rows_and_a_picture_is_kept(page_as: Callable[..., Page]) -> None:
    page = page_as("owner")
    page.goto("/dashboards/ready/marketing/")
    widget = page.locator(".widget", has_text="Win rate by source").first
    widget.hover()
    widget.locator(".widget-menu summary").click()
    with page.expect_download() as download:
        widget.get_by_role("button", name="PNG").click()
    assert download.value.suggested_filename == "Win rate by source.png"
    widget.locator("svg.drawing a").first.click()
    page.wait_for_url(re.compile("/numbers/rows/.*metric=win_rate"))
    expect(page.locator(".numbers-figure")).to_be_visible()


@pytest.mark.parametrize("kind", ["SVG", "PNG"])
@pytest.mark.parametrize("title", ["Deals won by source", "Won of what was opened"])
def test_a_table_that_is_shaded_is_kept_as_a_picture(page_as: Callable[..., Page], title: str, kind: str) -> None:
    page = page_as("owner")
    page.goto("/dashboards/ready/marketing/")
    widget = page.locator(".widget:has(table.heat)", has_text=title).first
    shown = widget.locator("table.heat tbody td a").first.inner_text()
    widget.hover()
    widget.locator(".widget-menu summary").click()
    with page.expect_download() as download:
        widget.get_by_role("button", name=kind).click()
    kept = download.value.path().read_bytes()
    assert kept.startswith(b"\x89PNG") if kind == "PNG" else f">{shown}</text>" in kept.decode()


def test_the_wall_fills_the_screen_and_lets_go(page_as: Callable[..., Page]) -> None:
    page = page_as("owner")
    page.goto("/dashboards/ready/head/?wall=1&period=year")
    expect(page.locator(".side")).to_have_count(0)
    expect(page.locator(".wall .widget")).to_have_count(12)
    page.get_by_role("link", name="Leave the wall").click()
    page.wait_for_url(re.compile(r"/dashboards/ready/head/\?period=year"))
    expect(page.locator(".side").first).to_be_visible()
