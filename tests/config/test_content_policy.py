"""Every answer tells the browser to take things from here only."""

import pytest
from django.test import Client

from penstock.config.content_policy import policy


@pytest.mark.django_db
def test_the_sign_in_page_allows_no_script_from_elsewhere_and_none_inline(client: Client) -> None:
    answer = client.get("/accounts/login/")
    assert answer.status_code == 200
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_a_foreign_host_name_is_refused(client: Client) -> None:
    assert client.get("/accounts/login/", headers={"host": "evil.example"}).status_code == 400


def test_a_form_may_lead_to_the_sign_in_provider() -> None:
    assert "form-action 'self' https://login.example.com" in policy("https://login.example.com/realms/x")
    assert "form-action 'self'" in policy(None)
