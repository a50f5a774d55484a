"""The server's door: live streams run on the event loop, every other request in a fixed pool of threads.

A fixed pool keeps one database connection per thread open, and keeps a slow page from holding up a stream.
"""

from typing import Any, cast

from a2wsgi import WSGIMiddleware

from penstock.config.wsgi import application as django

THREADS = 8

application = WSGIMiddleware(cast(Any, django), workers=THREADS)
