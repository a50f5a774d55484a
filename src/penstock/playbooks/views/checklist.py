"""Tick the checklist on a deal's page, and take ticks back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from penstock.deals.models import ChecklistItem
from penstock.deals.views.answers import deal_or_404, done
from penstock.playbooks.actions import tick_item, untick_item


@require_POST
def tick(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """It was seen to."""
    deal, item = deal_or_404(request, pk), _item(request, item_pk)
    event = tick_item(deal, item, by=request.actor)
    undo = reverse("playbooks:untick", args=[pk, item_pk])
    return done(request, deal, event, _("Ticked: %(item)s") % {"item": item}, undo=undo)


@require_POST
def untick(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """It was not."""
    deal, item = deal_or_404(request, pk), _item(request, item_pk)
    event = untick_item(deal, item, by=request.actor)
    undo = reverse("playbooks:tick", args=[pk, item_pk])
    return done(request, deal, event, _("No longer ticked: %(item)s") % {"item": item}, undo=undo)


def _item(request: HttpRequest, pk: int) -> ChecklistItem:
    item: ChecklistItem = get_object_or_404(ChecklistItem.objects.of(request.actor).select_related("stage"), pk=pk)
    return item
