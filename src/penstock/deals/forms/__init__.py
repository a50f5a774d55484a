"""The forms of deals: they read what a person typed; what may be is decided by the actions."""
