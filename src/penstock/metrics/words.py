"""The words of values: what the changes of the pipeline are called, and what only one workspace has."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from penstock.fields.models import Field, Subject
from penstock.metrics.catalogue.metric import Words
from penstock.metrics.dimensions import CUSTOM, Dimension, custom_dimension
from penstock.workspaces.actor import Actor

CHANGE_WORDS: dict[str, Words] = {
    "opening": _("Opening value"),
    "new": pgettext_lazy("change of the pipeline", "New"),
    "reopened": _("Reopened"),
    "brought_back": _("Brought back"),
    "moved_in": _("Moved in"),
    "moved_out": _("Moved out"),
    "grown": _("Grown"),
    "shrunk": _("Shrunk"),
    "revalued": _("Revalued"),
    "slipped": _("Slipped"),
    "pulled_in": _("Pulled in"),
    "won": _("Won"),
    "lost": _("Lost"),
    "set_aside": _("Set aside"),
    "closing": _("Closing value"),
}


def custom_dimensions(by: Actor) -> dict[str, Dimension]:
    """The custom fields of deals, by their key with ``field.`` before it."""
    rows = Field.objects.of(by).filter(subject=Subject.DEAL, retired_at__isnull=True).values_list("key", "label")
    return {CUSTOM + key: custom_dimension(key, label) for key, label in rows}
