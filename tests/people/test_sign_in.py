"""Signing in as people do it: where it leads, what a mail says, and the second factor."""

import base64
import hmac
import re
import struct
import time
from hashlib import sha1

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from penstock.workspaces.models import User
from tests.world import PASSWORD, World


@pytest.fixture(autouse=True)
def no_attempts_yet() -> None:
    cache.clear()


@pytest.fixture
def user(world: World) -> User:
    rep: User = world.people["rep"].user
    rep.set_password(PASSWORD)
    rep.save()
    return rep


def sign_in(client: Client, user: User, **more: str):
    return client.post(reverse("account_login"), {"login": user.email.upper(), "password": PASSWORD, **more})


def test_signing_in_leads_to_the_start_or_to_where_one_wanted(user: User) -> None:
    assert sign_in(Client(), user)["Location"] == "/"
    client = Client()
    wanted = client.get("/settings/teams/")["Location"]
    assert wanted == f"{reverse('account_login')}?next=/settings/teams/"
    assert sign_in(client, user, next="/settings/teams/")["Location"] == "/settings/teams/"


def test_a_wrong_password_is_told_in_a_sentence(user: User) -> None:
    answer = Client().post(reverse("account_login"), {"login": user.email, "password": "wrong-password"})
    assert answer.context["form"].non_field_errors()


def test_a_forgotten_password_is_chosen_anew_once(user: User) -> None:
    client = Client()
    client.post(reverse("account_reset_password"), {"email": user.email})
    (message,) = mail.outbox
    assert message.subject == "Choose a new password"
    link = re.search(r"/accounts/password/reset/key/\S+", message.body).group()
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": "rivers-never-sleep", "password2": "rivers-never-sleep"})
    user.refresh_from_db()
    assert user.check_password("rivers-never-sleep")
    again = Client().get(link, follow=True)
    Client().post(again.request["PATH_INFO"], {"password1": "another-password", "password2": "another-password"})
    user.refresh_from_db()
    assert user.check_password("rivers-never-sleep")


def test_a_second_factor_is_asked_for_once_it_is_set_up(user: User) -> None:
    client = Client()
    sign_in(client, user)
    assert client.get(reverse("mfa_activate_totp"))["Location"].startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert set(Authenticator.objects.filter(user=user).values_list("type", flat=True)) == {"totp", "recovery_codes"}
    other = Client()
    assert sign_in(other, user)["Location"].startswith(reverse("mfa_authenticate"))
    assert other.get("/settings/profile/").status_code == 302
    recovery = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0]
    assert other.post(reverse("mfa_authenticate"), {"code": recovery})["Location"] == "/"
    assert other.get("/settings/profile/").status_code == 200


def code(secret: str) -> str:
    """The six digits of the present half minute (RFC 6238)."""
    counted = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(time.time() // 30)), sha1).digest()
    offset = counted[-1] & 15
    return f"{(struct.unpack('>I', counted[offset : offset + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"
