"""Whoever was let go keeps no session, no password, no reset link, and cannot bring himself back (case 11)."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from penstock.people.actions import deactivate_person, invite_person
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, User
from tests.world import PASSWORD, World


@pytest.fixture(autouse=True)
def no_attempts_yet() -> None:
    cache.clear()


@pytest.fixture
def leaver(world: World) -> User:
    user: User = world.people["rep"].user
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(email: str, password: str) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": email, "password": password})
    return client


def test_every_session_ends_at_once(world: World, owner: Actor, leaver: User) -> None:
    sessions = [sign_in(leaver.email, PASSWORD), sign_in(leaver.email, PASSWORD)]
    assert all(client.get("/settings/profile/").status_code == 200 for client in sessions)
    deactivate_person(world.people["rep"], by=owner)
    assert all(client.get("/settings/profile/").status_code != 200 for client in sessions)
    assert all(client.post("/settings/profile/", {"name": "Ghost"}).status_code != 200 for client in sessions)
    assert Person.unscoped.get(pk=world.people["rep"].pk).name == "Rep"


def test_the_password_opens_nothing_any_more(world: World, owner: Actor, leaver: User) -> None:
    deactivate_person(world.people["rep"], by=owner)
    assert "_auth_user_id" not in sign_in(leaver.email, PASSWORD).session


def test_a_reset_link_asked_for_before_is_void(world: World, owner: Actor, leaver: User) -> None:
    client = Client()
    client.post(reverse("account_reset_password"), {"email": leaver.email})
    link = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[0].body).group()
    deactivate_person(world.people["rep"], by=owner)
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": "back-again-please", "password2": "back-again-please"})
    leaver.refresh_from_db()
    assert not leaver.has_usable_password()
    assert "_auth_user_id" not in sign_in(leaver.email, "back-again-please").session


def test_no_reset_link_is_sent_after(world: World, owner: Actor, leaver: User) -> None:
    deactivate_person(world.people["rep"], by=owner)
    Client().post(reverse("account_reset_password"), {"email": leaver.email})
    assert not [message for message in mail.outbox if "reset/key" in message.body]


def test_the_way_back_is_closed_to_himself(world: World, owner: Actor, leaver: User) -> None:
    client = sign_in(leaver.email, PASSWORD)
    deactivate_person(world.people["rep"], by=owner)
    client.post(reverse("people:reactivate", args=[world.people["rep"].pk]))
    rep = Person.unscoped.get(pk=world.people["rep"].pk)
    assert (rep.is_active, rep.user) == (False, None)


def test_an_invitation_that_was_open_is_void(world: World, owner: Actor) -> None:
    person, secret = invite_person("Neo", "neo@demo.test", by=owner)
    deactivate_person(person, by=owner)
    Client().post(reverse("people:join", args=[secret]), {"password": "water-runs-downhill"})
    assert not User.objects.filter(email="neo@demo.test").exists()
