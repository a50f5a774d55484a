"""Reading: files that people bring become lazy tables of text, or a sentence that says why they cannot."""

from penstock.imports.reading.opening import open_files
from penstock.imports.reading.table import Row, Table, Unreadable

__all__ = ["Row", "Table", "Unreadable", "open_files"]
