"""What pages below show of reports by e-mail: a button on each report, and in My notifications what one gets."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from penstock.mailings.letters import named
from penstock.mailings.models import Mailing, MailingReader
from penstock.mailings.permissions import may_change
from penstock.metrics.copies import one_reading
from penstock.metrics.filtering import told_in_words
from penstock.metrics.keeping import NotReady
from penstock.metrics.relative import RELATIVE
from penstock.metrics.words import dimensions_for
from penstock.notifications.regular import Line, readers_of
from penstock.reports.placed import Opened
from penstock.reports.registry import REPORTS
from penstock.ui.panels import panel
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


@panel("report")
class MailButton:
    """Has the report mailed, with the filters that it has."""

    template = "mailings/parts/button.html"
    order = 10
    column = "act"

    def context(self, request: HttpRequest, record: Opened) -> dict[str, Any]:
        """The address of the dialog; who is nobody of the workspace gets no mail."""
        url = reverse("mailings:add", args=[record.report.key]) + record.asked.query()
        return {"url": url if request.actor.person else ""}


@panel("preferences")
class MailedReports:
    """The reports that one gets, or has mailed to others, each with a way to stop it."""

    template = "notifications/parts/regular.html"
    order = 10
    column = "mail"

    def context(self, request: HttpRequest, record: Actor) -> dict[str, Any]:
        """A line for each."""
        rows = [one for one in Mailing.objects.of(record).going().order_by("report", "pk") if one.report in REPORTS]
        people = readers_of(rows, MailingReader, "mailing")
        mine = [(one, people.get(one.pk, [])) for one in rows if _concerns(one, people.get(one.pk, []), record)]
        try:
            with one_reading(record.workspace):
                return {"lines": [_line(one, readers, record) for one, readers in mine]}
        except NotReady:
            return {"lines": [_line(one, readers, record, has_names=False) for one, readers in mine]}


def _concerns(mailing: Mailing, readers: list[Person], by: Actor) -> bool:
    return mailing.owner_id == by.person_id or any(one.pk == by.person_id for one in readers)


def _line(mailing: Mailing, readers: list[Person], by: Actor, *, has_names: bool = True) -> Line:
    filters = told_in_words(named(mailing, by), by, dimensions_for(by)) if mailing.where and has_names else ""
    told = [str(RELATIVE.get(mailing.period, "")), filters]
    gets, changes = any(one.pk == by.person_id for one in readers), may_change(mailing, by)
    return Line(
        str(REPORTS[mailing.report].name),
        reverse("reports:report", args=[mailing.report]),
        REPORTS[mailing.report].icon,
        " · ".join(filter(None, told)),
        mailing,
        tuple(sorted(map(str, readers))),
        reverse("mailings:change", args=[mailing.pk]) if changes else "",
        reverse("mailings:stop", args=[mailing.pk]) if changes else "",
        reverse("mailings:leave", args=[mailing.pk]) if gets and (len(readers) > 1 or not changes) else "",
    )
