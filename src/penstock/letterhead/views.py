"""The page of the letterhead with how it looks, a sample of it as a file, and the logo."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from penstock.letterhead.actions import set_letterhead
from penstock.letterhead.drawing import document, letterhead_of
from penstock.letterhead.forms import LetterheadForm
from penstock.letterhead.logos import read_logo
from penstock.letterhead.models import Letterhead
from penstock.paper.documents import sent
from penstock.ui.answers import toast
from penstock.ui.forms import carried_out, status_of


@require_http_methods(["GET", "POST"])
def letterhead(request: HttpRequest) -> HttpResponse:
    """What stands over the documents, and how that looks."""
    request.actor.require_admin(_("Only an administrator may change the letterhead."))
    now = letterhead_of(request.actor)
    form = LetterheadForm(request.POST or None, request.FILES or None, letterhead=now)
    if carried_out(request, form, lambda **facts: set_letterhead(by=request.actor, **facts)):
        toast(request, _("Saved."))
        return redirect("letterhead:letterhead")
    lead = _("This stands over every document that is made for a deal, as PDF and as DOCX.")
    told = {"title": _("Letterhead"), "lead": lead, "form": form, "now": now}
    told["name"] = (now and now.name) or request.actor.workspace.name
    return render(request, "letterhead/letterhead.html", told, status=status_of(form))


@require_safe
def sample(request: HttpRequest, kind: str) -> HttpResponse:
    """A document of a few lines, to see what stands over it."""
    request.actor.require_admin(_("Only an administrator may change the letterhead."))
    text = "\n".join((_("# A heading"), _("A line with **bold** words."), _("- The first of two"), _("- The second")))
    return sent(document(_("Sample"), _("The buyer"), localdate(), text, request.actor), kind)


@require_safe
def logo(request: HttpRequest) -> HttpResponse:
    """The logo, a PNG that we made; no browser takes it for anything else."""
    row = Letterhead.objects.of(request.actor).exclude(logo="").first()
    content = read_logo(row.logo) if row is not None else b""
    if not content:
        raise Http404
    response = HttpResponse(content, content_type="image/png")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
