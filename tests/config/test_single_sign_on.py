"""People may sign in with their company's OpenID Connect provider, under the address they were invited with."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from penstock.workspaces.models import User
from tests.config.provider import Provider


@pytest.fixture
def provider(settings: Any, db: None) -> Iterator[Provider]:
    cache.clear()
    running = Provider()
    app = {"provider_id": "sso", "name": "Sign on", "client_id": "penstock", "secret": "s"}
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app | {"settings": {"server_url": running.url}}]}
    }
    yield running
    running.close()


def sign_in(client: Client, provider: Provider, **person: Any) -> Any:
    provider.person = {"sub": "1"} | person
    leaving = client.post("/accounts/oidc/sso/login/")
    assert leaving["Location"].startswith(provider.url)
    state = provider.remember(leaving["Location"])
    return client.get("/accounts/oidc/sso/login/callback/", {"code": "c", "state": state})


def test_who_was_invited_gets_in_under_their_address(client: Client, provider: Provider) -> None:
    user = User.objects.create_user("rep@example.com")
    sign_in(client, provider, email="rep@example.com", email_verified=True)
    assert client.session["_auth_user_id"] == str(user.pk)


def test_who_was_not_invited_does_not(client: Client, provider: Provider) -> None:
    sign_in(client, provider, email="new@example.com", email_verified=True)
    assert "_auth_user_id" not in client.session
    assert not User.objects.exists()


def test_an_address_the_provider_did_not_confirm_opens_nothing(client: Client, provider: Provider) -> None:
    User.objects.create_user("rep@example.com")
    sign_in(client, provider, email="rep@example.com", email_verified=False)
    assert "_auth_user_id" not in client.session


def test_an_answer_nobody_asked_for_is_refused(client: Client, provider: Provider) -> None:
    provider.person = {"sub": "1", "email": "rep@example.com", "email_verified": True}
    User.objects.create_user("rep@example.com")
    client.get("/accounts/oidc/sso/login/callback/", {"code": "c", "state": "made-up"})
    assert "_auth_user_id" not in client.session
