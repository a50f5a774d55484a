"""Mail goes once, when its reader may be disturbed, in their words, and only about what they may read."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail as outbox

from penstock.common import clock
from penstock.deals.actions import assign_deal
from penstock.notifications import mailing
from penstock.notifications.actions import notify, read_all_notifications, set_preferences
from penstock.notifications.letters import in_one_line
from penstock.notifications.making import Telling
from penstock.notifications.models import Mail
from penstock.notifications.outbox import ATTEMPTS
from penstock.workspaces.models import Workspace
from tests.notifications.setting import work

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 30, 10, 0, tzinfo=UTC)


@pytest.fixture
def now(monkeypatch):
    """The present moment, which the test moves on."""

    class Now:
        moment = MONDAY

        def goes_on(self, **passed):
            self.moment += timedelta(**passed)
            work()

    present = Now()
    monkeypatch.setattr(clock, "now", lambda: present.moment)
    return present


def tell(world, owner, role="rep", kind="automation", text="Ring them", key="k", deal=None):
    return notify([Telling(world.people[role].pk, kind, key, deal.pk if deal else None, text=text)], by=owner)


def subjects():
    return [letter.subject for letter in outbox.outbox]


def test_what_is_told_at_once_goes_within_a_minute_and_once(world, owner, now):
    tell(world, owner)
    work()
    assert subjects() == []
    now.goes_on(seconds=30)
    now.goes_on(seconds=30)
    assert subjects() == ["Ring them"]
    assert outbox.outbox[0].to == ["rep@demo.test"]


def test_a_hundred_things_of_one_moment_are_one_mail(world, rep, owner, now):
    for number in range(100):
        tell(world, owner, key=f"k{number}", text=f"Deal {number}")
    now.goes_on(seconds=60)
    assert subjects() == ["100 things to know in Penstock"]


def test_quiet_time_is_kept_and_what_came_in_it_goes_when_it_ends(world, owner, now):
    now.moment = MONDAY.replace(hour=21)
    tell(world, owner)
    now.goes_on(hours=10, minutes=59)
    assert subjects() == []
    now.goes_on(minutes=1)
    assert subjects() == ["Ring them"]


def test_a_weekend_is_quiet_for_whoever_wants_it_so(world, owner, rep, now):
    set_preferences(by=world.actor("manager"), free_days_are_quiet=False)
    now.moment = MONDAY - timedelta(days=2)
    tell(world, owner)
    tell(world, owner, role="manager", text="For the manager")
    now.goes_on(minutes=1)
    assert subjects() == ["For the manager"]
    now.goes_on(days=2)
    assert subjects() == ["For the manager", "Ring them"]


def test_the_digest_comes_once_at_its_hour_with_all_that_waited(world, owner, now):
    now.moment = MONDAY.replace(hour=9)
    tell(world, owner, kind="stuck", key="a", deal=world.deal("A"))
    tell(world, owner, kind="stuck", key="b", deal=world.deal("B"))
    now.goes_on(hours=23)
    assert subjects() == []
    now.goes_on(minutes=30)
    now.goes_on(minutes=30)
    assert subjects() == ["Your day in Penstock: 2 things to know"]
    tell(world, owner, kind="stuck", key="c", deal=world.deal("C"))
    now.goes_on(hours=2)
    assert len(subjects()) == 1
    now.goes_on(days=1)
    assert subjects()[1:] == ["“C” is stuck."]


def test_nobody_is_mailed_what_they_chose_not_to_hear(world, owner, rep, now):
    set_preferences(by=rep, channels={"automation": "none"})
    tell(world, owner)
    now.goes_on(days=2)
    assert subjects() == []


def test_what_was_read_or_may_not_be_read_any_more_is_not_mailed(world, owner, rep, now):
    work()
    tell(world, owner)
    read_all_notifications(by=rep)
    deal = world.deal("Theirs", owner="colleague")
    tell(world, owner, role="colleague", kind="deal_assigned", deal=deal)
    assign_deal(deal, world.people["rep"], by=owner)
    work()
    now.goes_on(minutes=1)
    assert [subject for subject in subjects() if "Theirs" in subject] == ["Owner gave you the deal “Theirs”."]
    assert Mail.unscoped.filter(state="needless").count() == 1


def test_what_could_not_be_sent_is_tried_again_and_given_up_in_the_end(world, owner, now, monkeypatch):
    def broken(*_given, **_more):
        raise ConnectionRefusedError("no mail server")

    tell(world, owner)
    with monkeypatch.context() as patched:
        patched.setattr(mailing, "send", broken)
        now.goes_on(minutes=1)
        assert Mail.unscoped.get().state == "waiting"
        for _attempt in range(ATTEMPTS):
            now.goes_on(days=5)
    assert (Mail.unscoped.get().state, Mail.unscoped.get().attempts) == ("failed", ATTEMPTS)


def test_a_crash_after_sending_repeats_the_mail_once_at_most(world, owner, now, monkeypatch):
    sent = []

    def killed(*given, **_more):
        sent.append(given)
        raise KeyboardInterrupt

    tell(world, owner)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(mailing, "send", killed)
        now.goes_on(minutes=1)
    work()
    assert subjects() == []
    now.goes_on(minutes=2)
    now.goes_on(days=3)
    assert (len(sent), subjects()) == (1, ["Ring them"])


def test_people_of_a_demo_and_of_a_house_without_mail_get_none(world, owner, now, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    tell(world, owner)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Workspace.objects.filter(pk=world.workspace.pk).update(is_demo=True)
    tell(world, owner, key="l")
    now.goes_on(days=1)
    assert subjects() == []


@pytest.mark.parametrize(
    "text",
    ["Hi\r\nBcc: a@b.test", "Hi\nBcc: a@b.test", "Hi\x0bBcc: a@b.test", "Hi\u2028Bcc: a@b.test", "Hi\x00!"],
)
def test_no_name_reaches_the_headers_of_a_mail(world, owner, now, text):
    world.people["rep"].name = "Rep\r\nBcc: a@b.test"
    world.people["rep"].save()
    tell(world, owner, text=text)
    now.goes_on(minutes=1)
    letter = outbox.outbox[0].message()
    assert letter["Bcc"] is None and letter["To"] == "rep@demo.test"
    assert "\n" not in str(letter["Subject"]) and in_one_line(text).isprintable()


def test_markup_in_a_name_is_text_in_the_letter(world, owner, now):
    deal = world.deal("<script>alert(1)</script>")
    tell(world, owner, kind="deal_assigned", deal=deal)
    now.goes_on(minutes=1)
    letter = outbox.outbox[0]
    assert "<script>" in letter.body and "<script>" not in letter.alternatives[0][0]
    assert letter.alternatives[0][0].count("<style>") == 1, "it brings its look along"


def test_a_letter_is_in_its_readers_language_and_leads_to_our_own_address(world, owner, now, settings):
    settings.PUBLIC_URL = "https://crm.example.com"
    deal = world.deal()
    world.people["rep"].language = "ru"
    world.people["rep"].save()
    tell(world, owner, kind="deal_assigned", deal=deal)
    now.goes_on(minutes=1)
    assert f"https://crm.example.com/deals/{deal.pk}/" in outbox.outbox[0].body
    assert "Вам передана сделка" in outbox.outbox[0].subject or "передаёт вам сделку" in outbox.outbox[0].subject


def test_a_digest_hour_of_ones_own_counts(world, owner, rep, now):
    set_preferences(by=rep, digest_at=time(17))
    tell(world, owner, kind="stuck", deal=world.deal())
    now.goes_on(hours=6)
    assert subjects() == []
    now.goes_on(hours=1)
    assert len(subjects()) == 1
