"""The request as views get it once the middleware has said who acts."""

from django.http import HttpRequest

from penstock.workspaces.actor import Actor
from penstock.workspaces.models import User


class MemberRequest(HttpRequest):
    """A request of somebody who works here; only a name for what Django's request carries, never made by us."""

    actor: Actor
    user: User
