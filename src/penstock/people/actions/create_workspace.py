"""Create a workspace with the roles that every one begins with."""

from django.utils.translation import gettext_lazy as _

from penstock.common.actions import action
from penstock.common.errors import NotPermitted
from penstock.journal.recording import record
from penstock.people.events import WorkspaceCreated
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Role, Scope, Workspace

ROLES = (
    ("rep", _("Seller"), Scope.TEAM, Scope.OWN, False),
    ("manager", _("Head of sales"), Scope.TEAM, Scope.TEAM, False),
    ("viewer", _("Viewer"), Scope.ALL, Scope.NONE, False),
    ("owner", _("Administrator"), Scope.ALL, Scope.ALL, True),
)

MAY_OVERRIDE = ("manager", "owner")
"""Who answers for others may take a deal past a stage's rules and sees costs; roles can be set otherwise later."""


@action
def create_workspace(
    name: str,
    *,
    by: Actor | None,
    currency: str = "USD",
    time_zone: str = "UTC",
    language: str = "en",
    region: str = "US",
    is_demo: bool = False,
) -> Workspace:
    """A new workspace; ``by`` is None, since nobody is in it yet: only the command line and the demo may."""
    if by is not None:
        raise NotPermitted(str(_("A workspace is created on the command line.")))
    workspace = Workspace(
        name=name, currency=currency, time_zone=time_zone, language=language, region=region, is_demo=is_demo
    )
    workspace.save()
    Role.objects.insert(
        [
            Role(
                workspace=workspace,
                key=key,
                name=str(label),
                read_scope=read,
                write_scope=write,
                is_admin=admin,
                may_override=key in MAY_OVERRIDE,
                may_see_costs=key in MAY_OVERRIDE,
            )
            for key, label, read, write, admin in ROLES
        ]
    )
    record(Actor.system(workspace), WorkspaceCreated(currency=currency))
    return workspace
