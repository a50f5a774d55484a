"""The page behind an invitation's link: choose a password, or join with the sign-in one has."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from penstock.people.actions import accept_invitation
from penstock.people.forms import JoinForm
from penstock.people.queries import open_invitation, user_of_address, works_somewhere
from penstock.ui.forms import carried_out, status_of
from penstock.workspaces.actor import Actor
from penstock.workspaces.middleware import CHOSEN
from penstock.workspaces.models import Person, User

BACKEND = "django.contrib.auth.backends.ModelBackend"


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Whoever holds the secret joins; a link that opens nothing any more says so."""
    invitation = open_invitation(secret)
    if invitation is None:
        return render(request, "people/join_closed.html", status=404)
    person = invitation.person
    has_sign_in = _has_sign_in(person)
    form = JoinForm(request.POST or None)
    if has_sign_in:
        form.fields.clear()
    me = request.user if isinstance(request.user, User) else None
    by = Actor.of_person(person)
    if carried_out(request, form, lambda **given: accept_invitation(secret, user=me, by=by, **given)):
        return _enter(request, person)
    told = {"form": form, "person": person, "has_sign_in": has_sign_in, "is_me": has_sign_in and _is_me(me, person)}
    return render(request, "people/join.html", told, status=status_of(form))


def _has_sign_in(person: Person) -> bool:
    user = user_of_address(person.email)
    return user is not None and works_somewhere(user)


def _is_me(me: User | None, person: Person) -> bool:
    return me is not None and me.email == person.email


def _enter(request: HttpRequest, person: Person) -> HttpResponse:
    """Begin in the workspace that one just joined; who was signed in already stays so."""
    person.refresh_from_db()
    if request.user != person.user:
        login(request, person.user, backend=BACKEND)
    request.session[CHOSEN] = person.workspace_id
    return redirect("/")
