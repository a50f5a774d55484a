"""The people of the workspace: who is here, as what, and who left."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from penstock.people.actions import (
    change_person,
    deactivate_person,
    invite_person,
    reactivate_person,
    renew_invitation,
)
from penstock.people.forms import DeactivateForm, InviteForm, PersonForm
from penstock.people.mail import invitation_link, send_invitation
from penstock.people.queries import active_people, waiting_invitations
from penstock.ui.answers import toast
from penstock.ui.forms import carried_out, status_of
from penstock.workspaces.models import Person
from penstock.workspaces.requests import MemberRequest


@require_safe
def people(request: MemberRequest) -> HttpResponse:
    """Everybody who works here, and those who left."""
    left = Person.objects.of(request.actor).filter(deactivated_at__isnull=False).select_related("role")
    shown = {
        "title": _("People"),
        "people": active_people(request.actor).select_related("user"),
        "waiting": waiting_invitations(request.actor),
        "left": left.order_by("-deactivated_at"),
    }
    return render(request, "people/people.html", shown)


@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: MemberRequest) -> HttpResponse:
    """A form; once it is sent, the person has mail or the administrator the link."""
    request.actor.require_admin(_("Only an administrator may invite people."))
    form = InviteForm(request.POST or None, by=request.actor)
    invited: list[Any] = []
    if carried_out(request, form, lambda role, **who: invited.extend(_invited(request, role=role.key, **who))):
        return _tell(request, *invited)
    told = {"title": _("Invite somebody"), "form": form, "act": _("Invite")}
    return render(request, "people/form.html", told, status=status_of(form))


@require_http_methods(["GET", "POST"])
def person(request: MemberRequest, pk: int) -> HttpResponse:
    """One person: what they are here, and how they sign in."""
    someone = _person(request, pk)
    request.actor.require_admin(_("Only an administrator may change people."))
    form = PersonForm(request.POST or None, by=request.actor, person=someone)
    if carried_out(request, form, lambda **facts: change_person(someone, by=request.actor, **facts)):
        toast(request, _("Saved."))
        return redirect("people:people")
    invitation = waiting_invitations(request.actor).get(someone.pk)
    told = {"title": someone.name, "form": form, "person": someone, "invitation": invitation}
    return render(request, "people/person.html", told, status=status_of(form))


@require_http_methods(["GET", "POST"])
def deactivate(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask who takes over, then let the person go."""
    someone = _person(request, pk)
    request.actor.require_admin(_("Only an administrator may let people go."))
    form = DeactivateForm(request.POST or None, by=request.actor, person=someone)
    if carried_out(request, form, lambda successor: deactivate_person(someone, successor=successor, by=request.actor)):
        toast(request, _("%(person)s cannot sign in any more.") % {"person": someone.name})
        return redirect("people:people")
    told = {"title": _("Let %(person)s go") % {"person": someone.name}, "form": form, "person": someone}
    return render(request, "people/deactivate.html", told, status=status_of(form))


@require_POST
def reactivate(request: MemberRequest, pk: int) -> HttpResponse:
    """Let somebody come back."""
    someone = _person(request, pk)
    reactivate_person(someone, by=request.actor)
    toast(request, _("%(person)s is back; to sign in they need an invitation.") % {"person": someone.name})
    return redirect("people:person", pk)


@never_cache
@require_POST
def renew(request: MemberRequest, pk: int) -> HttpResponse:
    """A fresh link for somebody who cannot sign in yet."""
    someone = _person(request, pk)
    return _tell(request, someone, renew_invitation(someone, by=request.actor))


def _invited(request: MemberRequest, **who: Any) -> tuple[Person, str]:
    return invite_person(by=request.actor, **who)


def _tell(request: MemberRequest, someone: Person, secret: str) -> HttpResponse:
    """The link goes by mail, or is shown this once to the administrator."""
    link = invitation_link(secret)
    if send_invitation(someone, link):
        toast(request, _("The invitation is on its way to %(email)s.") % {"email": someone.email})
        return redirect("people:people")
    told = {"title": _("%(person)s is invited") % {"person": someone.name}, "person": someone, "link": link}
    return render(request, "people/invited.html", told)


def _person(request: MemberRequest, pk: int) -> Person:
    people = Person.objects.of(request.actor).select_related("workspace", "role", "team", "user")
    return get_object_or_404(people, pk=pk)
