"""Database migrations of the playbooks app."""
