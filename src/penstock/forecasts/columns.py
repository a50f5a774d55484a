"""The chance of a deal as a column of the list: an empty cell that is filled when the page is there."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from penstock.boards.cells import Column, Reader, add_column
from penstock.deals.models import Deal
from penstock.ui.markup import format_html

CELL = '<span id="chance-{}" class="none">{}</span>'


def _waiting(deal: Deal, _reader: Reader) -> Any:
    """Who is closed has none; the others wait for it."""
    return format_html(CELL, deal.pk, "…") if deal.is_open else ""


def _address(deals: list[Deal]) -> str:
    ids = ",".join(str(deal.pk) for deal in deals if deal.is_open)
    return f"{reverse('forecasts:chances')}?deals={ids}" if ids else ""


add_column(Column("chance", _("Chance this quarter"), _waiting, is_number=True, asks=_address))
