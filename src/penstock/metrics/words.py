"""The words that only one workspace has: its custom fields as dimensions."""

from penstock.fields.models import Field, Subject
from penstock.metrics.dimensions import CUSTOM, Dimension, custom_dimension
from penstock.workspaces.actor import Actor


def custom_dimensions(by: Actor) -> dict[str, Dimension]:
    """The custom fields of deals, by their key with ``field.`` before it."""
    rows = Field.objects.of(by).filter(subject=Subject.DEAL, retired_at__isnull=True).values_list("key", "label")
    return {CUSTOM + key: custom_dimension(key, label) for key, label in rows}
