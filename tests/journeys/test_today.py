"""A seller's day: plan it, do it with one key, take it back; a manager looks at the team's."""

from collections.abc import Callable

from playwright.sync_api import Page, expect


def plan(page: Page, subject: str) -> None:
    page.locator("main, header").get_by_role("link", name="Plan", exact=True).first.click()
    dialog = page.locator("dialog[open]")
    dialog.locator("select[name=kind]").select_option("task")
    dialog.locator("input[name=subject]").fill(subject)
    dialog.get_by_role("button", name="Plan").click()
    expect(page.locator("#today")).to_contain_text(subject)
    settled(page)


def settled(page: Page) -> None:
    """Nothing is being drawn anew any more; until then a link is only a link."""
    page.wait_for_timeout(500)
    expect(page.locator(".htmx-request, .htmx-settling, .htmx-swapping")).to_have_count(0)


def test_what_is_planned_for_today_is_done_with_one_key_and_taken_back(page: Page) -> None:
    page.goto("/today/")
    plan(page, "Water the flowers")
    page.get_by_role("link", name="Water the flowers").focus()
    page.keyboard.press("d")
    expect(page.locator("#today")).not_to_contain_text("Water the flowers")
    page.locator(".note-toast", has_text="Done").get_by_role("button", name="Undo").click()
    expect(page.locator("#today")).to_contain_text("Water the flowers")


def test_a_plan_is_read_put_off_and_removed_where_it_stands(page: Page) -> None:
    page.goto("/today/")
    plan(page, "Call the caterer")
    page.get_by_role("link", name="Call the caterer").click()
    dialog = page.locator("dialog[open]")
    dialog.locator("input[name=subject]").fill("Call the cook")
    dialog.get_by_role("button", name="Save").click()
    expect(page.locator("#today")).to_contain_text("Call the cook")
    settled(page)
    page.get_by_role("link", name="Call the cook").click()
    page.locator("dialog[open]").get_by_role("button", name="Remove").click()
    expect(page.locator("#today")).not_to_contain_text("Call the cook")


def test_a_call_on_a_deal_done_today_asks_what_is_next(page: Page) -> None:
    page.goto("/deals/new/")
    page.fill("input[name=name]", "Deal of the day")
    page.locator("main form button.btn").click()
    page.locator("#composer nav").get_by_role("link", name="Call").click()
    page.fill("#composer input[name=subject]", "Call of the day")
    page.locator("#composer button[value=plan]").click()
    expect(page.locator(".record aside")).to_contain_text("Call of the day")
    page.get_by_role("button", name="Done: Call back at once").click()  # what the stage asked for on entry
    expect(page.get_by_role("button", name="Done: Call back at once")).to_have_count(0)
    page.goto("/today/")
    page.locator("#today li", has_text="Call of the day").get_by_role("button").first.click()
    dialog = page.locator("dialog[open]")
    expect(dialog).to_contain_text("Deal of the day")
    dialog.get_by_role("button", name="Nothing next").click()
    expect(page.locator("#today")).not_to_contain_text("Call of the day")


def test_a_manager_sees_the_teams_day(page_as: Callable[..., Page]) -> None:
    mine = page_as("rep")
    mine.goto("/today/")
    plan(mine, "Seen by the manager")
    team = page_as("manager")
    team.goto("/today/?whose=mine")
    expect(team.locator("#today")).not_to_contain_text("Seen by the manager")
    team.get_by_role("link", name="The team's").click()
    expect(team.locator("#today")).to_contain_text("Seen by the manager")
