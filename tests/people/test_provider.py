"""Signing in through an OpenID Connect provider: it says who somebody is, an invitation that they work here."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.login import complete_login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse

from penstock.people.actions import deactivate_person, invite_person
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, User
from tests.world import World

PROVIDER = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "sso",
                "name": "Company sign-in",
                "client_id": "penstock",
                "secret": "secret",
                "settings": {"server_url": "https://login.example.com"},
            }
        ]
    }
}


@pytest.fixture(autouse=True)
def provider(settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = PROVIDER


def come_back(email: str, *, verified: bool = True) -> HttpRequest:
    """What happens when the provider sends somebody back with this address."""
    request = RequestFactory().get("/accounts/oidc/sso/login/callback/")
    SessionMiddleware(lambda asked: None).process_request(request)
    MessageMiddleware(lambda asked: None).process_request(request)
    request.user = AnonymousUser()
    provider = get_adapter().get_provider(request, "sso")
    account = SocialAccount(provider="sso", uid=f"uid-of-{email}", extra_data={})
    addresses = [EmailAddress(email=email, verified=verified, primary=True)]
    login = SocialLogin(user=User(email=email), account=account, email_addresses=addresses, provider=provider)
    login.state = {}
    with request_context(request):
        complete_login(request, login)
    return request


def test_an_invited_person_joins_without_a_password(world: World, owner: Actor) -> None:
    person, _secret = invite_person("Neo", "neo@demo.test", by=owner)
    request = come_back("neo@demo.test")
    person.refresh_from_db()
    assert request.user == person.user
    assert not person.user.has_usable_password()


@pytest.mark.parametrize("verified", [True, False])
def test_nobody_gets_in_without_an_invitation(world: World, verified: bool) -> None:
    before = User.objects.count()
    request = come_back("passer-by@demo.test", verified=verified)
    assert not request.user.is_authenticated
    assert User.objects.count() == before


def test_an_address_that_the_provider_does_not_vouch_for_opens_no_invitation(world: World, owner: Actor) -> None:
    person, _secret = invite_person("Neo", "neo@demo.test", by=owner)
    request = come_back("neo@demo.test", verified=False)
    person.refresh_from_db()
    assert person.user is None
    assert not request.user.is_authenticated


def test_whoever_has_a_sign_in_is_recognised_by_the_address(world: World) -> None:
    request = come_back("rep@demo.test")
    assert request.user == world.people["rep"].user
    unsure = come_back("manager@demo.test", verified=False)
    assert not unsure.user.is_authenticated


def test_the_provider_does_not_bring_back_who_was_let_go(world: World, owner: Actor) -> None:
    user = world.people["rep"].user
    deactivate_person(world.people["rep"], by=owner)
    request = come_back(user.email)
    assert not request.user.is_authenticated
    assert not Person.unscoped.filter(user=user, deactivated_at__isnull=True).exists()


def test_the_button_is_there_when_a_provider_is_set(world: World, settings: Any) -> None:
    assert b"Company sign-in" in Client().get(reverse("account_login")).content
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert b"Company sign-in" not in Client().get(reverse("account_login")).content
