"""Who may go past a stage's rules and who sees costs is said of roles, by administrators."""

import pytest
from django.urls import reverse

from penstock.common.errors import NotPermitted
from penstock.people.actions import let_override, let_see_costs
from tests.world import World


def test_a_role_may_go_past_rules_once_it_is_let(world: World) -> None:
    role = world.people["rep"].role
    assert let_override(role, True, by=world.actor("owner")) is not None
    assert let_override(role, True, by=world.actor("owner")) is None
    role.refresh_from_db()
    assert role.may_override


def test_administrators_always_may(world: World) -> None:
    assert let_override(world.people["owner"].role, False, by=world.actor("owner")) is None


def test_nobody_else_says_so(world: World) -> None:
    with pytest.raises(NotPermitted):
        let_override(world.people["manager"].role, True, by=world.actor("manager"))


def test_the_settings_let_them_and_take_it_away(world: World) -> None:
    browser, role = world.client("owner"), world.people["rep"].role
    for said, may in (({"may": "1"}, True), ({}, False)):
        assert browser.post(reverse("people:override", args=[role.pk]), said).status_code == 302
        role.refresh_from_db()
        assert role.may_override is may
    assert "Let them" in browser.get(reverse("people:roles")).content.decode()
    assert "Let them" not in world.client("rep").get(reverse("people:roles")).content.decode()


def test_a_role_sees_costs_once_it_is_let(world: World) -> None:
    role, owner = world.people["rep"].role, world.actor("owner")
    assert not world.actor("rep").may_see_costs
    assert let_see_costs(role, True, by=owner) is not None
    assert let_see_costs(role, True, by=owner) is None
    role.refresh_from_db()
    assert role.may_see_costs
    assert let_see_costs(world.people["owner"].role, False, by=owner) is None
    with pytest.raises(NotPermitted):
        let_see_costs(role, False, by=world.actor("manager"))


def test_the_settings_let_a_role_see_costs_and_take_it_away(world: World) -> None:
    browser, role = world.client("owner"), world.people["rep"].role
    for said, may in (({"may": "1"}, True), ({}, False)):
        assert browser.post(reverse("people:see_costs", args=[role.pk]), said).status_code == 302
        role.refresh_from_db()
        assert role.may_see_costs is may
