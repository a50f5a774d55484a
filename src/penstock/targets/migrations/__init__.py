"""Database migrations of the targets app."""
