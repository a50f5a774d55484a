"""The list of a past day as a file: the deals that fitted, with what was true of them."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from penstock.boards.listing import Listing
from penstock.exports.files import FORMATS
from penstock.exports.table import Column, Export, Plain
from penstock.exports.tables import deal_columns, prepare_deals
from penstock.exports.views import sent
from penstock.metrics.past_list import PastList
from penstock.metrics.views.waiting import once_ready
from penstock.ui import formats

UNKNOWN = ("next_step", "next_step_due_at", "days_in_stage", "loss_comment", "description")
"""Columns of the usual file that the past does not know, or knows otherwise."""


@require_GET
@once_ready
def past_list(request: HttpRequest, file_format: str) -> HttpResponseBase:
    """Everything that fitted the filters on the day that the address names."""
    listing = Listing(request.GET, request.actor)
    if listing.as_of is None or file_format not in FORMATS:
        raise Http404
    past = PastList(listing, listing.as_of)
    columns = [one for one in deal_columns(request.actor) if one.key not in UNKNOWN]
    label = _("Deals on %(day)s") % {"day": formats.day(listing.as_of)}
    return sent(Export(label, columns, _rows(past, columns)), FORMATS[file_format], request, f"deals-{listing.as_of}")


def _rows(past: PastList, columns: list[Column]) -> Iterator[list[Plain]]:
    for block in past.every():
        prepare_deals(block, past.by)
        for deal in block:
            yield [column.value(deal) for column in columns]
