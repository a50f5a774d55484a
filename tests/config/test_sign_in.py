"""Signing in: by invitation only, and without telling strangers who has an account."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from penstock.workspaces.models import User

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user("rep@example.com", PASSWORD)


def sign_in(client: Client, address: str, password: str) -> bytes:
    return client.post("/accounts/login/", {"login": address, "password": password}).content


def test_nobody_signs_up_by_themselves(client: Client, db: None) -> None:
    client.post("/accounts/signup/", {"email": "new@example.com", "password1": PASSWORD, "password2": PASSWORD})
    assert not User.objects.filter(email="new@example.com").exists()


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Client, user: User) -> None:
    wrong = sign_in(client, "rep@example.com", "no")
    cache.clear()
    unknown = sign_in(client, "rep@example.org", "no")
    assert _plain(wrong) == _plain(unknown)


def test_guessing_is_stopped_after_a_few_tries_even_with_the_right_password(client: Client, user: User) -> None:
    for _ in range(6):
        sign_in(client, "rep@example.com", "no")
    sign_in(client, "rep@example.com", PASSWORD)
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_tells_strangers_nothing(client: Client, user: User) -> None:
    known = client.post("/accounts/password/reset/", {"email": "rep@example.com"})
    unknown = client.post("/accounts/password/reset/", {"email": "rep@example.org"})
    assert (known.status_code, known.get("Location")) == (unknown.status_code, unknown.get("Location"))
    assert any("rep@example.com" in message.to for message in mail.outbox)


def test_capitals_in_the_address_do_not_matter(client: Client, user: User) -> None:
    sign_in(client, "Rep@Example.com", PASSWORD)
    assert client.session["_auth_user_id"] == str(user.pk)


def _plain(page: bytes) -> bytes:
    """The page without the token and the address that was typed."""
    page = re.sub(rb"\b[A-Za-z0-9]{64}\b", b"", page)
    return page.replace(b"rep@example.com", b"").replace(b"rep@example.org", b"")
