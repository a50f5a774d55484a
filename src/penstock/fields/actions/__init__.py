"""The verbs of custom fields, a file each."""

from penstock.fields.actions.add_field import add_field
from penstock.fields.actions.change_field import change_field, reorder_fields, restore_field, retire_field

__all__ = ["add_field", "change_field", "reorder_fields", "restore_field", "retire_field"]
