"""A dashboard as a letter: figures as HTML and as text, pages and a workbook, by its reader's rights and clock."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from penstock.dashboards.drawing import Drawn, draw_all
from penstock.dashboards.files import workbook
from penstock.dashboards.models import Dashboard
from penstock.dashboards.paper import about, as_pdf
from penstock.dashboards.queries import widgets_of
from penstock.dashboards.reading import Reading
from penstock.metrics.copies import one_reading
from penstock.notifications.letters import in_one_line
from penstock.paper.pages import PDF
from penstock.ui import formats
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_LINES = 25


def send(person: Person, dashboard: Dashboard) -> None:
    """Send one letter to one person; raises what the mail server raises."""
    language = translation.get_supported_language_variant(person.language or person.workspace.language)
    with translation.override(language), timezone.override(person.zone):
        reading, page = drawn_for(person, dashboard)
        told = _told(person, dashboard, page)
        subject = _("%(dashboard)s on %(day)s") % {
            "dashboard": dashboard.name,
            "day": formats.day(timezone.localdate()),
        }
        letter = EmailMultiAlternatives(
            in_one_line(subject),
            render_to_string("dashboards/mail/letter.txt", told),
            to=[person.user.email if person.user else ""],
            headers={"Auto-Submitted": "auto-generated"},
        )
        letter.attach_alternative(render_to_string("dashboards/mail/letter.html", told), "text/html")
        name = f"{slugify(dashboard.name) or 'penstock'}-{timezone.localdate()}"
        letter.attach(f"{name}.pdf", as_pdf(dashboard.name, page, about(reading), told["url"]), PDF)
        letter.attach(f"{name}.xlsx", workbook(page), XLSX)
        letter.send()


def drawn_for(person: Person, dashboard: Dashboard) -> tuple[Reading, list[Drawn]]:
    """The widgets as this person would see them."""
    by = Actor.of_person(person, "system")
    with one_reading(by.workspace):
        reading = Reading.of(by, QueryDict())
        return reading, draw_all([one.draft() for one in widgets_of(dashboard)], reading)


def _told(person: Person, dashboard: Dashboard, page: list[Drawn]) -> dict[str, Any]:
    return {
        "person": person,
        "dashboard": dashboard,
        "widgets": [
            {"drawn": one, "lines": one.table.lines[:MOST_LINES] if one.table else [], "left": _left(one)}
            for one in page
        ],
        "url": f"{settings.PUBLIC_URL}{reverse('dashboards:dashboard', args=[dashboard.pk])}",
        "language": translation.get_language(),
    }


def _left(one: Drawn) -> int:
    return max(len(one.table.lines) - MOST_LINES, 0) if one.table else 0
