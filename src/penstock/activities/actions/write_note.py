"""Write a note on a deal, company or contact."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from penstock.activities.events import NoteWritten, about
from penstock.activities.mentions import named_in, people_to_tell
from penstock.activities.models import Activity, ActivityKind
from penstock.activities.permissions import require_one_record
from penstock.activities.writing import ABOUT, write
from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor

SUBJECT_LENGTH = 120


@action
def write_note(text: str, *, by: Actor, tell: Iterable[int] = (), **about_: Any) -> Activity:
    """A note on a ``deal``, ``company`` or ``contact``; it is plain text, whatever it looks like.

    Whoever is named in it as `@Name`, and those to ``tell`` by their ids, hear of it if they may read it.
    """
    if not text.strip():
        sentence = _("Write something first.")
        raise Refused(sentence, fields={"body": sentence})
    require_one_record({name: about_.get(name) for name in ABOUT})
    note = write(ActivityKind.NOTE, first_line(text), by=by, done_at=clock.now(), body=text, **about_)
    mentioned = {*(set(tell) & set(people_to_tell(by)) if tell else ()), *named_in(text, by)}
    record(by, NoteWritten(activity_id=note.pk, mentioned=sorted(mentioned), **about(note)))
    return note


def first_line(text: str) -> str:
    """What a note is called in lists: the beginning of its first line."""
    line = next(iter(text.strip().splitlines()), "")
    return line if len(line) <= SUBJECT_LENGTH else f"{line[: SUBJECT_LENGTH - 1]}…"
