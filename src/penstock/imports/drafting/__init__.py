"""Drafting: recognised tables become drafts of records, deals with dated visits to stages; without a database."""
