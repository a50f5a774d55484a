"""The deals that were removed, for those who could read them before; who may write brings one back."""

from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from penstock.boards.cards import readable_company
from penstock.deals.models import Deal
from penstock.deals.queries import removed_deals
from penstock.ui.answers import is_partial
from penstock.ui.lists import slice_of

SORTS = {"-removed": F("removed_at"), "removed": F("removed_at"), "name": F("name"), "value": F("value")}


@require_GET
def removed(request: HttpRequest) -> HttpResponse:
    """A page of removed deals, the last removed first."""
    deals = removed_deals(request.actor).select_related("stage", "company", "owner", "workspace")
    found = slice_of(request, deals, SORTS)
    context = {"rows": [_row(request, deal) for deal in found.rows], "sort": found.sort, "more_url": found.more_url}
    template = "boards/parts/removed_rows.html" if is_partial(request) else "boards/removed.html"
    return render(request, template, {**context, "nav": "list"})


def _row(request: HttpRequest, deal: Deal) -> dict[str, Any]:
    by = request.actor
    return {"deal": deal, "company": readable_company(deal, by), "may_restore": by.may_write_for(deal.owner_id)}
