"""What the composer shows: its tabs and the form of the one that is open."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from penstock.activities.about import About
from penstock.activities.forms import ActivityForm, NoteForm
from penstock.activities.models import ICONS, ActivityKind

TABS = (ActivityKind.NOTE, ActivityKind.CALL, ActivityKind.MEETING, ActivityKind.TASK, ActivityKind.EMAIL)
LEFT_OUT = ("owner", "people", "contacts", "remind_before")


def composer(request: HttpRequest, about: About, tab: str, given: Any = None) -> dict[str, Any]:
    """The composer about a record with a tab open; ``given`` is what was sent."""
    kind = ActivityKind(tab) if tab in ActivityKind.values else ActivityKind.NOTE
    return {
        "about": about,
        "kind": kind,
        "tabs": [_tab(one, about, one == kind) for one in TABS],
        "form": _form(request, about, kind, given),
        "url": f"{about.url('write')}&{urlencode({'tab': kind})}",
        "label": _("What happened, or what is next?"),
        "may_write": about.may_write(request.actor),
    }


def _tab(kind: ActivityKind, about: About, current: bool) -> dict[str, Any]:
    url = f"{about.url('compose')}&{urlencode({'tab': kind})}"
    return {"url": url, "label": kind.label, "icon": ICONS[kind], "current": current}


def _form(request: HttpRequest, about: About, kind: ActivityKind, given: Any) -> forms.Form:
    if kind == ActivityKind.NOTE:
        return NoteForm(given, by=request.actor)
    sent = None
    if given is not None:
        sent = given.copy()
        sent["kind"] = kind
    initial = {"day": timezone.localdate()}
    without = (*LEFT_OUT, *(() if kind == ActivityKind.CALL else ("outcome", "direction")))
    return ActivityForm(sent, by=request.actor, about=about, without=without, initial=initial, auto_id="composer_%s")
