"""Two people look at the same board: each sees what the other does within two seconds."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

SOON = 2000
LISTENS = "() => document.querySelector('penstock-live')?.source?.readyState === 1"


def wait_until_listening(page: Page) -> None:
    """Until the page hears of changes; asked again and again, since our policy forbids the browser to poll a string."""
    for _attempt in range(50):
        if page.evaluate(LISTENS):
            return
        page.wait_for_timeout(100)
    pytest.fail("the board does not listen")


@pytest.mark.smoke
def test_a_new_deal_appears_on_the_other_persons_board(page_as: Callable[..., Page]) -> None:
    board = page_as("manager")
    board.goto("/board/")
    wait_until_listening(board)
    page, name = page_as("rep"), "Seen by two"
    page.goto("/deals/new/")
    page.fill("input[name=name]", name)
    page.select_option("select[name=stage]", index=1)
    page.locator("main form button.btn").first.click()
    expect(board.get_by_text(name)).to_be_visible(timeout=SOON)
