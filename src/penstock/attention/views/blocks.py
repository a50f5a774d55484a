"""What holds deals up: said, taken back, and told by cause."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from penstock.attention.actions import block_deal, unblock_deal
from penstock.attention.actions.block_deal import current_block
from penstock.attention.causes import cause_lines
from penstock.attention.forms import BlockForm, UnblockForm
from penstock.deals.views.answers import deal_or_404, done
from penstock.journal.models import Event
from penstock.ui.asking import Question, put, sent
from penstock.workspaces.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def block(request: MemberRequest, pk: int) -> HttpResponse:
    """Say what holds the deal up, or what is tried now."""
    deal = deal_or_404(request, pk)
    form = BlockForm(sent(request), by=request.actor, block=current_block(deal))
    question = Question(_("What holds this deal up?"), _("Save"), reverse("attention:block", args=[pk]))

    def told(event: Event | None) -> HttpResponse:
        return done(request, deal, event, _("“%(deal)s” is marked as held up.") % {"deal": deal})

    return put(request, form, question, lambda: block_deal(deal, by=request.actor, **form.cleaned_data), told)


@require_http_methods(["GET", "POST"])
def unblock(request: MemberRequest, pk: int) -> HttpResponse:
    """Say that nothing holds the deal up any more, and how that came."""
    deal = deal_or_404(request, pk)
    standing = current_block(deal)
    if standing is None:
        return redirect("deals:deal", pk)
    form = UnblockForm(sent(request), block=standing)
    question = Question(_("How did it end?"), _("Go on with the deal"), reverse("attention:unblock", args=[pk]))

    def told(event: Event | None) -> HttpResponse:
        return done(request, deal, event, _("Nothing holds “%(deal)s” up any more.") % {"deal": deal})

    return put(request, form, question, lambda: unblock_deal(deal, by=request.actor, **form.cleaned_data), told)


@require_safe
def causes(request: MemberRequest) -> HttpResponse:
    """The causes of congestion, the most frequent first."""
    return render(request, "attention/causes.html", {"lines": cause_lines(request.actor), "nav": "numbers"})
