"""The bell, the list and what one chooses, as a browser sees them; without JavaScript too."""

import pytest
from django.urls import reverse

from penstock.deals.actions import assign_deal
from penstock.notifications.actions import notify
from penstock.notifications.making import Telling
from penstock.notifications.models import Notification, Preferences
from penstock.notifications.queries import count_unread
from tests.notifications.setting import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(world, owner):
    deal = world.deal("<b>Big</b>")
    return notify([Telling(world.people["rep"].pk, "stuck", "one", deal.pk)], by=owner)[0]


def test_the_bell_counts_on_every_page_and_falls_silent(world, rep, one):
    client = world.client("rep")
    assert '<span class="bell-count" aria-hidden="true">1</span>' in client.get("/deals/new/").content.decode()
    client.post(reverse("notifications:read_all"))
    assert "bell-count" not in client.get(reverse("notifications:bell")).content.decode()


def test_the_list_shows_what_there_is_and_names_are_text(world, one):
    shown = world.client("rep").get(reverse("notifications:notifications")).content.decode()
    assert "&lt;b&gt;Big&lt;/b&gt;" in shown and "<b>Big</b>" not in shown


def test_an_empty_list_says_what_will_be_here(world):
    assert "Nothing new" in world.client("rep").get(reverse("notifications:notifications")).content.decode()


def test_following_one_leads_to_its_record_and_reads_it(world, rep, one):
    answer = world.client("rep").post(reverse("notifications:follow", args=[one.pk]))
    assert answer.url == reverse("deals:deal", args=[one.deal_id])
    assert count_unread(rep) == 0


def test_marking_one_answers_its_line_to_htmx_and_the_list_to_others(world, one):
    client, url = world.client("rep"), reverse("notifications:read", args=[one.pk])
    part = client.post(url, headers={"HX-Request": "true"})
    assert part["HX-Trigger"] == "notifications-changed" and "is-new" not in part.content.decode()
    assert client.post(url).url == reverse("notifications:notifications")


def test_nobody_reads_or_marks_what_is_somebody_elses(world, manager, one):
    for name in ("follow", "read"):
        assert world.client("owner").post(reverse(f"notifications:{name}", args=[one.pk])).status_code == 404
    one.refresh_from_db()
    assert one.read_at is None


def test_the_choice_is_kept_and_shown(world, rep):
    client, url = world.client("rep"), reverse("notifications:preferences")
    form = client.get(url).context["form"]
    sent = {box.html_name: box.initial or "" for box in form}
    sent |= {"channel_stuck": "none", "quiet_from": "22:00", "quiet_until": "06:30", "digest_at": "09:15"}
    sent |= {"remind_before": "60", "free_days_are_quiet": ""}
    assert client.post(url, sent).status_code == 302
    row = Preferences.objects.on(rep.person).get()
    assert (row.channels["stuck"], str(row.quiet_until), row.remind_before) == ("none", "06:30:00", 60)
    assert not row.free_days_are_quiet
    assert client.post(url, {**sent, "quiet_until": ""}).status_code == 422
    assert client.post(url, {**sent, "channel_stuck": "sms"}).status_code == 422


def test_a_house_without_mail_says_so(world, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    assert "No mail server is set up" in world.client("rep").get(reverse("notifications:preferences")).content.decode()


def test_the_bell_costs_the_same_for_the_bell_however_much_there_is(world, rep, owner, django_assert_max_num_queries):
    work()
    for number in range(25):
        assign_deal(world.deal(f"Deal {number}", owner="manager"), world.people["rep"], by=owner)
    work()
    assert Notification.unscoped.count() == 25
    by = world.actor("rep")
    _whose_deals = by.readable_people  # which every page asks for anyhow
    with django_assert_max_num_queries(2):
        assert count_unread(by) == 25


def test_the_bell_looks_at_the_records_of_its_notifications_and_no_others(world, rep):
    """Given as lists, all deals and activities that one may read would be read for every page."""
    told = str(Notification.objects.of(rep).unread().query)
    assert told.count("EXISTS(") == 2
    assert all('"playbooks_handover"' in part.split(")")[0] for part in told.split(" IN (SELECT")[1:])
