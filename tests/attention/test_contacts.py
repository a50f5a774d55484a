"""How many contacts a sale is given and how many a week are too many: set by the workspace, shown and filtered by."""

import pytest
from django.urls import reverse

from penstock.activities.actions import log_activity
from penstock.attention.actions import set_contact_norm
from penstock.attention.queries import contact_norm
from penstock.common.errors import NotPermitted, Refused
from penstock.deals.actions import lose_deal
from tests.world import World


def test_the_usual_numbers_hold_until_they_are_set_once(world: World) -> None:
    usual = contact_norm(world.workspace)
    assert (usual.touches, usual.a_week) == (7, 4)
    assert set_contact_norm(5, 3, by=world.actor("owner")) is not None
    assert set_contact_norm(5, 3, by=world.actor("owner")) is None
    assert (contact_norm(world.workspace).touches, contact_norm(world.workspace).a_week) == (5, 3)


def test_only_an_administrator_sets_them_to_something_sensible(world: World) -> None:
    with pytest.raises(NotPermitted):
        set_contact_norm(5, 3, by=world.actor("manager"))
    with pytest.raises(Refused) as refused:
        set_contact_norm(0, 3, by=world.actor("owner"))
    assert set(refused.value.fields) == {"touches"}


def test_the_deal_page_advises_by_the_workspaces_own_number(world: World) -> None:
    deal, page = world.deal(), world.client("rep")
    log_activity("call", by=world.actor("rep"), deal=deal)
    assert "a sale is given 7" in page.get(reverse("deals:deal", args=[deal.pk])).content.decode()
    set_contact_norm(2, 1, by=world.actor("owner"))
    assert "1 contact within a week" in page.get(reverse("deals:deal", args=[deal.pk])).content.decode()


def test_deals_lost_after_too_few_contacts_are_listed(world: World) -> None:
    rep, early, late = world.actor("rep"), world.deal("Early"), world.deal("Late")
    world.deal("Still open")
    set_contact_norm(2, 4, by=world.actor("owner"))
    log_activity("call", by=rep, deal=early)
    log_activity("task", by=rep, deal=early)
    for kind in ("call", "email"):
        log_activity(kind, by=rep, deal=late)
    for deal in (early, late):
        lose_deal(deal, by=rep, reason=world.reason)
    page = world.client("rep").get("/deals/?lost_early=yes").content.decode()
    assert "Early" in page and "Late" not in page and "Still open" not in page


def test_the_settings_change_them(world: World) -> None:
    browser = world.client("owner")
    assert "Contacts that a sale is given: 7" in browser.get(reverse("attention:usual")).content.decode()
    assert browser.post(reverse("attention:contacts"), {"touches": "9", "a_week": "5"}).status_code == 302
    assert "Contacts that a sale is given: 9" in browser.get(reverse("attention:usual")).content.decode()
