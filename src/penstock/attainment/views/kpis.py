"""Sets of metrics with weights: everybody's totals, one card with its set, and what the set was before."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from penstock.attainment.asked import Asked, read
from penstock.attainment.cards_table import all_names
from penstock.attainment.kpi_forms import KpiForm
from penstock.attainment.kpis_shown import card_rows, state_of, warnings
from penstock.attainment.scorecards import Card, Scorecards
from penstock.attainment.views.targets import label_of, tools
from penstock.common import clock
from penstock.metrics.views.waiting import once_ready
from penstock.targets.actions import set_kpis
from penstock.targets.kpis import role
from penstock.targets.models import Kpi
from penstock.targets.plans import WORKSPACE, Whose, person, team
from penstock.targets.reach import Reach, leads
from penstock.ui import formats
from penstock.ui.answers import toast
from penstock.ui.forms import carried_out, status_of
from penstock.ui.panels import panels
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Role
from penstock.workspaces.requests import MemberRequest

KINDS = {"person": person, "team": team, "role": role}
MOST = 20
"""So many earlier sets of one are told."""


@require_GET
@once_ready
def kpis(request: MemberRequest) -> HttpResponse:
    """Everybody's weighted total, and whose sets there are."""
    by, asked = request.actor, _asked(request)
    cards = Scorecards(by, asked.when, asked.as_of)
    names = all_names(by)
    told = {
        "asked": asked,
        "lines": [_line(card, names, asked) for card in cards.cards()],
        "sets": _sets(cards, names, asked, Reach(by, cards.tree)),
        "may_import": leads(by),
        "menus": panels("kpis", "menu", request, asked),
        "back_url": reverse("attainment:targets") + asked.query,
        **tools(asked, by, reverse("attainment:kpis")),
    }
    return render(request, "attainment/kpis.html", told)


@require_http_methods(["GET", "POST"])
@once_ready
def kpi(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    """One card with the set behind it; POST sets another set, an empty one takes it back."""
    by, asked = request.actor, _asked(request)
    cards = Scorecards(by, asked.when, asked.as_of)
    whose = _whose(kind, pk, cards)
    may_set = Reach(by, cards.tree).may_set_kpis(whose)
    known = cards.sets.todays(whose)
    form = KpiForm(request.POST if request.method == "POST" else None, known=known)
    page = reverse("attainment:kpi", args=[kind, pk])
    if carried_out(request, form, lambda **_facts: set_kpis(form.lines(), asked.when, by=by, whose=whose)):
        toast(request, _("The set is saved."))
        # Of days that are over what was said by then counts; who says otherwise now wants to see it.
        return redirect(page + (_today(asked) if cards.sets.at else asked.query))
    names = all_names(by)
    card = cards.of_person(pk) if kind == "person" else cards.of_team(whose)
    told: dict[str, Any] = {
        "asked": asked,
        "name": names[whose],
        "of": "" if card.of == whose else names[card.of],
        **_shown(card, by),
        "today_url": page + _today(asked) if card.is_changed else "",
        "form": form if may_set else None,
        "period": label_of(asked.when),
        "history": _history(whose, asked, by),
        "back_url": reverse("attainment:kpis") + asked.query,
    }
    told |= tools(asked, by, page) | {"period": label_of(asked.when)}
    return render(request, "attainment/kpi.html", told, status=status_of(form))


def _asked(request: MemberRequest) -> Asked:
    return read(request.GET, clock.day_of(clock.now(), request.actor.workspace.zone))


def _shown(card: Card, by: Actor) -> dict[str, Any]:
    """The card itself; a role has none, only a set."""
    is_role = card.whose.kind == "role"
    return {
        "card": card,
        "rows": [] if is_role else card_rows(card, by.workspace.currency),
        "total": formats.percent(card.total) if card.total is not None else "",
        "known": formats.percent(card.known / 100),
        "state": state_of(card.total),
        "is_role": is_role,
        "warnings": warnings(card),
    }


def _today(asked: Asked) -> str:
    """The same by the sets of today."""
    return asked.other(as_of=formats.today())


def _whose(kind: str, pk: int, cards: Scorecards) -> Whose:
    """Whose card an address means; who may not be read is not there."""
    if kind == "workspace":
        if cards.by.readable_people is not None:
            raise Http404
        return WORKSPACE
    known: Iterable[int] = {
        "person": cards.people,
        "team": cards.tree.teams_within(cards.by.readable_people),
        "role": Role.objects.of(cards.by).values_list("pk", flat=True),
    }.get(kind, ())
    if pk not in set(known):
        raise Http404
    return KINDS[kind](pk)


def _line(card: Card, names: dict[Whose, str], asked: Asked) -> dict[str, Any]:
    total = card.total
    return {
        "name": names[card.whose],
        "url": reverse("attainment:kpi", args=["person", card.whose.id]) + asked.query,
        "of": _("their own") if card.of == card.whose else names[card.of],
        "count": len(card.scores),
        "percent": formats.percent(total) if total is not None else "",
        "bar": min(round(100 * total), 100) if total is not None else 0,
        "state": state_of(total),
        "known": formats.percent(card.known / 100) if card.known < 100 else "",
        "is_changed": card.is_changed,
    }


def _sets(cards: Scorecards, names: dict[Whose, str], asked: Asked, reach: Reach) -> list[dict[str, Any]]:
    """Everybody's, roles', teams' and people's sets: those that there are, and those that one may set."""
    mine = cards.by.readable_people
    people = [person(pk) for pk in cards.people]
    every = [WORKSPACE, *map(role, sorted(one.id for one in names if one.kind == "role")), *map(team, cards.tree.teams)]
    found = []
    for whose in [*every, *people]:
        is_open = whose.kind in ("role", "person") or mine is None or whose.id in cards.tree.teams_within(mine)
        known = cards.sets.own(whose)
        if is_open and (known or (reach.may_set_kpis(whose) and whose.kind != "person")):
            url = reverse("attainment:kpi", args=[whose.kind or "workspace", whose.id]) + asked.query
            told = formats.listed(f"{row.measure.label} {formats.percent(row.weight / 100)}" for row in known)
            kind = {"": _("Everybody"), "role": _("Role"), "team": _("Team"), "person": _("Person")}[whose.kind]
            found.append({"name": names[whose], "kind": kind, "url": url, "told": told})
    return found


def _history(whose: Whose, asked: Asked, by: Actor) -> list[dict[str, Any]]:
    """The sets that there were for this period, the newest first, each with who said so and until when it held."""
    place = {f"{kind}_id": whose.id if whose.kind == kind else None for kind in KINDS}
    rows = Kpi.objects.of(by).filter(**place, period=asked.when.kind, starts_on=asked.when.starts_on)
    found: dict[Any, list[Kpi]] = {}
    for row in rows.select_related("set_by").order_by("-set_at", "pk"):
        found.setdefault(row.set_at, []).append(row)
    return [
        {
            "at": at,
            "until": several[0].replaced_at,
            "by": several[0].set_by or _("Penstock"),
            "told": formats.listed(_weighed(row) for row in several),
        }
        for at, several in list(found.items())[:MOST]
    ]


def _weighed(row: Kpi) -> str:
    return f"{row.measure.label} {formats.percent(Decimal(row.weight) / 100)}"
