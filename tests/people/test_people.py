"""Who joins, changes, leaves and comes back, and what the rules about it hold."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from penstock.common import clock
from penstock.common.errors import NotPermitted, Refused
from penstock.journal.models import Event
from penstock.people.actions import (
    accept_invitation,
    change_person,
    deactivate_person,
    invite_person,
    reactivate_person,
    renew_invitation,
)
from penstock.people.queries import open_invitation
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Invitation, Person, Role, User
from tests.world import World

STRONG = "water-runs-downhill"


def role(world: World, key: str) -> Role:
    return Role.objects.of(world.system).get(key=key)


def test_an_invited_person_chooses_a_password_and_signs_in(world: World, owner: Actor) -> None:
    person, secret = invite_person("Neo", "Neo@Demo.test", role="rep", by=owner)
    accept_invitation(secret, password=STRONG, by=Actor.of_person(person))
    user = User.objects.get(email="neo@demo.test")
    person.refresh_from_db()
    assert person.user == user
    assert user.check_password(STRONG)


def test_only_a_hash_of_the_secret_is_kept(world: World, owner: Actor) -> None:
    _person, secret = invite_person("Neo", "neo@demo.test", by=owner)
    kept = Invitation.objects.of(owner).get()
    assert secret not in str(vars(kept))
    assert not Event.objects.of(owner).filter(data__icontains=secret).exists()


def test_an_invitation_works_once(world: World, owner: Actor) -> None:
    person, secret = invite_person("Neo", "neo@demo.test", by=owner)
    accept_invitation(secret, password=STRONG, by=Actor.of_person(person))
    with pytest.raises(Refused, match="expired or was used"):
        accept_invitation(secret, password="another-strong-one", by=Actor.of_person(person))
    assert User.objects.get(email="neo@demo.test").check_password(STRONG)


def test_an_invitation_expires(world: World, owner: Actor) -> None:
    _person, secret = invite_person("Neo", "neo@demo.test", by=owner)
    assert open_invitation(secret, at=clock.now() + timedelta(days=6)) is not None
    assert open_invitation(secret, at=clock.now() + timedelta(days=8)) is None


def test_a_new_invitation_voids_the_old_one(world: World, owner: Actor) -> None:
    person, old = invite_person("Neo", "neo@demo.test", by=owner)
    new = renew_invitation(person, by=owner)
    assert open_invitation(old) is None
    assert open_invitation(new) is not None


def test_a_weak_password_is_refused_and_nothing_is_made(world: World, owner: Actor) -> None:
    person, secret = invite_person("Neo", "neo@demo.test", by=owner)
    with pytest.raises(Refused) as refused:
        accept_invitation(secret, password="password", by=Actor.of_person(person))
    assert "password" in refused.value.fields
    assert not User.objects.filter(email="neo@demo.test").exists()
    assert open_invitation(secret) is not None


def test_one_address_is_one_person(world: World, owner: Actor) -> None:
    with pytest.raises(Refused, match="works here already"):
        invite_person("Copy", "REP@demo.test", by=owner)


def test_whoever_works_elsewhere_joins_with_their_own_sign_in(world: World, owner: Actor) -> None:
    stranger = world.people["stranger"].user
    stranger.set_password(STRONG)
    stranger.save()
    person, secret = invite_person("Strange", "stranger@other.test", by=owner)
    with pytest.raises(Refused, match="sign in as"):
        accept_invitation(secret, password="taken-over-by-owner", by=Actor.of_person(person))
    stranger.refresh_from_db()
    assert stranger.check_password(STRONG)
    accept_invitation(secret, user=stranger, by=Actor.of_person(person))
    person.refresh_from_db()
    assert person.user == stranger


def test_a_sign_in_that_opens_nothing_begins_anew(world: World, owner: Actor, stranger: Actor) -> None:
    """Another workspace's link must not open the door to the workspace that was left."""
    rep, user = world.people["rep"], world.people["rep"].user
    deactivate_person(rep, by=owner)
    elsewhere, secret = invite_person("Rep", user.email, by=stranger)
    accept_invitation(secret, password=STRONG, by=Actor.of_person(elsewhere))
    reactivate_person(rep, by=owner)
    rep.refresh_from_db()
    assert rep.user is None
    assert [person.workspace_id for person in Person.unscoped.filter(user=user)] == [stranger.workspace_id]


def test_the_last_administrator_is_neither_demoted_nor_let_go(world: World, owner: Actor) -> None:
    me = world.people["owner"]
    with pytest.raises(Refused, match="last administrator"):
        change_person(me, role=role(world, "rep"), by=owner)
    with pytest.raises(Refused, match="last administrator"):
        deactivate_person(me, by=owner)
    change_person(world.people["manager"], role=role(world, "owner"), by=owner)
    assert change_person(me, role=role(world, "rep"), by=owner) is not None
    with pytest.raises(Refused, match="last administrator"):
        deactivate_person(world.people["manager"], by=world.actor("manager"))


def test_an_administrator_who_cannot_sign_in_does_not_count(world: World, owner: Actor) -> None:
    invite_person("Second", "second@demo.test", role="owner", by=owner)
    with pytest.raises(Refused, match="last administrator"):
        deactivate_person(world.people["owner"], by=owner)


def test_letting_somebody_go_twice_is_once(world: World, owner: Actor) -> None:
    assert deactivate_person(world.people["rep"], by=owner) is not None
    assert deactivate_person(world.people["rep"], by=owner) is None
    assert Event.objects.of(owner).filter(kind="person.deactivated").count() == 1


@pytest.mark.parametrize("who", ["rep", "stranger"])
def test_the_successor_works_here_and_is_somebody_else(world: World, owner: Actor, who: str) -> None:
    with pytest.raises(Refused, match="somebody else"):
        deactivate_person(world.people["rep"], successor=world.people[who], by=owner)


def test_whoever_left_is_out_at_once_and_cannot_come_back_by_themselves(world: World, owner: Actor) -> None:
    client, user = world.client("rep"), world.people["rep"].user
    assert client.get("/settings/profile/").status_code == 200
    deactivate_person(world.people["rep"], by=owner)
    assert client.get("/settings/profile/").status_code == 302
    user.refresh_from_db()
    assert (user.is_active, user.has_usable_password()) == (False, False)


def test_somebody_who_works_elsewhere_too_keeps_that(world: World, owner: Actor) -> None:
    stranger = world.people["stranger"].user
    both = Person(workspace=world.workspace, user=stranger, name="Both", email=stranger.email, role=role(world, "rep"))
    both.save()
    client = Client()
    client.force_login(stranger, backend="django.contrib.auth.backends.ModelBackend")
    client.post("/settings/switch/", {"workspace": world.workspace.pk})
    assert b"Ours" in client.get("/settings/profile/").content
    deactivate_person(both, by=owner)
    page = client.get("/settings/profile/")
    assert page.status_code == 200
    assert b"Others" in page.content
    stranger.refresh_from_db()
    assert stranger.is_active


def test_back_again_the_history_is_theirs_and_an_invitation_lets_them_in(world: World, owner: Actor) -> None:
    rep = world.people["rep"]
    deactivate_person(rep, by=owner)
    reactivate_person(rep, by=owner)
    assert reactivate_person(rep, by=owner) is None
    secret = renew_invitation(rep, by=owner)
    accept_invitation(secret, password=STRONG, by=Actor.of_person(rep))
    rep.refresh_from_db()
    assert rep.is_active
    assert rep.user.check_password(STRONG)
    assert rep.user.is_active


def test_people_change_their_own_language_and_nothing_more(world: World) -> None:
    rep, me = world.actor("rep"), world.people["rep"]
    assert change_person(me, language="ru", by=rep) is not None
    assert change_person(me, language="ru", by=rep) is None
    for forbidden in ({"role": role(world, "owner")}, {"team": None}, {"email": "x@y.zz"}):
        with pytest.raises(NotPermitted):
            change_person(me, by=rep, **forbidden)
    with pytest.raises(NotPermitted):
        change_person(world.people["manager"], language="ru", by=rep)


def test_the_sign_in_follows_the_address_of_its_person(world: World, owner: Actor) -> None:
    change_person(world.people["rep"], email="Rep.New@demo.test", by=owner)
    assert world.people["rep"].user_id == User.objects.get(email="rep.new@demo.test").pk
    with pytest.raises(Refused, match="works here already"):
        change_person(world.people["rep"], email="owner@demo.test", by=owner)


def test_an_administrator_cannot_take_a_sign_in_that_opens_another_workspace(world: World, owner: Actor) -> None:
    stranger = world.people["stranger"].user
    here = Person(workspace=world.workspace, user=stranger, name="S", email=stranger.email, role=role(world, "rep"))
    here.save()
    with pytest.raises(Refused, match="another workspace"):
        change_person(here, email="mine@demo.test", by=owner)
    here.delete()
    with pytest.raises(Refused, match="another workspace"):
        change_person(world.people["rep"], email=stranger.email, by=owner)
    stranger.refresh_from_db()
    assert stranger.email == "stranger@other.test"


@pytest.mark.parametrize(("field", "value"), [("language", "xx"), ("time_zone", "Mars/Base"), ("name", "  ")])
def test_what_does_not_exist_is_refused_at_its_field(world: World, owner: Actor, field: str, value: str) -> None:
    with pytest.raises(Refused) as refused:
        change_person(world.people["rep"], by=owner, **{field: value})
    assert field in refused.value.fields


ONLY_ADMINISTRATORS: dict[str, Callable[[World, Actor], Any]] = {
    "invite": lambda world, by: invite_person("Neo", "neo@demo.test", by=by),
    "deactivate": lambda world, by: deactivate_person(world.people["colleague"], by=by),
    "reactivate": lambda world, by: reactivate_person(world.people["colleague"], by=by),
    "renew": lambda world, by: renew_invitation(world.people["colleague"], by=by),
}


@pytest.mark.parametrize("verb", ONLY_ADMINISTRATORS)
@pytest.mark.parametrize("who", ["rep", "manager", "colleague", "viewer"])
def test_only_an_administrator_manages_people(world: World, verb: str, who: str) -> None:
    before = Event.objects.of(world.system).count()
    with pytest.raises(NotPermitted):
        ONLY_ADMINISTRATORS[verb](world, world.actor(who))
    assert Event.objects.of(world.system).count() == before


def test_the_journal_knows_no_names(world: World, owner: Actor) -> None:
    person, _secret = invite_person("Neo Anderson", "neo@demo.test", by=owner)
    change_person(person, name="Trinity", by=owner)
    told = " ".join(str(event.data) for event in Event.objects.of(owner))
    assert not {"Neo", "Trinity", "neo@demo.test"} & set(told.replace("'", " ").split())
