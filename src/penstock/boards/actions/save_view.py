"""Save a state of the board or the list under a name, and remove it."""

from django.utils.translation import gettext as _

from penstock.boards.events import ViewRemoved, ViewSaved
from penstock.boards.models import SavedView, ViewKind
from penstock.common.actions import action
from penstock.common.errors import NotPermitted, Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor

LONGEST = 2000


@action
def save_view(name: str, kind: str, query: str, *, by: Actor, is_shared: bool = False) -> SavedView:
    """The actor's view of this name, new or changed; a shared one is offered to everybody in the workspace."""
    if by.person is None:
        raise NotPermitted(_("Only a person has views of their own."))
    if is_shared and not by.may_write:
        raise NotPermitted(_("You may keep views for yourself but not share them."))
    name = " ".join(name.split())[:80]
    if not name:
        raise Refused(_("A view needs a name."), fields={"name": _("Write a name.")})
    if kind not in ViewKind.values or len(query) > LONGEST:
        raise Refused(_("This view cannot be saved."))
    view = SavedView.objects.of(by).filter(owner=by.person, kind=kind, name=name).first()
    if view is not None and (view.query, view.is_shared) == (query, is_shared):
        return view
    view = view or SavedView(workspace=by.workspace, owner=by.person, kind=kind, name=name)
    view.query, view.is_shared = query, is_shared
    view.save()
    record(by, ViewSaved(view_id=view.pk, is_shared=is_shared))
    return view


@action
def remove_view(view: SavedView, *, by: Actor) -> Event | None:
    """Remove one's own view, or as an administrator a shared one; None when it is gone already."""
    held = SavedView.objects.of(by).filter(pk=view.pk).first()
    if held is None:
        return None
    if held.owner_id != by.person_id and not by.is_admin:
        raise NotPermitted(_("This view belongs to somebody else."))
    held.delete()
    return record(by, ViewRemoved(view_id=view.pk))[0]
