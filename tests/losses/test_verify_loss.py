"""What a customer said stands beside what was stated, and can be taken back."""

import pytest
from django.http import QueryDict

from penstock.boards.filters import read_filters
from penstock.common.errors import NotPermitted, Refused
from penstock.deals.actions import lose_deal, reopen_deal
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.losses.actions import Said, ask_why, plan_asking, revoke_link, take_back_verification, verify_loss
from penstock.losses.models import LossCheck
from penstock.losses.queries import standing
from penstock.pipelines.actions import add_loss_reason
from tests.losses.told import lost, reads_to_customers
from tests.world import World

pytestmark = pytest.mark.django_db


def said(world: World, name: str = "No presentation", **words: str) -> Said:
    return Said(reason=add_loss_reason(name, by=world.actor("owner")), **words)


def test_the_verified_reason_stands_beside_the_stated_one(world, rep):
    deal = lost(world)
    event = verify_loss(deal, said(world, competitor="Rival", change="A visit"), by=rep)
    check = standing(deal)
    assert (event.kind, check.reason.name, check.competitor, check.change) == (
        "loss.verified", "No presentation", "Rival", "A visit"
    )  # fmt: skip
    assert world.fresh(deal).loss_reason_id == world.reason.pk


def test_saying_the_same_twice_is_saying_it_once(world, rep):
    deal = lost(world)
    assert verify_loss(deal, said(world), by=rep)
    assert verify_loss(deal, said(world), by=rep) is None
    assert LossCheck.unscoped.count() == 1


def test_taken_back_what_stood_before_stands_again(world, rep):
    deal = lost(world)
    verify_loss(deal, said(world), by=rep)
    verify_loss(deal, said(world, "Price"), by=rep)
    assert take_back_verification(deal, by=rep)
    assert standing(deal).reason.name == "No presentation"
    assert take_back_verification(deal, by=rep)
    assert standing(deal) is None and take_back_verification(deal, by=rep) is None


def test_a_deal_that_is_not_lost_is_not_asked_about(world, rep):
    with pytest.raises(Refused, match="not lost"):
        verify_loss(world.deal(), said(world), by=rep)


def test_another_reason_is_told_in_words(world, rep):
    deal = lost(world)
    with pytest.raises(Refused, match="in words"):
        verify_loss(deal, Said(), by=rep)
    assert verify_loss(deal, Said(comment="Their board changed"), by=rep)
    assert verify_loss(deal, Said(would_not_say=True), by=rep)


def test_nobody_else_notes_anything(world):
    deal = lost(world)
    for role in ("viewer", "colleague", "stranger"):
        with pytest.raises((NotPermitted, Refused)):
            verify_loss(deal, said(world), by=world.actor(role))
    assert not LossCheck.unscoped.exists()


def test_lost_again_it_has_to_be_asked_again(world, rep):
    deal = lost(world)
    verify_loss(deal, said(world), by=rep)
    reopen_deal(deal, by=rep)
    assert standing(world.fresh(deal)) is None
    lose_deal(world.fresh(deal), by=rep, reason=world.reason)
    assert standing(world.fresh(deal)) is None
    assert names(world) == ["Lost order"]


def names(world: World) -> list[str]:
    """What the list shows of lost deals that nobody asked about."""
    filtering = read_filters(QueryDict("loss_not_asked=yes"), world.actor("owner"))
    return sorted(filtering.apply(Deal.objects.of(world.actor("owner"))).values_list("name", flat=True))


def test_the_list_shows_which_lost_deals_were_not_asked_about(world, rep):
    reads_to_customers(world)
    told, asked, _open = lost(world, "Told"), lost(world, "Asked"), world.deal("Open")
    lost(world, "Silent")
    assert names(world) == ["Asked", "Silent", "Told"]
    verify_loss(told, Said(would_not_say=True), by=rep)
    ask_why(asked, "en", by=rep)
    assert names(world) == ["Silent"]
    revoke_link(asked, by=rep)
    assert names(world) == ["Asked", "Silent"]


def test_what_was_said_is_told_in_the_story_and_the_panel(world, rep):
    deal = lost(world)
    verify_loss(deal, said(world, competitor="Rival & Sons"), by=rep)
    page = world.client("viewer").get(f"/deals/{deal.pk}/").content.decode()
    assert "No presentation" in page and "Rival &amp; Sons" in page and "not as stated" in page
    assert "They say it was lost because of: No presentation" in page
    assert "Note what they said" not in page


def test_the_form_notes_it_and_its_undo_takes_it_back(world, rep):
    deal, browser = lost(world), world.client("rep")
    reason = add_loss_reason("No presentation", by=world.actor("owner"))
    answer = browser.post(f"/deals/{deal.pk}/why-lost/", {"reason": reason.pk, "change": "A visit"})
    assert answer.status_code == 302 and standing(deal).change == "A visit"
    browser.post(f"/deals/{deal.pk}/why-lost/take-back/")
    assert standing(deal) is None
    assert browser.post(f"/deals/{deal.pk}/why-lost/", {"reason": ""}).status_code == 422


def test_the_owner_is_reminded_after_so_many_working_days(world, rep, owner):
    from penstock.activities.models import Activity
    from penstock.losses.reactions import remind_to_ask, wanted

    assert wanted(world.system) is None
    plan_asking(3, 30, by=owner)
    deal = lost(world)
    remind_to_ask(world.system, Event.unscoped.get(kind="deal.lost"))
    task = Activity.unscoped.get(deal=deal)
    assert (task.owner_id, task.kind, task.subject) == (deal.owner_id, "task", "Ask why “Lost order” was lost")
    assert plan_asking(3, 30, by=owner) is None
