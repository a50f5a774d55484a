"""The stream of changes (server-sent events), straight on the event loop: an open page costs a task, not a thread."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from django.http import QueryDict

from penstock.journal.recording import head
from penstock.live.changes import Message, since
from penstock.live.visitor import actor_of
from penstock.live.watch import Watch
from penstock.workspaces.actor import Actor

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

MOST_STREAMS = 500
QUIET = 15.0
TRUSTED_FOR = 60.0
BREATH = 2.0
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
watch = Watch()


async def stream(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers 204, which tells a browser not to come back, to whoever is not signed in."""
    actor = await watch.run(actor_of, scope["headers"])
    if actor is None or watch.count >= MOST_STREAMS:
        await send({"type": "http.response.start", "status": 204 if actor is None else 503, "headers": []})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    told = asyncio.create_task(_tell(actor, scope, send))
    gone = asyncio.create_task(_gone(receive))
    await asyncio.wait({told, gone}, return_when=asyncio.FIRST_COMPLETED)
    if not gone.done():
        await send({"type": "http.response.body", "body": b""})
    for task in (told, gone):
        task.cancel()
    await asyncio.gather(told, gone, return_exceptions=True)


async def _tell(actor: Actor, scope: Scope, send: Send) -> None:
    """Sends what changes until the session ends; asks again once a minute whether it still holds."""
    loop = asyncio.get_running_loop()
    position, trusted_until = await watch.run(_position, actor, scope), loop.time() + TRUSTED_FOR
    await _say(send, f"id: {position}\n\n")
    with watch.listening(actor.workspace_id) as bell:
        bell.set()
        while not watch.closing:
            if loop.time() > trusted_until:
                fresh, trusted_until = await watch.run(actor_of, scope["headers"]), loop.time() + TRUSTED_FOR
                if fresh != actor:
                    return
                actor = fresh
            if not await _rung(bell):
                await _say(send, ": still here\n\n")
                continue
            position = await _pass_on(actor, position, send)


async def _pass_on(actor: Actor, position: int, send: Send) -> int:
    now = max(watch.heads.get(actor.workspace_id, position), position)
    messages: list[Message] = await watch.run(since, actor, position, now)
    await _say(send, "".join(f"id: {now}\ndata: {json.dumps(message)}\n\n" for message in messages))
    if any(message["event"] == "board-changed" for message in messages):
        await asyncio.sleep(BREATH)
    return now


async def _rung(bell: asyncio.Event) -> bool:
    try:
        await asyncio.wait_for(bell.wait(), QUIET)
    except TimeoutError:
        return False
    bell.clear()
    return True


def _position(actor: Actor, scope: Scope) -> int:
    """Where the browser stopped listening, or up to where its page is drawn, if it says so; else the head."""
    now = head(actor.workspace)
    last = dict(scope["headers"]).get(b"last-event-id", b"").decode("latin-1")
    known = last or QueryDict(scope.get("query_string", b"")).get("after", "")
    return min(int(known), now) if known.isascii() and known.isdigit() and len(known) < 19 else now


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _say(send: Send, text: str) -> None:
    if text:
        await send({"type": "http.response.body", "body": text.encode(), "more_body": True})
