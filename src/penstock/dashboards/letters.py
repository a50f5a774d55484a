"""A dashboard as a letter: figures as HTML and as text, pages and a workbook, by its reader's rights and clock."""

from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse

from penstock.dashboards.drawing import Drawn, draw_all
from penstock.dashboards.files import workbook
from penstock.dashboards.models import Dashboard
from penstock.dashboards.paper import about, as_pdf
from penstock.dashboards.queries import widgets_of
from penstock.dashboards.reading import Reading
from penstock.mailings.letters import MOST_LINES, paper_and_workbook, subject_of
from penstock.metrics.copies import one_reading
from penstock.notifications.letters import as_read_by, post
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


def send(person: Person, dashboard: Dashboard) -> None:
    """Send one letter to one person; raises what the mail server raises."""
    with as_read_by(person):
        reading, page = drawn_for(person, dashboard)
        told = _told(dashboard, page)
        on_paper = as_pdf(dashboard.name, page, about(reading), told["url"])
        files = paper_and_workbook(dashboard.name, on_paper, workbook(page))
        post(person, subject_of(dashboard.name), "dashboards/mail/letter", told, files)


def drawn_for(person: Person, dashboard: Dashboard) -> tuple[Reading, list[Drawn]]:
    """The widgets as this person would see them."""
    by = Actor.of_person(person, "system")
    with one_reading(by.workspace):
        reading = Reading.of(by, QueryDict())
        return reading, draw_all([one.draft() for one in widgets_of(dashboard)], reading)


def _told(dashboard: Dashboard, page: list[Drawn]) -> dict[str, Any]:
    return {
        "dashboard": dashboard,
        "widgets": [
            {"drawn": one, "lines": one.table.lines[:MOST_LINES] if one.table else [], "left": _left(one)}
            for one in page
        ],
        "url": f"{settings.PUBLIC_URL}{reverse('dashboards:dashboard', args=[dashboard.pk])}",
    }


def _left(one: Drawn) -> int:
    return max(len(one.table.lines) - MOST_LINES, 0) if one.table else 0
