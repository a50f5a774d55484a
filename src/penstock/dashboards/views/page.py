"""A dashboard as a page: kept ones and ready ones alike, on a screen of one's own or on the wall."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from penstock.dashboards.drafts import Draft
from penstock.dashboards.drawing import Drawn, draw_all
from penstock.dashboards.models import Dashboard, Schedule
from penstock.dashboards.permissions import may_change, may_make
from penstock.dashboards.queries import dashboards_for, widgets_of
from penstock.dashboards.reading import ON_SCREEN, Reading
from penstock.dashboards.ready import READY, first_for
from penstock.metrics.asked import FILTERS
from penstock.metrics.deal_filters import is_deal_filter, told
from penstock.metrics.periods import KINDS, MONTHS, Period, period_of
from penstock.metrics.views.numbers import choices, left_out_words
from penstock.metrics.views.waiting import once_ready
from penstock.metrics.words import said
from penstock.ui import formats
from penstock.ui.panels import panels
from penstock.workspaces.actor import Actor


@dataclass(frozen=True)
class Page:
    """Which dashboard is looked at: one that is kept, or a ready one by its key."""

    name: str
    drafts: list[Draft]
    kept: Dashboard | None = None
    ready: str = ""

    @property
    def url(self) -> str:
        """Its address."""
        if self.kept:
            return reverse("dashboards:dashboard", args=[self.kept.pk])
        return reverse("dashboards:ready", args=[self.ready])

    def file_url(self, place: int | str, extension: str) -> str:
        """The file of one of its widgets, or of all of them."""
        if self.kept:
            return reverse("dashboards:file", args=[self.kept.pk, str(place), extension])
        return reverse("dashboards:ready_file", args=[self.ready, str(place), extension])


def page_of(by: Actor, pk: int | None = None, key: str = "") -> Page:
    """The page at an address; what may not be seen is not there."""
    if pk is not None:
        kept = get_object_or_404(dashboards_for(by), pk=pk)
        return Page(kept.name, [one.draft() for one in widgets_of(kept)], kept)
    if key not in READY:
        raise Http404
    drafts = [replace(one, pk=place) for place, one in enumerate(READY[key].widgets)]
    return Page(str(READY[key].name), drafts, None, key)


@require_GET
def dashboards(request: HttpRequest) -> HttpResponse:
    """The one to begin with."""
    return redirect("dashboards:ready", first_for(request.actor))


@require_GET
@once_ready
def dashboard(request: HttpRequest, pk: int) -> HttpResponse:
    """A dashboard of one's own, or one that is shared."""
    return _shown(request, page_of(request.actor, pk))


@require_GET
@once_ready
def ready(request: HttpRequest, key: str) -> HttpResponse:
    """One of those that everybody has."""
    return _shown(request, page_of(request.actor, key=key))


def _shown(request: HttpRequest, page: Page) -> HttpResponse:
    reading = replace(Reading.of(request.actor, request.GET), most=ON_SCREEN)
    drawn = draw_all(page.drafts, reading)
    is_wall = request.GET.get("wall") == "1"
    context = {
        "page": page,
        "widgets": with_files(page, drawn, request),
        "tops": panels("dashboard", "top", request, page.ready),
        "left_out": left_out_words(reading.left_out),
        **_doing(page, request.actor),
        **_tools(request, reading),
        "wall_url": page.url + query(request, wall="1"),
        "plain_url": page.url + query(request, wall=None),
        "workbook_url": page.file_url("all", "xlsx") + query(request, wall=None),
        "pdf_url": page.file_url("all", "pdf") + query(request, wall=None),
    }
    if not is_wall:
        context["switch"] = _switch(page, request.actor)
    return render(request, "dashboards/wall.html" if is_wall else "dashboards/dashboard.html", context)


def with_files(page: Page, drawn: list[Drawn], request: HttpRequest) -> list[dict[str, Any]]:
    """Each widget with the addresses of its files."""
    asked = query(request, wall=None)
    kinds = ("csv", "xlsx", "pdf")
    return [
        {"drawn": one, "files": [(page.file_url(place, kind) + asked, kind.upper()) for kind in kinds]}
        for place, one in enumerate(drawn)
    ]


def query(request: HttpRequest, **changes: str | None) -> str:
    """This address's query with something changed; None takes it away."""
    params = request.GET.copy()
    for name, value in changes.items():
        params.pop(name, None)
        if value is not None:
            params[name] = value
    return f"?{params.urlencode()}" if params else ""


def _doing(page: Page, by: Actor) -> dict[str, Any]:
    """What the reader may do with it."""
    kept = page.kept
    return {
        "may_make": may_make(by),
        "may_change": kept is not None and may_change(kept, by),
        "schedule": Schedule.objects.on(kept).first() if kept else None,
    }


def _switch(page: Page, by: Actor) -> dict[str, list[dict[str, Any]]]:
    """The other dashboards: ready ones, one's own, and what others share."""
    kept = [
        (one, {"name": one.name, "url": reverse("dashboards:dashboard", args=[one.pk]), "current": one == page.kept})
        for one in dashboards_for(by)
    ]
    return {
        "ready": [
            {"name": one.name, "url": reverse("dashboards:ready", args=[one.key]), "current": one.key == page.ready}
            for one in READY.values()
        ],
        "own": [line for one, line in kept if one.owner_id == by.person_id],
        "shared": [{**line, "owner": one.owner.name} for one, line in kept if one.owner_id != by.person_id],
    }


def _tools(request: HttpRequest, reading: Reading) -> dict[str, Any]:
    """The controls of the page: its period, its filters, and the day it is about."""
    asked, by = reading.asked, request.actor
    step = asked.period if reading.has_period and asked.period.steps else None
    chips = [
        {"name": reading.called(name), "value": said(name, value), "url": query(request, **{name: None}) or "?"}
        for name, value in asked.where
        if not is_deal_filter(name)
    ]
    chips += [
        {"name": one.name, "value": one.value, "url": query(request, **dict.fromkeys(one.names)) or "?"}
        for one in told(asked.where, by)
    ]
    if asked.as_of:
        chips.insert(
            0, {"name": _("As of"), "value": formats.day(asked.as_of), "url": query(request, as_of=None) or "?"}
        )
    return {
        "asked": asked,
        "chips": chips,
        "periods": _periods(request, reading),
        "step": step.label if step else "",
        "before_url": _in(request, step.before) if step else "",
        "after_url": _in(request, step.after) if step else "",
        "choices": [choice for key in FILTERS if (choice := choices(key, asked, by))["options"]],
        "more_filters": reverse("metrics:filters") + query(request, to=request.path),
        "kept_query": [(k, v) for k in request.GET for v in request.GET.getlist(k) if k not in (*FILTERS, "page")],
        "stale": formats.day(reading.day) if reading.is_stale else "",
        "today_url": query(request, as_of=formats.today().isoformat()),
    }


def _periods(request: HttpRequest, reading: Reading) -> list[dict[str, Any]]:
    """Each widget its own period, or one for all."""
    own = {"label": _("As made"), "url": _in(request, None), "current": not reading.has_period}
    others = [
        {
            "label": KINDS[kind],
            "url": _in(request, period_of(kind, reading.day) if kind in MONTHS else Period(kind)),
            "current": reading.has_period and reading.asked.period.kind == kind,
        }
        for kind in ("month", "quarter", "year", "all")
    ]
    return [own, *others]


def _in(request: HttpRequest, period: Period | None) -> str:
    if period is None:
        return query(request, period=None, **{"from": None, "to": None}) or "?"
    first = period.from_on.isoformat() if period.from_on else None
    return query(request, period=period.kind, **{"from": first, "to": None})
