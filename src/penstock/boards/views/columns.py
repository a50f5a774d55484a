"""The dialog in which a person chooses the columns of the list."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from penstock.boards.actions import choose_columns
from penstock.boards.listing import Listing
from penstock.boards.views.saved import gone_to, lasting_query
from penstock.ui.forms import carried_out, status_of


class ColumnsForm(forms.Form):
    """Which columns; those shown now come first, in their order."""

    def __init__(self, *given: Any, listing: Listing, **settings: Any) -> None:
        shown = [column.key for column in listing.columns]
        ordered = sorted(listing.known, key=lambda key: shown.index(key) if key in shown else len(shown))
        super().__init__(*given, initial={"keys": shown}, **settings)
        self.fields["keys"] = forms.MultipleChoiceField(
            label=_("Columns"),
            choices=[(key, listing.known[key].label) for key in ordered if key != "name"],
            widget=forms.CheckboxSelectMultiple,
        )


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest) -> HttpResponse:
    """Choose; columns that were shown keep their places, new ones come behind them."""
    query = lasting_query(request)
    form = ColumnsForm(request.POST or None, listing=Listing(request.GET, request.actor))
    if carried_out(request, form, lambda keys: choose_columns(["name", *keys], by=request.actor)):
        return gone_to(request, f"{reverse('boards:list')}?{query}")
    url = f"{reverse('boards:columns')}?{query}"
    return render(request, "boards/columns.html", {"form": form, "url": url}, status=status_of(form))
