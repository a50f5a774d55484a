"""Teams in their hierarchy, and what the roles may."""

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from penstock.people.actions import add_team, change_team, let_override, let_see_costs, let_see_pay, remove_team
from penstock.people.forms import TeamForm
from penstock.people.queries import active_people, team_tree
from penstock.ui.answers import toast
from penstock.ui.forms import carried_out, status_of
from penstock.workspaces.models import Role, Team
from penstock.workspaces.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def teams(request: MemberRequest) -> HttpResponse:
    """All teams as a tree, and the form that forms one."""
    form = TeamForm(request.POST or None, by=request.actor)
    if carried_out(request, form, lambda name, parent: add_team(name, parent=parent, by=request.actor)):
        toast(request, _("The team is there."))
        return redirect("people:teams")
    told = {"title": _("Teams"), "form": form, "tree": team_tree(request.actor)}
    return render(request, "people/teams.html", told, status=status_of(form))


@require_http_methods(["GET", "POST"])
def team(request: MemberRequest, pk: int) -> HttpResponse:
    """One team: its name and its place."""
    one = get_object_or_404(Team.objects.of(request.actor), pk=pk)
    request.actor.require_admin(_("Only an administrator may change teams."))
    form = TeamForm(request.POST or None, by=request.actor, team=one)
    if carried_out(request, form, lambda **facts: change_team(one, by=request.actor, **facts)):
        toast(request, _("Saved."))
        return redirect("people:teams")
    members = active_people(request.actor).filter(team=one)
    told = {"title": one.name, "form": form, "team": one, "members": members}
    return render(request, "people/team.html", told, status=status_of(form))


@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Dissolve an empty team."""
    one = get_object_or_404(Team.objects.of(request.actor), pk=pk)
    remove_team(one, by=request.actor)
    toast(request, _("“%(team)s” is dissolved.") % {"team": one.name})
    return redirect("people:teams")


@require_POST
def override(request: MemberRequest, pk: int) -> HttpResponse:
    """Let a role go past a stage's rules, or no longer; ``may`` says which."""
    role = get_object_or_404(Role.objects.of(request.actor), pk=pk)
    let_override(role, request.POST.get("may") == "1", by=request.actor)
    toast(request, _("Saved."))
    return redirect("people:roles")


@require_safe
def roles(request: MemberRequest) -> HttpResponse:
    """What each role may see and do, and who has it."""
    rows = Role.objects.of(request.actor).order_by("pk")
    counts: dict[int, int] = dict(active_people(request.actor).order_by().values_list("role").annotate(Count("pk")))
    told = {
        "title": _("Roles"),
        "lead": _("What people may see and change. A role is given to a person on their page."),
        "roles": [(role, counts.get(role.pk, 0)) for role in rows],
    }
    return render(request, "people/roles.html", told)


@require_POST
def see_costs(request: MemberRequest, pk: int) -> HttpResponse:
    """Let a role see costs and margins, or no longer; ``may`` says which."""
    role = get_object_or_404(Role.objects.of(request.actor), pk=pk)
    let_see_costs(role, request.POST.get("may") == "1", by=request.actor)
    toast(request, _("Saved."))
    return redirect("people:roles")


@require_POST
def see_pay(request: MemberRequest, pk: int) -> HttpResponse:
    """Let a role see what people are paid, or no longer; ``may`` says which."""
    role = get_object_or_404(Role.objects.of(request.actor), pk=pk)
    let_see_pay(role, request.POST.get("may") == "1", by=request.actor)
    toast(request, _("Saved."))
    return redirect("people:roles")
