"""Puts the apps together: settings from the environment, addresses, and the two doors for a server (ASGI and WSGI)."""
