"""Attacks that broke systems of this field, tried on ours; each asserts the database."""
