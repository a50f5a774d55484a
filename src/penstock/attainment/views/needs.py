"""What it takes a person, a team or everybody together to reach their target."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from penstock.attainment.asked import read
from penstock.attainment.long_ago import long_ago
from penstock.attainment.needs import Needs, Rate
from penstock.attainment.shown import amount, needs_url, rows_url
from penstock.attainment.solving import Rung, Sample, whole
from penstock.attainment.standing import Sheet
from penstock.attainment.views.targets import tools
from penstock.common import clock
from penstock.metrics.views.waiting import once_ready
from penstock.ui import formats
from penstock.workspaces.models import Person, Team
from penstock.workspaces.requests import MemberRequest

WHOSE = {"own": gettext_lazy("their own"), "team": gettext_lazy("the team’s"), "all": gettext_lazy("everybody’s")}


@require_GET
@once_ready
def needs(request: MemberRequest, pk: int, kind: str = "person") -> HttpResponse:
    """The gap, and what it comes to at each stage and on each day, of a person, a team or the whole workspace."""
    by = request.actor
    asked = read(request.GET, clock.day_of(clock.now(), by.workspace.zone))
    sheet = Sheet(by, asked.aim, asked.when, asked.pipeline, asked.as_of)
    solved = Needs(sheet, _of(kind, pk, sheet))
    page = needs_url(solved.whose)
    told = {"asked": asked, "name": solved.name, "back": reverse("attainment:targets") + asked.query, **shown(solved)}
    told["long_ago"] = long_ago(asked, sheet.today, by)
    return render(request, "attainment/needs.html", {**tools(asked, by, page), **told})


def _of(kind: str, pk: int, sheet: Sheet) -> Person | Team | None:
    """Whose it is; raises Http404 where the reader does not see all that they do."""
    if kind not in ("person", "team", "workspace") or not sheet.sees(kind, pk):
        raise Http404
    if kind == "workspace":
        return None
    rows = Person.objects.of(sheet.by).select_related("team") if kind == "person" else Team.objects.of(sheet.by)
    found: Person | Team = get_object_or_404(rows, pk=pk)
    return found


def shown(needs: Needs) -> dict[str, Any]:
    """The figures on top and the table, in words."""
    standing, aim, currency = needs.standing, needs.sheet.aim, needs.by.workspace.currency
    deals = whole(needs.won_needed)
    stats = [
        (_("Target"), amount(standing.wanted, aim, currency), "", ""),
        (_("Reached"), amount(standing.actual, aim, currency), _percent(standing.attainment), _reached_url(needs)),
        (_("Still missing"), _gap(needs), _a_day(needs), ""),
    ]
    if aim.is_of_deals:
        stats += [
            (_("Deals to win"), _number(deals), _of_value(needs), ""),
            (_("Activities a day"), _activities(needs), _effort(needs), ""),
        ]
    return {
        "stats": stats,
        "title": _title(needs, deals),
        "rungs": [_rung(rung, needs) for rung in needs.rungs],
        "pipeline_name": needs.as_json()["pipeline"] if needs.rungs else "",
        "days": needs.length,
        "is_reached": standing.gap is not None and standing.gap <= 0,
        "has_target": standing.wanted is not None,
    }


def _title(needs: Needs, deals: int | None) -> str:
    told = {"person": needs.name, "deals": _number(deals)}
    if needs.standing.wanted is None:
        return _("Nothing is wanted of %(person)s in this period yet") % told
    if needs.standing.gap is not None and needs.standing.gap <= 0:
        return _("%(person)s has reached the target") % told
    if needs.rungs and (missing := whole(needs.rungs[-1].missing)) is not None:
        told |= {"missing": _number(missing), "stage": needs.stages[needs.rungs[-1].place.stage]}
        if missing:
            words = ngettext(
                "%(person)s still has to bring %(missing)s new deal into “%(stage)s”",
                "%(person)s still has to bring %(missing)s new deals into “%(stage)s”",
                missing,
            )
            return words % told
        return _("The deals that %(person)s has are enough, if they go as usual") % told
    return _("What it takes %(person)s") % told


def _rung(rung: Rung, needs: Needs) -> dict[str, Any]:
    sample, rows = rung.place.sample, reverse("metrics:rows") + "?"
    return {
        "stage": needs.stages[rung.place.stage],
        "share": formats.percent(float(sample.share)) if sample.share is not None else "—",
        "basis": _basis(sample),
        "to_won": formats.percent(float(rung.to_won), 1) if rung.to_won else "—",
        "needed": _number(whole(rung.needed)),
        "have": formats.number(rung.place.have),
        "share_url": rows + urlencode(needs.behind_share(rung)) if sample.share is not None else "",
        "have_url": rows + urlencode(needs.behind_have(rung)),
        "missing": _number(whole(rung.missing)),
        "is_missing": bool(rung.missing),
    }


def _reached_url(needs: Needs) -> str:
    return rows_url(needs.whose, needs.sheet)


def _basis(sample: Sample) -> str:
    """Of whom the share is, of how many deals, and how sure it is where they are few."""
    told = {"whose": WHOSE[sample.whose], "count": formats.number(sample.of)}
    if not sample.is_small:
        return ngettext("%(whose)s, %(count)s deal", "%(whose)s, %(count)s deals", sample.of) % told
    low, high = (formats.percent(edge) for edge in sample.interval)
    words = ngettext(
        "%(whose)s, only %(count)s deal: %(low)s to %(high)s",
        "%(whose)s, only %(count)s deals: %(low)s to %(high)s",
        sample.of,
    )
    return words % {**told, "low": low, "high": high}


def _gap(needs: Needs) -> str:
    gap = needs.standing.gap
    return amount(max(gap, 0 * gap), needs.sheet.aim, needs.by.workspace.currency) if gap is not None else "—"


def _a_day(needs: Needs) -> str:
    pace = needs.standing.pace
    if not pace:
        return ""
    left = needs.standing.days_left
    words = ngettext("%(amount)s on the last working day", "%(amount)s on each of %(days)s working days", left)
    return words % {
        "amount": amount(pace, needs.sheet.aim, needs.by.workspace.currency),
        "days": formats.number(left),
    }


def _of_value(needs: Needs) -> str:
    if not needs.sheet.aim.is_money or needs.average.value is None:
        return ""
    told = {"amount": amount(float(needs.average.value), needs.sheet.aim, needs.by.workspace.currency)}
    return _("of %(amount)s on average (%(basis)s)") % {**told, "basis": _basis_of(needs.average)}


def _effort(needs: Needs) -> str:
    if needs.effort.value is None:
        return ""
    count = formats.number(float(needs.effort.value), 1)
    return _("%(count)s for each won deal (%(basis)s)") % {"count": count, "basis": _basis_of(needs.effort)}


def _basis_of(rate: Rate) -> str:
    words = ngettext("%(whose)s, %(count)s deal", "%(whose)s, %(count)s deals", rate.of)
    return words % {"whose": WHOSE[rate.whose], "count": formats.number(rate.of)}


def _activities(needs: Needs) -> str:
    found = needs.activities_a_day
    return formats.number(float(found), 1) if found is not None else "—"


def _percent(share: float | None) -> str:
    return formats.percent(share) if share is not None else ""


def _number(count: int | None) -> str:
    return formats.number(count) if count is not None else "—"
