"""Add a custom field."""

from collections.abc import Iterable, Sequence

from django.utils.text import slugify
from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.fields.events import FieldAdded
from penstock.fields.models import Field, FieldType, Subject
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor

LISTED = (FieldType.CHOICE, FieldType.CHOICES)


@action
def add_field(
    subject: str, label: str, *, by: Actor, holds: str = FieldType.TEXT, options: Sequence[str] = ()
) -> Field:
    """A new field of a subject that ``holds`` a type; its key is made from the label once and never changes."""
    by.require_admin(_("Only an administrator may change fields."))
    if subject not in Subject.values or holds not in FieldType.values:
        raise Refused(_("Choose what the field is about and what it holds."))
    siblings = Field.objects.of(by).filter(subject=subject)
    word = checked_label(label, siblings.filter(retired_at__isnull=True))
    field = Field(
        workspace=by.workspace,
        subject=subject,
        key=free_key(word, siblings.values_list("key", flat=True)),
        label=word,
        type=holds,
        options=checked_options(options, holds),
        order=siblings.count(),
    )
    field.save()
    record(by, FieldAdded(field_id=field.pk, subject=subject, type=holds))
    return field


def checked_label(label: str, others: Iterable[Field]) -> str:
    """A label that no other field of the subject has, in whatever case."""
    word = " ".join(label.split())[:120]
    if not word or word.casefold() in {other.label.casefold() for other in others}:
        sentence = _("A field needs a label that no other field here has.")
        raise Refused(sentence, fields={"label": sentence})
    return word


def checked_options(options: Sequence[str], holds: str) -> list[str]:
    """The choices of a field that has some, each once, in the order given."""
    if holds not in LISTED:
        return []
    words = list(dict.fromkeys(" ".join(option.split())[:120] for option in options if option.strip()))
    if not words or len(words) > 500:
        sentence = _("Write between 1 and 500 choices, each on a line of its own.")
        raise Refused(sentence, fields={"options": sentence})
    return words


def free_key(label: str, taken: Iterable[str]) -> str:
    """A key from the label in its own script, numbered where it is taken: “Due date” is ``due-date``."""
    stem = slugify(label, allow_unicode=True)[:50].strip("-_") or "field"
    known, number, key = set(taken), 1, stem
    while key in known:
        number += 1
        key = f"{stem}-{number}"
    return key
