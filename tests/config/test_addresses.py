"""Odd addresses lead nowhere."""

import pytest
from django.core.cache import cache
from django.test import Client

from penstock.workspaces.models import User

PASSWORD = "correct horse battery"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(client: Client, db: None, elsewhere: str) -> None:
    cache.clear()
    User.objects.create_user("rep@example.com", PASSWORD)
    form = {"login": "rep@example.com", "password": PASSWORD, "next": elsewhere}
    answer = client.post("/accounts/login/", form)
    assert answer.status_code == 302
    assert answer["Location"] == "/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/"])
def test_choosing_a_language_never_leads_to_another_site(client: Client, db: None, elsewhere: str) -> None:
    assert "evil" not in client.post("/language/", {"language": "ru", "next": elsewhere})["Location"]


@pytest.mark.parametrize(
    "odd", ["//", "//evil.example/..", "/%00", "/static/../penstock.sqlite3", "/static/%2e%2e/x", "/uploads/"]
)
def test_an_odd_address_does_no_harm(client: Client, db: None, odd: str) -> None:
    assert client.get(odd).status_code in (302, 400, 404)
    assert client.get("/accounts/login/").status_code == 200


def test_a_form_without_the_token_is_refused(db: None) -> None:
    careful = Client(enforce_csrf_checks=True)
    assert careful.post("/accounts/login/", {"login": "a", "password": "b"}).status_code == 403
