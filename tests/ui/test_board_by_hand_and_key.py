"""A card moves by mouse and by keys, every move is announced, and what the server refuses goes back."""

from playwright.sync_api import Page, expect


def column_of(page: Page, deal: int) -> str:
    return page.locator(f"#deal-{deal}").evaluate("card => card.closest('[data-column]').dataset.column")


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.id")


def drag(page: Page, deal: int, column: int) -> None:
    page.locator(f"#column-{column}").scroll_into_view_if_needed()
    card = page.locator(f"#deal-{deal}").bounding_box()
    list_ = page.locator(f"#column-{column} [data-cards]").bounding_box()
    page.mouse.move(card["x"] + 60, card["y"] + 30)
    page.mouse.down()
    page.mouse.move(card["x"] + 80, card["y"] + 40, steps=3)
    page.mouse.move(list_["x"] + 100, list_["y"] + 90, steps=12)
    page.wait_for_timeout(200)
    page.mouse.up()


def test_space_lifts_arrows_carry_and_space_puts_down(page: Page) -> None:
    page.goto("/board/")
    page.focus("#deal-201-link")
    page.keyboard.press("Space")
    expect(page.locator("#announcer")).to_contain_text("is lifted, in Need confirmed, place 2 of 9")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#announcer")).to_contain_text("Demo, place 2 of")
    page.keyboard.press("Space")
    expect(page.locator("#toasts")).to_contain_text("Moved to Demo.")
    assert column_of(page, 201) == "3"
    assert focused(page) == "deal-201-link"


def test_escape_takes_a_lifted_card_back(page: Page) -> None:
    page.goto("/board/")
    page.focus("#deal-201-link")
    for key in ("Space", "ArrowRight", "ArrowDown", "Escape"):
        page.keyboard.press(key)
    expect(page.locator("#announcer")).to_contain_text("is back in Need confirmed")
    assert column_of(page, 201) == "2"
    expect(page.locator("#toasts")).not_to_contain_text("Moved")


def test_m_and_a_number_move_the_card(page: Page) -> None:
    page.goto("/board/")
    page.focus("#deal-201-link")
    page.keyboard.press("m")
    expect(page.locator("#column-4 .column-number")).to_be_visible()
    page.keyboard.press("4")
    expect(page.locator("#toasts")).to_contain_text("Moved to Proposal.")
    assert column_of(page, 201) == "4"


def test_arrows_go_from_card_to_card(page: Page) -> None:
    page.goto("/board/")
    page.focus("#deal-201-link")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "deal-202-link"
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "deal-102-link"


def test_a_lifted_card_hears_which_stage_would_refuse_it(page: Page) -> None:
    page.goto("/board/")
    page.focus("#deal-301-link")
    page.keyboard.press("Space")
    expect(page.locator("#column-6")).to_have_class("column kind-open is-refusing")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#announcer")).to_contain_text("Contract would refuse it: Needs an amount")


def test_the_mouse_drags_a_card_and_a_click_does_not_follow(page: Page) -> None:
    page.goto("/board/")
    drag(page, 101, 3)
    expect(page.locator("#toasts")).to_contain_text("Moved to Demo.")
    assert column_of(page, 101) == "3"
    expect(page.locator("#sheet")).to_be_hidden()


def test_a_drop_that_wants_an_answer_asks_beside_the_card_and_waits_for_it(page: Page) -> None:
    page.goto("/board/")
    drag(page, 601, 7)
    expect(page.locator("dialog[open]")).to_contain_text("Why did they choose us?")
    assert column_of(page, 601) == "6"
    page.click("dialog[open] button:has-text('Move to Won')")
    expect(page.locator("#toasts")).to_contain_text("Moved to Won.")
    assert column_of(page, 601) == "7"
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_leaving_the_question_leaves_the_card_where_it_was(page: Page) -> None:
    page.goto("/board/")
    drag(page, 601, 7)
    page.click("dialog[open] button:has-text('Keep it open')")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert column_of(page, 601) == "6"
