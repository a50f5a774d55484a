"""Somebody is named in a note while one types: by keys, by touch, in the note that is changed, and without a script."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, Route, expect

NAME = "Martin Hale"


def a_note(page: Page, name: str) -> Locator:
    page.goto("/deals/new/")
    page.fill("input[name=name]", name)
    page.locator("main form button.btn").click()
    return page.locator("#composer textarea[name=body]")


def test_a_name_is_chosen_with_keys_and_the_note_names_them(page: Page) -> None:
    note, offered = a_note(page, "Named by keys"), page.locator("#composer [role=option]")
    note.press_sequentially("Ask @ma")
    expect(offered).to_have_text([NAME])
    expect(note).to_have_attribute("role", "combobox")
    expect(note).to_have_attribute("aria-expanded", "true")
    note.press("Escape")
    expect(offered).to_have_count(0)
    expect(note).not_to_have_attribute("role", "combobox")
    note.press_sequentially("r")
    expect(offered).to_have_text([NAME])
    note.press("Enter")
    expect(note).to_have_value(f"Ask @{NAME} ")
    note.press_sequentially("for help, or @")
    expect(offered.nth(1)).to_be_visible()
    expect(offered.first).to_have_attribute("aria-selected", "true")
    note.press("ArrowDown")
    expect(offered.nth(1)).to_have_attribute("aria-selected", "true")
    second = offered.nth(1).inner_text()
    note.press("Tab")
    expect(note).to_have_value(f"Ask @{NAME} for help, or @{second} ")
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator(".mention").first).to_have_text(f"@{NAME}")


def test_a_name_is_chosen_by_touch_and_an_address_is_no_name(page_as: Callable[..., Page]) -> None:
    page = page_as("rep", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    note, offered = a_note(page, "Named by touch"), page.locator("#composer [role=option]")
    note.press_sequentially("Mail ann@martin")
    page.wait_for_timeout(300)
    expect(offered).to_have_count(0)
    note.press_sequentially(" and @hale", delay=80)
    page.wait_for_load_state("networkidle")
    expect(offered).to_have_text([NAME])
    box = offered.first.bounding_box()
    assert box and box["height"] >= 40 and box["x"] + box["width"] <= 390
    offered.first.tap()
    expect(note).to_have_value(f"Mail ann@martin and @{NAME} ")
    note.press_sequentially("@nobody")
    page.wait_for_timeout(300)
    expect(offered).to_have_count(0)


def test_who_types_before_the_script_has_come_is_offered_names_when_it_comes(page: Page) -> None:
    held: list[Route] = []
    page.goto("/deals/new/")
    page.route("**/mentions.js*", lambda route: held.append(route))
    page.fill("input[name=name]", "Named early")
    page.locator("main form button.btn").click(no_wait_after=True)
    note = page.locator("#composer textarea[name=body]")
    note.press_sequentially("Ask @ma")
    expect(note).to_have_value("Ask @ma")
    assert held
    for route in held:
        route.continue_()
    expect(page.locator("#composer [role=option]")).to_have_text([NAME])


def test_without_a_script_the_name_is_typed(page_as: Callable[..., Page]) -> None:
    page = page_as("rep", java_script_enabled=False)
    note = a_note(page, "Named without a script")
    note.fill(f"Ask @{NAME} please")
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator(".mention").first).to_have_text(f"@{NAME}")
