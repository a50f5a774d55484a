"""Who may own a record."""

from django.utils.translation import gettext as _

from penstock.common.errors import Refused
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


def checked_owner(owner: Person | None, by: Actor) -> Person | None:
    """An owner who works in the workspace now, or nobody."""
    if owner is not None and (owner.workspace_id != by.workspace_id or not owner.is_active):
        sentence = _("%(person)s does not work here any more; choose somebody else.") % {"person": owner}
        raise Refused(sentence, fields={"owner": sentence})
    return owner
