"""Lets tests with real transactions empty the database: the journal's triggers refuse deletes, so they step aside."""

from importlib import import_module

from django.db.backends.sqlite3.base import DatabaseWrapper

triggers = import_module("penstock.journal.migrations.0002_append_only")
DatabaseOperations = DatabaseWrapper.ops_class
ordinary = DatabaseOperations.sql_flush


def sql_flush(self, style, tables, *, reset_sequences=False, allow_cascade=False):
    """The ordinary statements between dropping the triggers and making them again."""
    flush = ordinary(self, style, tables, reset_sequences=reset_sequences, allow_cascade=allow_cascade)
    return [*triggers.DROP_SQLITE, *flush, *triggers.SQLITE] if flush else flush


def install() -> None:
    """Used by the tests only."""
    DatabaseOperations.sql_flush = sql_flush
