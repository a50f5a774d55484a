"""A report by e-mail: once on its day, each reader their own figures, about the time that the words mean that day."""

from datetime import UTC, datetime, time, timedelta
from io import BytesIO

import pytest
from django.core import mail as outbox
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from penstock.common import clock
from penstock.common.errors import NotPermitted, Refused
from penstock.mailings import letters, mailing
from penstock.mailings.actions import change_mailing, leave_mailing, resume_mailing, schedule_report, stop_mailing
from penstock.mailings.models import Mailing, MailingLetter
from penstock.metrics.filtering import by_id
from penstock.metrics.words import dimensions_for
from penstock.pipelines.actions import change_source
from penstock.pipelines.models import Source
from tests.dashboards.setting import busy
from tests.paper.reading import words

pytestmark = pytest.mark.django_db
MONDAY = datetime(2027, 3, 29, 7, 0, tzinfo=UTC)


@pytest.fixture
def now(monkeypatch):
    """The present moment, which the test moves on, with the worker at work."""

    class Now:
        moment = MONDAY
        system = None

        def goes_on(self, **passed):
            self.moment += timedelta(**passed)
            mailing.begin_letters(self.system)
            mailing.send_letters(self.system)

    present = Now()
    monkeypatch.setattr(clock, "now", lambda: present.moment)
    return present


@pytest.fixture
def there(world, now):
    busy(world)
    now.system = world.system
    return world


def scheduled(world, *roles, maker="rep", **settings):
    readers = [world.people[role] for role in roles]
    return schedule_report("sales", "day", readers=readers, at=time(8), period="all", by=world.actor(maker), **settings)


def to(role):
    return [one for one in outbox.outbox if one.to == [f"{role}@demo.test"]]


def test_each_reader_gets_their_own_figures_once_a_day(there, now):
    scheduled(there, "rep", "owner")
    now.goes_on(minutes=30)
    assert not outbox.outbox
    now.goes_on(minutes=31)
    now.goes_on(minutes=31)
    assert len(to("rep")) == len(to("owner")) == 1
    assert "Colleague" not in to("rep")[0].body and "Colleague" in to("owner")[0].body
    assert "Colleague" not in words(to("rep")[0].attachments[0][1])
    assert "Colleague" in words(to("owner")[0].attachments[0][1])
    now.goes_on(days=1)
    assert len(to("rep")) == 2


def test_files_are_called_in_the_reader_s_language(there, now):
    there.people["rep"].language = "ru"
    there.people["rep"].save()
    scheduled(there, "rep")
    now.goes_on(hours=2)
    assert [name.split("-")[0] for name, _content, _kind in to("rep")[0].attachments] == ["отчёт", "отчёт"]


def test_pages_and_a_workbook_come_with_it(there, now):
    scheduled(there, "rep")
    now.goes_on(hours=2)
    (on_paper, _pages, kind), (name, content, other_kind) = to("rep")[0].attachments
    assert on_paper.startswith("sales-report") and kind == "application/pdf"
    assert name.endswith(".xlsx") and other_kind == letters.XLSX
    sheets = CalamineWorkbook.from_filelike(BytesIO(content))
    assert len(sheets.sheet_names) > 3
    told = str([sheets.get_sheet_by_index(place).to_python() for place in range(len(sheets.sheet_names))])
    assert "Rep" in told and "Colleague" not in told


def test_the_period_is_the_one_that_the_words_mean_that_day(there):
    made = schedule_report("sales", "week", readers=[there.people["rep"]], period="last_week", by=there.actor("rep"))
    asked = letters.asked_by(made, datetime(2027, 3, 31, tzinfo=UTC).date(), there.actor("rep"))
    assert (str(asked.period.from_on), str(asked.period.until_on)) == ("2027-03-22", "2027-03-29")


def test_filters_survive_a_new_name(there, now):
    by = there.actor("owner")
    where = by_id((("source", "Fair"),), dimensions_for(by), by=by)
    assert where[0][1].startswith("#")
    scheduled(there, "owner", maker="owner", where=where)
    change_source(Source.objects.of(by).get(name="Fair"), name="Exhibition", by=by)
    now.goes_on(hours=2)
    assert "Source: Exhibition" in to("owner")[0].body and "Web" not in to("owner")[0].body


def test_a_filter_that_names_nothing_any_more_is_told(there, now):
    scheduled(there, "owner", maker="owner", where=(("source", "Gone"),))
    now.goes_on(hours=2)
    (letter,) = to("owner")
    assert "Gone" in letter.body and not letter.attachments


def test_who_left_or_was_sent_away_gets_nothing(there, now):
    made = scheduled(there, "rep", "manager")
    now.goes_on(minutes=50)
    leave_mailing(made, by=there.actor("manager"))
    assert leave_mailing(made, by=there.actor("manager")) is None
    now.goes_on(hours=2)
    assert len(to("rep")) == 1 and not to("manager")


def test_a_stopped_one_is_not_mailed_until_it_is_resumed(there, now):
    made = scheduled(there, "rep")
    assert stop_mailing(made, by=there.actor("rep")) and stop_mailing(made, by=there.actor("rep")) is None
    now.goes_on(hours=2)
    assert not outbox.outbox and not MailingLetter.unscoped.exists()
    assert resume_mailing(made, by=there.actor("rep"))
    now.goes_on(hours=1)
    assert not outbox.outbox, "its hour was over when it was resumed"
    now.goes_on(days=1)
    assert len(to("rep")) == 1


def test_the_same_once_more_is_the_same(there):
    first, again = scheduled(there, "rep"), scheduled(there, "rep")
    assert first.pk == again.pk and Mailing.unscoped.count() == 1
    assert (
        change_mailing(first, "day", readers=[there.people["rep"]], at=time(8), period="all", by=there.actor("rep"))
        is None
    )


def test_who_may_only_look_has_it_mailed_to_themselves(there):
    assert scheduled(there, "viewer", maker="viewer")
    with pytest.raises(NotPermitted, match="yourself"):
        scheduled(there, "rep", maker="viewer")


def test_what_makes_no_sense_is_refused(there):
    by, me = there.actor("rep"), [there.people["rep"]]
    with pytest.raises(Refused, match="how often"):
        schedule_report("sales", "hourly", readers=me, by=by)
    with pytest.raises(Refused, match="period"):
        schedule_report("sales", "day", readers=me, period="tomorrow", by=by)
    with pytest.raises(Refused, match="no such report"):
        schedule_report("nothing", "day", readers=me, by=by)
    with pytest.raises(Refused, match="who gets it"):
        schedule_report("sales", "day", by=by)


def test_the_button_leads_to_a_dialog_that_keeps_the_filters(there):
    client, by = there.client("owner"), there.actor("owner")
    url = reverse("mailings:add", args=["sales"]) + "?period=month&from=2027-03-01&source=Fair"
    assert "/reports/by-mail/sales/?" in client.get(reverse("reports:report", args=["sales"])).content.decode()
    shown = client.get(url).content.decode()
    assert "Source: Fair" in shown
    sent = {"period": "last_month", "rhythm": "month", "at": "07:30", "readers": [there.people["rep"].pk]}
    assert client.post(url, sent).status_code in (200, 302)
    made = Mailing.objects.of(by).get()
    pk = Source.objects.of(by).get(name="Fair").pk
    assert (made.period, made.rhythm, made.at, made.where) == (
        "last_month",
        "month",
        time(7, 30),
        [["source", f"#{pk}"]],
    )


def test_my_notifications_lists_what_i_get_with_a_way_to_stop_it(there):
    made = scheduled(there, "rep", "manager")
    page = there.client("manager").get(reverse("notifications:preferences")).content.decode()
    assert "Sales report" in page and reverse("mailings:leave", args=[made.pk]) in page
    assert reverse("mailings:stop", args=[made.pk]) not in page
    assert (
        reverse("mailings:stop", args=[made.pk])
        in there.client("rep").get(reverse("notifications:preferences")).content.decode()
    )
    there.client("manager").post(reverse("mailings:leave", args=[made.pk]))
    page = there.client("manager").get(reverse("notifications:preferences")).content.decode()
    assert "Sales report" not in page and "Nothing is mailed to you" in page


def test_queries_do_not_grow_with_what_is_mailed(there):
    def asked():
        with CaptureQueriesContext(connection) as found:
            there.client("rep").get(reverse("notifications:preferences"))
        return len(found)

    scheduled(there, "rep", "manager")
    asked()
    few = asked()
    for key in ("quality", "growth", "bottlenecks"):
        schedule_report(key, "day", readers=[there.people["rep"]], by=there.actor("rep"))
    asked()
    assert asked() == few
