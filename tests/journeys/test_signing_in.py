"""Everybody of the demo company can sign in, and nobody else."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import ADDRESSES, PASSWORD
from tests.journeys.server import Server


@pytest.mark.smoke
@pytest.mark.parametrize("role", ADDRESSES)
def test_each_role_signs_in_and_sees_the_frame(page_as: Callable[..., Page], role: str) -> None:
    page = page_as(role)
    answer = page.goto("/")
    assert answer is not None
    assert answer.status == 200
    expect(page.locator("nav").first).to_be_visible()


def test_a_wrong_password_is_a_sentence(page_as: Callable[..., Page]) -> None:
    page = page_as(None)
    page.goto("/accounts/login/")
    page.fill("input[name=login]", ADDRESSES["rep"])
    page.fill("input[name=password]", "wrong")
    page.press("input[name=password]", "Enter")
    expect(page.locator("[role=alert]").first).to_be_visible()
    assert "/accounts/login/" in page.url


def test_who_is_not_signed_in_is_asked_to_and_comes_back(page_as: Callable[..., Page]) -> None:
    page = page_as(None)
    page.goto("/deals/")
    page.fill("input[name=login]", ADDRESSES["manager"])
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/deals/")


@pytest.mark.parametrize(("locale", "word"), [("en-GB", "Sign in"), ("ru-RU", "Войти"), ("zh-CN", "登录")])
def test_the_sign_in_page_speaks_the_visitors_language(page_as: Callable[..., Page], locale: str, word: str) -> None:
    page = page_as(None, locale=locale)
    page.goto("/accounts/login/")
    expect(page.get_by_role("button", name=word, exact=True).first).to_be_visible()


def test_the_server_says_where_it_is_and_who_may_sign_in(server: Server) -> None:
    said = server.log.read_text()
    assert server.url in said
    assert all(address in said for address in ADDRESSES.values())


def test_a_server_with_demo_people_refuses_to_leave_loopback(server: Server) -> None:
    server.environment["PENSTOCK_HOST"] = "0.0.0.0"
    try:
        done = server.run("prepare", "--notes", str(server.data / "unused.txt"))
    finally:
        del server.environment["PENSTOCK_HOST"]
    assert done.returncode == 1
    assert "demo people" in done.stderr
