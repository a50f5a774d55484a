"""The endpoints of keeping clean."""
