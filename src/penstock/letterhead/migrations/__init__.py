"""Migrations of the letterhead."""
