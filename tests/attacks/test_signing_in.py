"""Attacks on the door itself: redirects, hosts, guesses, borrowed links and promotions (cases 5, 8, 15, 27)."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from penstock.people.actions import invite_person
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, Role, User
from tests.world import PASSWORD, World

ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "javascript:alert(1)",
    "http:///evil.example",
)


@pytest.fixture(autouse=True)
def no_attempts_yet() -> None:
    cache.clear()


@pytest.fixture
def rep_user(world: World) -> User:
    user: User = world.people["rep"].user
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_and_out_and_choosing_a_language_lead_nowhere_else(rep_user: User, target: str) -> None:
    client = Client()
    signed_in = client.post(reverse("account_login"), {"login": rep_user.email, "password": PASSWORD, "next": target})
    spoken = client.post(reverse("set_language"), {"language": "ru", "next": target})
    signed_out = client.post(reverse("account_logout"), {"next": target})
    for answer in (signed_in, spoken, signed_out):
        assert answer.status_code in (302, 204)
        assert "evil" not in answer.get("Location", "")
        assert "javascript" not in answer.get("Location", "")


def test_a_foreign_host_is_not_answered(rep_user: User) -> None:
    answer = Client().post(
        reverse("account_reset_password"), {"email": rep_user.email}, headers={"Host": "evil.example"}
    )
    assert answer.status_code == 400
    assert not mail.outbox


def test_reset_links_lead_to_our_address_whatever_host_a_request_claims(rep_user: User) -> None:
    Client().post(reverse("account_reset_password"), {"email": rep_user.email}, headers={"Host": "localhost:1234"})
    link = re.search(r"https?://\S+/accounts/password/reset/key/\S+", mail.outbox[0].body).group()
    assert link.startswith(settings.PUBLIC_URL + "/")
    assert Client().get(link.removeprefix(settings.PUBLIC_URL), follow=True).status_code == 200


def test_nobody_learns_whether_an_address_has_a_sign_in(rep_user: User) -> None:
    known = Client().post(reverse("account_reset_password"), {"email": rep_user.email}, follow=True)
    cache.clear()
    unknown = Client().post(reverse("account_reset_password"), {"email": "nobody@demo.test"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    wrong = Client().post(reverse("account_login"), {"login": rep_user.email, "password": "wrong-password"})
    nobody = Client().post(reverse("account_login"), {"login": "nobody@demo.test", "password": "wrong-password"})
    assert wrong.context["form"].errors == nobody.context["form"].errors


def test_guessing_a_password_stops_working_even_with_the_right_one(rep_user: User) -> None:
    client = Client()
    for number in range(5):
        client.post(reverse("account_login"), {"login": rep_user.email, "password": f"guess-{number}"})
    client.post(reverse("account_login"), {"login": rep_user.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up_by_himself(world: World) -> None:
    users = User.objects.count()
    Client().post(
        reverse("account_signup"),
        {"email": "me@evil.example", "password1": "water-runs-downhill", "password2": "water-runs-downhill"},
    )
    assert User.objects.count() == users


def test_nobody_promotes_himself_with_more_than_the_form_asks_for(world: World) -> None:
    client, rep = world.client("rep"), world.people["rep"]
    admin = Role.unscoped.get(workspace=world.workspace, key="owner")
    more = {"role": admin.pk, "role_id": admin.pk, "is_admin": "1", "workspace": world.people["stranger"].workspace_id}
    client.post(reverse("people:profile"), {"name": "Rep", "language": "", "time_zone": "", "theme": "dark", **more})
    client.post(reverse("people:switch"), more)
    now = Person.unscoped.get(pk=rep.pk)
    assert (now.role_id, now.workspace_id) == (rep.role_id, rep.workspace_id)
    assert client.session.get("workspace") is None
    assert not User.objects.get(pk=rep.user_id).is_superuser


def test_an_invitation_link_is_for_the_invited_address_only(world: World, owner: Actor) -> None:
    """A borrowed link with somebody's id or address in the form makes the invited sign-in and no other."""
    person, secret = invite_person("Neo", "neo@demo.test", by=owner)
    victim = world.people["owner"]
    before = victim.user.password
    client = Client()
    client.post(
        reverse("people:join", args=[secret]),
        {
            "password": "water-runs-downhill",
            "user": victim.user_id,
            "email": victim.user.email,
            "person": victim.pk,
            "role": victim.role_id,
        },
    )
    person.refresh_from_db()
    assert person.user.email == "neo@demo.test"
    assert person.role.key == "rep"
    assert client.session["_auth_user_id"] == str(person.user_id)
    assert User.objects.get(pk=victim.user_id).password == before


def test_a_link_for_somebody_who_has_a_sign_in_does_not_open_it(world: World, owner: Actor) -> None:
    stranger = world.people["stranger"].user
    before = stranger.password
    person, secret = invite_person("Strange", stranger.email, by=owner)
    client = Client()
    assert client.get(reverse("people:join", args=[secret])).status_code == 200
    client.post(reverse("people:join", args=[secret]), {"password": "water-runs-downhill"})
    as_rep = world.client("rep")
    as_rep.post(reverse("people:join", args=[secret]), {"password": "water-runs-downhill"})
    person.refresh_from_db()
    assert person.user is None
    assert "_auth_user_id" not in client.session
    assert User.objects.get(pk=stranger.pk).password == before


@pytest.mark.parametrize("role", ["rep", "owner", "viewer"])
def test_no_page_shows_password_hashes_or_second_factors(world: World, rep_user: User, role: str) -> None:
    Authenticator.objects.create(user=rep_user, type="totp", data={"secret": "TOTALLYSECRET"})
    client, hashed = world.client(role), rep_user.password
    for name, arguments in (("people", []), ("person", [world.people["rep"].pk]), ("teams", []), ("roles", [])):
        page = client.get(reverse(f"people:{name}", args=arguments)).content.decode()
        assert hashed not in page
        assert "TOTALLYSECRET" not in page


def test_nobody_gives_himself_another_address(world: World, rep_user: User) -> None:
    client = Client()
    client.post(reverse("account_login"), {"login": rep_user.email, "password": PASSWORD})
    client.post(reverse("account_email"), {"action_add": "", "email": "neo@demo.test"})
    rep_user.refresh_from_db()
    assert rep_user.email == "rep@demo.test"
    assert not EmailAddress.objects.filter(email="neo@demo.test").exists()
