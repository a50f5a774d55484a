"""The verbs of boards and lists, a file each."""

from penstock.boards.actions.choose_columns import choose_columns
from penstock.boards.actions.save_view import remove_view, save_view

__all__ = ["choose_columns", "remove_view", "save_view"]
