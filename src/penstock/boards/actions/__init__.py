"""The verbs of boards and lists, a file each."""

from penstock.boards.actions.change_many import change_many, undo_many
from penstock.boards.actions.choose_columns import choose_columns
from penstock.boards.actions.save_view import remove_view, save_view

__all__ = ["change_many", "choose_columns", "remove_view", "save_view", "undo_many"]
