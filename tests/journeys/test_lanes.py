"""The board in lanes: a card is carried into another person's lane by keys and by mouse, and is theirs then."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

LANE = "card => card.closest('[data-column]').dataset.lane"
OTHER = "[data-lane]:not([data-lane='{lane}'])[data-column='{column}']"


def first_card(page: Page) -> tuple[str, str]:
    """A card of the first lane, and its lane."""
    card = page.locator(".lane").first.locator("[data-card]").first
    return f"#{card.get_attribute('id')}", card.evaluate(LANE)


def test_keys_carry_a_card_into_the_lane_below_and_undo_brings_it_back(page_as: Callable[..., Page]) -> None:
    page = page_as("owner")
    page.goto("/board/?group=owner")
    card, lane = first_card(page)
    page.focus(f"{card} a.deal-name")
    page.keyboard.press("Space")
    expect(page.locator("#announcer")).to_contain_text("is lifted")
    for _press in range(8):
        page.keyboard.press("ArrowDown")
        if page.locator(card).evaluate(LANE) != lane:
            break
    page.keyboard.press("Space")
    expect(page.locator("#toasts")).to_contain_text("is in another lane now")
    expect(page.locator(f"[data-column]:not([data-lane='{lane}']) {card}")).to_have_count(1)
    page.click("#toasts button:has-text('Undo')")
    expect(page.locator(f"[data-column][data-lane='{lane}'] {card}")).to_have_count(1)


def test_the_mouse_drags_a_card_into_another_lane(page_as: Callable[..., Page]) -> None:
    page = page_as("owner")
    page.set_viewport_size({"width": 2600, "height": 1600})  # every column in sight, wherever the first card stands
    page.goto("/board/?group=owner")
    card, lane = first_card(page)
    column = page.locator(card).evaluate("card => card.closest('[data-column]').dataset.column")
    start = page.locator(card).bounding_box()
    goal = page.locator(OTHER.format(lane=lane, column=column)).first.bounding_box()
    assert start is not None and goal is not None
    page.mouse.move(start["x"] + 60, start["y"] + 30)
    page.mouse.down()
    page.mouse.move(start["x"] + 80, start["y"] + 50, steps=3)
    page.mouse.move(goal["x"] + 90, goal["y"] + 30, steps=15)
    page.wait_for_timeout(200)
    page.mouse.up()
    expect(page.locator("#toasts")).to_contain_text("is in another lane now")
    expect(page.locator(f"[data-column]:not([data-lane='{lane}']) {card}")).to_have_count(1)
