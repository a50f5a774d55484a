"""A dashboard by e-mail: once on its day, each reader their own figures, and nobody who may not see it."""

from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO

import pytest
from django.core import mail as outbox
from python_calamine import CalamineWorkbook

from penstock.common import clock
from penstock.common.errors import Refused
from penstock.dashboards import mailing
from penstock.dashboards.actions import (
    add_widget,
    make_dashboard,
    remove_dashboard,
    schedule_dashboard,
    share_dashboard,
)
from penstock.dashboards.drafts import Draft, Kind
from penstock.dashboards.models import DashboardLetter, Schedule
from penstock.mailings.letters import XLSX
from penstock.notifications.models import Rhythm
from penstock.notifications.regular import is_its_day
from penstock.workspaces.calendar import calendar_of
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
def held(world, rep, now):
    busy(world)
    now.system = world.system
    made = make_dashboard("Mine", by=rep)
    add_widget(made, Draft(Kind.TABLE, ("revenue_won",), by="owner", period="all"), by=rep)
    share_dashboard(made, is_shared=True, by=rep)
    return made


def scheduled(world, held, *roles, rhythm=Rhythm.DAY):
    readers = [world.people[role] for role in roles]
    schedule_dashboard(held, rhythm, readers=readers, at=time(8), by=world.actor("rep"))


def to(role):
    return [one for one in outbox.outbox if one.to == [f"{role}@demo.test"]]


def test_each_reader_gets_their_own_figures_once_a_day(world, held, now):
    scheduled(world, held, "rep", "owner")
    now.goes_on(minutes=30)
    assert not outbox.outbox
    now.goes_on(minutes=31)
    now.goes_on(minutes=31)
    assert len(to("rep")) == len(to("owner")) == 1
    assert "Colleague" not in to("rep")[0].body and "Colleague" in to("owner")[0].body
    now.goes_on(days=1)
    assert len(to("rep")) == 2


def test_pages_and_a_workbook_come_with_it(world, held, now):
    scheduled(world, held, "rep", "owner")
    now.goes_on(hours=2)
    (on_paper, pages, kind), (name, content, other_kind) = to("rep")[0].attachments
    assert on_paper.startswith("mine-") and on_paper.endswith(".pdf") and kind == "application/pdf"
    assert name.endswith(".xlsx") and other_kind == XLSX
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows == [["Owner", "Revenue won"], ["Rep", 309.0]]
    assert "$309" in words(pages) and "Colleague" not in words(pages)
    assert "Colleague" in words(to("owner")[0].attachments[0][1])


def test_pages_speak_the_language_of_their_reader(world, held, now):
    person = world.people["rep"]
    person.language = "ru"
    person.save()
    scheduled(world, held, "rep")
    now.goes_on(hours=2)
    assert "Выручка" in words(to("rep")[0].attachments[0][1])


def test_whoever_may_not_see_it_any_more_gets_nothing(world, held, now, rep):
    scheduled(world, held, "colleague")
    share_dashboard(held, by=rep)
    now.goes_on(hours=2)
    assert not outbox.outbox
    assert DashboardLetter.unscoped.get().state == "needless"


def test_a_removed_dashboard_is_not_mailed(world, held, now, rep):
    scheduled(world, held, "rep")
    remove_dashboard(held, by=rep)
    now.goes_on(hours=2)
    assert not outbox.outbox


def test_what_could_not_be_sent_goes_again(world, held, now, monkeypatch):
    def broken(*_given):
        raise ConnectionRefusedError("no mail server")

    scheduled(world, held, "rep")
    with monkeypatch.context() as patched:
        patched.setattr(mailing, "send", broken)
        now.goes_on(hours=2)
    assert not outbox.outbox
    now.goes_on(minutes=2)
    assert len(to("rep")) == 1


def test_nobody_is_written_to_who_may_not_see_it(world, held, rep):
    share_dashboard(held, by=rep)
    with pytest.raises(Refused, match="Colleague may not see"):
        scheduled(world, held, "colleague")


def test_without_readers_it_is_mailed_no_more(world, held, rep):
    scheduled(world, held, "rep")
    assert schedule_dashboard(held, Rhythm.DAY, by=rep)
    assert not Schedule.unscoped.exists()
    assert schedule_dashboard(held, "", by=rep) is None


@pytest.mark.parametrize(
    ("rhythm", "days"),
    [
        (Rhythm.DAY, ["2027-03-29", "2027-03-30", "2027-03-31", "2027-04-01", "2027-04-02", "2027-04-05"]),
        (Rhythm.WEEK, ["2027-03-29", "2027-04-05"]),
        (Rhythm.MONTH, ["2027-04-01"]),
    ],
)
def test_it_comes_on_working_days(world, rhythm, days):
    calendar = calendar_of(world.workspace)
    first = date(2027, 3, 27)
    found = [day for n in range(10) if is_its_day(rhythm, day := first + timedelta(days=n), calendar)]
    assert [day.isoformat() for day in found] == days
