"""The sheet, the palette, facts in place, selections and keys do what the design promises."""

from playwright.sync_api import Page, expect


def test_a_card_opens_beside_the_board_and_the_address_keeps_it(page: Page) -> None:
    page.goto("/board/")
    page.click("#deal-103-link")
    expect(page.locator("#sheet [data-sheet-body]")).to_be_visible()
    assert "sheet=%2Fdeals%2F103%2F" in page.url
    page.reload()
    expect(page.locator("#sheet [data-sheet-body]")).to_be_visible()
    page.keyboard.press("j")
    page.wait_for_url("**/board/?sheet=%2Fdeals%2F104%2F")
    page.keyboard.press("Escape")
    expect(page.locator("#sheet")).to_be_hidden()
    assert page.url.endswith("/board/")
    page.go_back()
    expect(page.locator("#sheet")).to_be_visible()


def test_a_sheet_takes_no_address_from_elsewhere(page: Page) -> None:
    page.goto("/board/?sheet=//evil.example/")
    expect(page.locator("#sheet")).to_be_hidden()


def test_a_fact_is_edited_where_it_stands(page: Page) -> None:
    page.goto("/deals/104/")
    page.click("#fact-value a")
    expect(page.locator(".inline-form input[name=name]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".inline-form")).to_have_count(0)
    expect(page.locator("#fact-value")).to_contain_text("1 240 000")
    page.click("#fact-value a")
    expect(page.locator(".inline-form input[name=name]")).to_be_focused()
    page.keyboard.type("55")
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Saved.")
    expect(page.locator(".facts penstock-inline").first).to_have_text("55")


def test_the_palette_finds_and_goes(page: Page) -> None:
    page.goto("/board/")
    page.keyboard.press("Control+k")
    page.keyboard.type("numb")
    expect(page.locator(".palette-line[aria-selected=true]")).to_contain_text("Numbers")
    page.keyboard.press("Enter")
    page.wait_for_url("**/numbers/")


def test_shift_selects_everything_between(page: Page) -> None:
    page.goto("/list/")
    page.locator("[data-pick]").nth(1).click()
    page.locator("[data-pick]").nth(5).click(modifiers=["Shift"])
    expect(page.locator("[data-bulk-count]")).to_have_text("5")
    page.click("[data-bulk-clear]")
    expect(page.locator("[data-bulk-bar]")).to_be_hidden()


def test_keys_go_places_search_and_explain_themselves(page: Page) -> None:
    page.goto("/list/")
    page.keyboard.press("/")
    expect(page.locator(".search-box input")).to_be_focused()
    page.keyboard.press("Escape")
    page.locator("h1").first.click()
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("b")
    page.wait_for_url("**/board/")


def test_a_toast_leaves_by_itself_but_not_under_the_pointer(page: Page) -> None:
    page.clock.install()
    page.goto("/board/")
    page.evaluate("document.dispatchEvent(new CustomEvent('penstock:toast', {detail: {text: 'Done.', kind: 'done'}}))")
    page.hover("#toasts [data-toast]")
    page.clock.run_for(11000)
    expect(page.locator("#toasts [data-toast]")).to_have_count(1)
    page.mouse.move(5, 5)
    page.clock.run_for(11000)
    expect(page.locator("#toasts [data-toast]")).to_have_count(0)


def test_dark_is_remembered(page: Page) -> None:
    page.goto("/board/")
    page.click("[data-theme-toggle]")
    expect(page.locator("html")).to_have_class("dark")
    page.reload()
    expect(page.locator("html")).to_have_class("dark")


def test_a_column_made_wider_stays_so(page: Page) -> None:
    page.goto("/list/")
    head = page.locator("thead th").nth(2)
    before = head.evaluate("head => head.offsetWidth")
    head.locator(".column-grip").focus()
    page.keyboard.press("ArrowRight")
    assert head.evaluate("head => head.offsetWidth") == before + 16
    page.reload()
    assert page.locator("thead th").nth(2).evaluate("head => head.offsetWidth") == before + 16
