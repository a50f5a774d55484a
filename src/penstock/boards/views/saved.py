"""Saved views: the menu that offers them, the dialog that saves one, and the way to remove one."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from penstock.boards.actions import remove_view, save_view
from penstock.boards.models import SavedView, ViewKind
from penstock.ui.answers import is_partial, toast
from penstock.ui.forms import carried_out, status_of

PASSING = ("sheet", "after", "lane", "foot", "csrfmiddlewaretoken")
PAGES = {ViewKind.BOARD: "boards:board", ViewKind.LIST: "boards:list"}


class ViewForm(forms.Form):
    """What a view is called and for whom it is."""

    def __init__(self, *given: Any, may_share: bool, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.fields["name"] = forms.CharField(label=_("Name"), max_length=80)
        if may_share:
            self.fields["is_shared"] = forms.BooleanField(label=_("Offer it to everybody here"), required=False)


def saved_views(request: HttpRequest, kind: ViewKind) -> dict[str, Any]:
    """What the menu of views needs: the views of this page, which one is open, and the address that saves another."""
    now = lasting_query(request)
    views = SavedView.objects.of(request.actor).filter(kind=kind).select_related("owner")
    page = reverse(PAGES[kind])
    offered = [
        {
            "view": view,
            "url": f"{page}?{view.query}",
            "is_open": view.query == now,
            "may_remove": view.owner_id == request.actor.person_id or request.actor.is_admin,
        }
        for view in views
    ]
    return {"views": offered, "save_url": f"{reverse('boards:save', args=[kind])}?{now}"}


def lasting_query(request: HttpRequest) -> str:
    """The address's query without what only belongs to the moment."""
    params = request.GET.copy()
    for name in PASSING:
        params.pop(name, None)
    return params.urlencode()


@require_http_methods(["GET", "POST"])
def save(request: HttpRequest, kind: str) -> HttpResponse:
    """The dialog that saves the state in the address, and the saving."""
    query = lasting_query(request)
    form = ViewForm(request.POST or None, may_share=request.actor.may_write)
    page = f"{reverse(PAGES[ViewKind(kind)])}?{query}"

    def act(**said: Any) -> SavedView:
        return save_view(kind=kind, query=query, by=request.actor, **said)

    if carried_out(request, form, act):
        toast(request, _("Saved the view “%(view)s”.") % {"view": form.cleaned_data["name"]})
        return gone_to(request, page)
    url = f"{reverse('boards:save', args=[kind])}?{query}"
    return render(request, "boards/save_view.html", {"form": form, "url": url}, status=status_of(form))


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a view out of the menu."""
    view = get_object_or_404(SavedView.objects.of(request.actor), pk=pk)
    remove_view(view, by=request.actor)
    toast(request, _("Removed the view “%(view)s”.") % {"view": view})
    return gone_to(request, reverse(PAGES[ViewKind(view.kind)]))


def gone_to(request: HttpRequest, url: str) -> HttpResponse:
    """Go on to a page, by htmx as by a plain form; what is to be said is said there."""
    return HttpResponse(headers={"HX-Redirect": url}) if is_partial(request) else redirect(url)
