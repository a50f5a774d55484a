"""Each request says who acts: the person of the signed-in user in their workspace, with their language and clock."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, User

CHOSEN = "workspace"
"""The session's key for the workspace chosen by somebody who is in several."""


class ActorMiddleware:
    """Sets ``request.actor`` (None for a stranger to all workspaces) and speaks the person's language and zone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = person_of(request)
        request.actor = Actor.of_person(person) if person else None
        if person is None:
            return self.get_response(request)
        person.workspace.may_keep = True
        translation.activate(language_for(request, person))
        request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(person.zone):
            return self.get_response(request)


def language_for(request: HttpRequest, person: Person) -> str:
    """The person's language, else the one this browser chose, else the workspace's; only those we speak."""
    for wanted in (person.language, request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""), person.workspace.language):
        try:
            return translation.get_supported_language_variant(wanted)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def person_of(request: HttpRequest) -> Person | None:
    """The active person of the request's user in the chosen workspace, else in their first."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.is_authenticated:
        return None
    people = memberships(user)
    chosen = request.session.get(CHOSEN)
    return next((person for person in people if person.workspace_id == chosen), people[0] if people else None)


def memberships(user: User) -> list[Person]:
    """Where a user works now."""
    mine = Person.unscoped.filter(user=user, deactivated_at__isnull=True)
    return list(mine.select_related("workspace", "role", "team").order_by("pk"))
