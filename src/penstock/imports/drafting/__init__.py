"""Drafting: recognised tables become drafts of records, deals with their dated visits to stages; no database is involved."""
