"""Names while somebody types `@`: the lines of the list beneath a note."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from penstock.activities.mentions import names_like
from penstock.workspaces.requests import MemberRequest


@never_cache
@require_safe
def people(request: MemberRequest) -> HttpResponse:
    """Those whose names go with what was typed so far, in ``q``."""
    names = names_like(request.GET.get("q", "")[:100], request.actor)
    return render(request, "activities/parts/people.html", {"names": names})
