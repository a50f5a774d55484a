"""The server's door: live streams run on the event loop, every other request in a fixed pool of threads.

A fixed pool keeps one database connection per thread open, and keeps a slow page from holding up a stream.
"""

from typing import Any, cast

from a2wsgi import WSGIMiddleware
from django.urls import reverse

from penstock.config.wsgi import application as django
from penstock.live.stream import Receive, Scope, Send, stream

THREADS = 8
STREAM = reverse("live:stream")
pages = WSGIMiddleware(cast(Any, django), workers=THREADS)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Sends each request through its door."""
    if scope["type"] == "http" and scope["path"] == STREAM and scope["method"] == "GET":
        await stream(scope, receive, send)
    else:
        await cast(Any, pages)(scope, receive, send)
