"""A report as a letter: its tables as HTML and as text, pages and a workbook, by its reader's rights and clock."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from penstock.exports.report_files import workbook
from penstock.mailings.models import Mailing
from penstock.metrics.asked import Asked
from penstock.metrics.copies import one_reading
from penstock.metrics.filtering import Where, by_name, names_now
from penstock.metrics.question import WrongQuestion
from penstock.metrics.relative import relative
from penstock.metrics.words import dimensions_for
from penstock.notifications.letters import File, as_read_by, post
from penstock.paper.documents import called
from penstock.paper.pages import PDF
from penstock.reports.frame import asked_for
from penstock.reports.paper import about, as_pdf
from penstock.reports.registry import REPORTS
from penstock.reports.report import Drawn
from penstock.ui import formats
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_LINES = 25


@dataclass(frozen=True)
class Posted:
    """A report as one reader gets it."""

    asked: Asked
    drawn: Drawn
    by: Actor


def send(person: Person, mailing: Mailing) -> None:
    """Send one letter to one person; raises what the mail server raises."""
    with as_read_by(person):
        found, report = drawn_for(person, mailing), REPORTS[mailing.report]
        name, url = str(report.name), address_of(mailing.report, found.asked)
        told = {"name": name, "url": url, "drawn": found.drawn, "tables": _tables(found.drawn)}
        told["asked_words"] = list(about(found.asked, found.by))[1]
        told["settings_url"] = settings.PUBLIC_URL + reverse("notifications:preferences")
        pages = as_pdf(report, found.drawn, found.asked, found.by, url)
        files = paper_and_workbook(name, pages, workbook(found.drawn)) if found.drawn.tables else []
        post(person, subject_of(name), "mailings/mail/letter", told, files)


def drawn_for(person: Person, mailing: Mailing) -> Posted:
    """The report as this person would see it today; where a filter names what is gone, the sentence that says so."""
    by = Actor.of_person(person, "system")
    with one_reading(by.workspace):
        asked = asked_by(mailing, timezone.localdate(), by)
        try:
            return Posted(asked, REPORTS[mailing.report].draw(asked, by), by)
        except WrongQuestion as wrong:
            return Posted(asked, Drawn(wrong.message, ()), by)


def asked_by(mailing: Mailing, day: date, by: Actor) -> Asked:
    """The question of a mailing on a day: its period as it is then, its filters by the names of then."""
    where = named(mailing, by)
    query = Asked(relative(mailing.period, day), None, where).query(**({} if mailing.period else {"period": None}))
    return asked_for(REPORTS[mailing.report], QueryDict(query[1:]), by)


def named(mailing: Mailing, by: Actor) -> Where:
    """The filters by the names of now."""
    kept, known = [(name, value) for name, value in mailing.where], dimensions_for(by)
    return by_name(kept, known, names_now(kept, known, by=by))


def address_of(key: str, asked: Asked) -> str:
    """Where the report can be opened, under the address by which people know us."""
    return f"{settings.PUBLIC_URL}{reverse('reports:report', args=[key])}{asked.query()}"


def subject_of(name: str) -> str:
    """What a regular letter is called: what it brings, and of which day."""
    return _("%(name)s on %(day)s") % {"name": name, "day": formats.day(timezone.localdate())}


def paper_and_workbook(name: str, pages: bytes, book: bytes) -> list[File]:
    """The files beside a regular letter."""
    return [(called(name, "pdf"), pages, PDF), (called(name, "xlsx"), book, XLSX)]


def _tables(drawn: Drawn) -> list[dict[str, Any]]:
    return [
        {"table": one, "lines": one.lines[:MOST_LINES], "left": max(len(one.lines) - MOST_LINES, 0)}
        for one in drawn.tables
        if one.lines
    ]
