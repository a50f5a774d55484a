"""Giving things to the buyer, calling a role in, handing over, and what comes after the sale."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from penstock.activities.files import download
from penstock.common.checks import safe_link
from penstock.deals.models import Deal
from penstock.deals.views.answers import as_before, deal_or_404, done, given
from penstock.deals.views.documents import ask_for_document
from penstock.journal.models import Event
from penstock.letterhead.drawing import document as addressed
from penstock.paper.documents import sent as sent_as_file
from penstock.paper.markup import as_html
from penstock.playbooks.actions import call_in_role, expect_reorder, give_asset, open_follow_up
from penstock.playbooks.filling import filled, left_open
from penstock.playbooks.forms.after import FollowUpForm, GiveForm, ReorderForm, RoleForm
from penstock.playbooks.models import Asset, AssetKind, AssetVersion, Reorder
from penstock.playbooks.queries import version_of
from penstock.playbooks.rhythm import rhythm_of
from penstock.playbooks.views.answers import said
from penstock.ui import formats
from penstock.ui.asking import Question, go_on, put, sent
from penstock.ui.forms import carried_out, status_of
from penstock.workspaces.models import Person
from penstock.workspaces.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def give(request: MemberRequest, pk: int, asset_pk: int) -> HttpResponse:
    """What is to be given, filled in for this deal; sent, it is counted as given."""
    deal = deal_or_404(request, pk)
    asset = get_object_or_404(Asset.objects.of(request.actor).filter(retired_at__isnull=True), pk=asset_pk)
    form = GiveForm(sent(request), deal=deal, by=request.actor)
    if carried_out(request, form, lambda contact: give_asset(deal, asset, by=request.actor, contact=contact)):
        return said(request, deal, _("“%(asset)s” is counted as given.") % {"asset": asset})
    version = version_of(asset)
    told = {"deal": deal, "asset": asset, "version": version, "form": form}
    told["may_write"] = request.actor.may_write_for(deal.owner_id)
    if version is not None:
        text = filled(version.text, deal)
        told |= {"text": text, "shown_text": as_html(text), "link": safe_link(version.text)}
        told["left_open"] = formats.listed(left_open(version.text, deal))
    return render(request, "playbooks/give.html", told, status=status_of(form))


@require_GET
def give_file(request: MemberRequest, pk: int, asset_pk: int, kind: str) -> HttpResponse:
    """A text to give, filled in for this deal, as a file to send."""
    deal = deal_or_404(request, pk)
    texts = Asset.objects.of(request.actor).filter(kind=AssetKind.TEXT, retired_at__isnull=True)
    asset = get_object_or_404(texts, pk=asset_pk)
    version = version_of(asset)
    if version is None:
        raise Http404
    made = addressed(str(asset), deal.company, formats.today(), filled(version.text, deal), request.actor)
    return sent_as_file(made, kind)


@require_http_methods(["GET", "POST"])
def draw_up(request: MemberRequest, pk: int, asset_pk: int) -> HttpResponse:
    """A text of the playbook, filled in for the deal, as the next version of what is drawn up for it."""
    deal = deal_or_404(request, pk)
    asset = get_object_or_404(Asset.objects.of(request.actor).filter(kind=AssetKind.TEXT), pk=asset_pk)
    version = version_of(asset)
    initial = {"text": filled(version.text, deal) if version else ""}
    return ask_for_document(request, deal, initial, reverse("playbooks:draw_up", args=[pk, asset_pk]))


@require_GET
def file(request: HttpRequest, pk: int) -> FileResponse:
    """A version of a file to give, always as a download."""
    version = get_object_or_404(AssetVersion.objects.of(request.actor).exclude(stored_as=""), pk=pk)
    try:
        return download(version)
    except FileNotFoundError:
        raise Http404(_("The file is not where it was kept.")) from None


@require_http_methods(["GET", "POST"])
def call_in(request: MemberRequest, pk: int) -> HttpResponse:
    """Call a role into the deal; the least busy who can be called joins it."""
    deal = deal_or_404(request, pk)
    form = RoleForm(sent(request))
    question = Question(_("Whom does “%(deal)s” need?") % {"deal": deal}, _("Call in"), _here("call_in", pk))

    def told(person: Person) -> HttpResponse:
        words = {"person": person, "deal": deal}
        return said(request, deal, _("%(person)s is on “%(deal)s”; its owner stays its owner.") % words)

    return put(request, form, question, lambda: call_in_role(deal, form.cleaned_data["role"], by=request.actor), told)


@require_http_methods(["GET", "POST"])
def follow_up(request: MemberRequest, pk: int) -> HttpResponse:
    """Open a deal that goes on from a won one."""
    deal = deal_or_404(request, pk)
    form = FollowUpForm(sent(request), deal=deal, by=request.actor)
    question = Question(_("Where does “%(deal)s” go on?") % {"deal": deal}, _("Open the deal"), _here("follow_up", pk))

    def told(opened: Deal) -> HttpResponse:
        return go_on(request, reverse("deals:deal", args=[opened.pk]))

    return put(request, form, question, lambda: open_follow_up(deal, by=request.actor, **form.cleaned_data), told)


@require_http_methods(["GET", "POST"])
def reorder(request: MemberRequest, pk: int) -> HttpResponse:
    """Say when the next order is expected."""
    deal = deal_or_404(request, pk)
    known = Reorder.objects.on(deal).values_list("expected_on", flat=True).first()
    rhythm = None if known else rhythm_of(deal.company_id, request.actor)
    usual = rhythm.expected_on if rhythm and rhythm.is_sure else None
    form = ReorderForm(given(request), initial={"expected_on": known or usual})
    question = Question(_("When will they order again?"), _("Save"), _here("reorder", pk))

    def told(event: Event | None) -> HttpResponse:
        return done(request, deal, event, _("Saved."), undo=as_before(_here("reorder", pk), expected_on=known))

    def act() -> Event | None:
        return expect_reorder(deal, form.cleaned_data["expected_on"], by=request.actor)

    return put(request, form, question, act, told)


@require_POST
def no_reorder(request: MemberRequest, pk: int) -> HttpResponse:
    """No next order is expected."""
    deal = deal_or_404(request, pk)
    known = Reorder.objects.on(deal).values_list("expected_on", flat=True).first()
    event = expect_reorder(deal, None, by=request.actor)
    undo = as_before(_here("reorder", pk), expected_on=known)
    return done(request, deal, event, _("No next order is expected from “%(deal)s”.") % {"deal": deal}, undo=undo)


def _here(name: str, pk: int) -> str:
    return reverse(f"playbooks:{name}", args=[pk])
