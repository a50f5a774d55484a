"""How the words of the process change: hold the row, set what differs, and say what changed."""

from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from penstock.common.errors import NotPermitted, Refused
from penstock.common.models import WorkspaceRecord
from penstock.workspaces.actor import Actor

Row = TypeVar("Row", bound=WorkspaceRecord)
Changes = dict[str, list[Any]]

WORDS = ("name", "meaning", "buyer_step", "channel")
"""What the journal only knows to have changed: events hold ids and amounts, never names."""


def held(row: Row, by: Actor) -> Row:
    """The row as it is now, locked for this transaction; only an administrator may change the process."""
    by.require_admin(_("Only an administrator may change the process."))
    found = type(row).objects.of(by).select_for_update(of=("self",)).filter(pk=row.pk).first()
    if found is None:
        raise NotPermitted(_("This does not exist here."))
    return found


def put(row: WorkspaceRecord, values: dict[str, Any]) -> Changes:
    """Set and save what differs; returns the changes as an event tells them."""
    changes = {name: [getattr(row, name), value] for name, value in values.items() if getattr(row, name) != value}
    for name, (_before, after) in changes.items():
        setattr(row, name, after)
    if changes:
        row.save(update_fields=list(changes))
    return {name: [None, None] if name in WORDS else pair for name, pair in changes.items()}


def checked_name(name: str, others: models.QuerySet[Any]) -> str:
    """A name that none of the others has, in whatever case."""
    word = " ".join(name.split())[:120]
    if not word:
        sentence = _("It needs a name.")
        raise Refused(sentence, fields={"name": sentence})
    if word.casefold() in {known.casefold() for known in others.values_list("name", flat=True)}:
        sentence = _("“%(name)s” is there already, perhaps among the retired ones.") % {"name": word}
        raise Refused(sentence, fields={"name": sentence})
    return word


def require_permutation(wanted: list[int], known: list[int]) -> None:
    """Raise ``Refused`` unless an order names each of the known ids once."""
    if sorted(wanted) != sorted(known):
        raise Refused(_("The list changed meanwhile; look at it again."))
