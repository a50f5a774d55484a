"""A note that names somebody tells them, if they may read it; a deal that is stuck by new norms tells its owner."""

from datetime import timedelta

import pytest

from penstock.activities.actions import change_activity, write_note
from penstock.activities.mentions import marked
from penstock.attention.actions import learn_norms
from penstock.attention.events import DealsFoundStuck
from penstock.attention.models import AgeNorm, DealMark, StageNorm
from penstock.common import clock
from penstock.deals.actions import win_deal
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.notifications.models import Notification
from tests.notifications.setting import told, work
from tests.world import World

pytestmark = pytest.mark.django_db


def test_who_is_named_in_a_note_is_told(world: World, rep, manager, viewer):
    work()
    write_note("Look at the price\nwhat do you think, @manager? And @Viewer!", by=rep, deal=world.deal())
    work()
    assert told(manager) == ["Rep named you in the note “Look at the price”."]
    assert len(told(viewer)) == 1
    assert told(rep) == []


def test_who_is_named_when_a_note_is_changed_is_told_and_nobody_twice(world: World, rep, manager, viewer):
    work()
    note = write_note("Look, @Manager", by=rep, deal=world.deal())
    work()
    change_activity(note, by=rep, body="Look, @Manager and @Viewer")
    change_activity(note, by=rep, body="Look, @Viewer and @Manager!")
    work()
    assert (len(told(manager)), len(told(viewer))) == (1, 1)


def test_who_may_not_read_the_deal_is_not_told(world: World, rep, colleague):
    work()
    write_note("@Colleague should know", by=rep, deal=world.deal())
    work()
    assert not Notification.objects.on(world.workspace).filter(kind="mentioned").exists()


def test_an_address_and_a_longer_name_are_no_mention(world: World, rep, manager):
    work()
    write_note("Mail rep@manager.test or ask @Managerial", by=rep, deal=world.deal())
    work()
    assert told(manager) == []


def test_the_form_tells_a_person_and_the_story_says_whom(world: World, rep, manager):
    deal = world.deal()
    work()
    sent = {"body": "Please read @Manager <b>", "tell": world.people["viewer"].pk}
    assert world.client("rep").post(f"/activities/write/?deal={deal.pk}&tab=note", sent).status_code == 302
    work()
    assert len(told(manager)) == 1
    page = world.client("rep").get(f"/deals/{deal.pk}/").content.decode()
    assert '<strong class="mention">@Manager</strong> &lt;b&gt;' in page
    assert "Manager, Viewer" in page


def test_a_name_with_markup_stays_words(world: World):
    person = world.people["manager"]
    person.name = "<i>A</i>"
    assert marked("hi @<i>A</i> x", [person]) == ('<p>hi <strong class="mention">@&lt;i&gt;A&lt;/i&gt;</strong> x</p>')


def test_deals_that_new_norms_find_stuck_are_told_once(world: World, rep, monkeypatch):
    past = clock.now() - timedelta(days=60)
    old = world.deal("Old one")
    Deal.objects.on([old.pk], "pk__in").update(opened_at=past, stage_entered_at=past)
    DealMark.objects.on(old).update(stuck_at=None)
    work()
    for _each in range(12):
        win_deal(world.deal("Quick"), by=rep)
    learn_norms(by=world.system)
    assert Event.objects.of(world.system).filter(kind=DealsFoundStuck.kind).count() == 1
    for _round in range(2):
        record(world.system, DealsFoundStuck(deal_ids=[old.pk]))
        work()
    assert told(rep).count("“Old one” is stuck.") == 1


def test_the_first_learning_finds_nobody_newly_stuck(world: World, rep):
    for _each in range(12):
        win_deal(world.deal("Quick"), by=rep)
    learn_norms(by=world.system)
    assert StageNorm.objects.on(world.workspace).exists() or AgeNorm.objects.on(world.workspace).exists()
    assert not Event.objects.of(world.system).filter(kind=DealsFoundStuck.kind).exists()
