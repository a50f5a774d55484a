"""Choose the columns of one's list."""

from django.utils.translation import gettext as _

from penstock.boards.cells import known_columns
from penstock.boards.events import ColumnsChosen
from penstock.boards.models import ListLayout
from penstock.common.actions import action
from penstock.common.errors import NotPermitted, Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def choose_columns(keys: list[str], *, by: Actor) -> Event | None:
    """Let the actor's own list have these columns in this order; None when it already has."""
    if by.person is None:
        raise NotPermitted(_("Only a person has a list of their own."))
    unknown = [key for key in keys if key not in known_columns(by)]
    if unknown or not keys:
        raise Refused(_("Choose at least one of the columns that there are."))
    layout = ListLayout.objects.of(by).filter(person=by.person).first()
    if layout is not None and layout.columns == keys:
        return None
    layout = layout or ListLayout(workspace=by.workspace, person=by.person)
    layout.columns = keys
    layout.save()
    return record(by, ColumnsChosen(member_id=by.person.pk))[0]
