"""The migrations of boards."""
