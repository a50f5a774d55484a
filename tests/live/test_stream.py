"""The stream tells an open page of a change within two seconds, and nothing to who is not signed in."""

import asyncio
import json
import time
from collections.abc import Iterator
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

from penstock.live.stream import stream, watch
from tests.world import World, build_world

SOON = 2.0


@pytest.fixture
def company(transactional_db: None) -> Iterator[World]:
    """The cast, committed, because the stream reads on threads of its own."""
    yield build_world()
    both = Barrier(2)
    for closed in [watch.pool.submit(_close, both) for _ in range(2)]:
        closed.result(10)


def _close(both: Barrier) -> None:
    both.wait(5)
    connections.close_all()


def scope_of(world: World | None, role: str = "rep", host: str = "localhost") -> dict[str, Any]:
    cookie = world.client(role).cookies[settings.SESSION_COOKIE_NAME].value if world else "none"
    headers = [(b"host", host.encode()), (b"cookie", f"{settings.SESSION_COOKIE_NAME}={cookie}".encode())]
    return {"type": "http", "path": "/live/", "method": "GET", "headers": headers}


async def listen(scope: dict[str, Any], act: Any = None, seconds: float = SOON) -> list[dict[str, Any]]:
    """What is sent until a message has come or the time is over."""
    sent: list[dict[str, Any]] = []
    done = asyncio.Event()

    async def receive() -> dict[str, Any]:
        await done.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)
        if act is not None and message.get("body", b"").startswith(b"id: ") and b"data" not in message["body"]:
            await asyncio.to_thread(act)
        if b"data:" in message.get("body", b""):
            done.set()

    running = asyncio.create_task(stream(scope, receive, send))
    await asyncio.wait({running}, timeout=seconds)
    done.set()
    await running
    return sent


def messages(sent: list[dict[str, Any]]) -> list[Any]:
    lines = b"".join(message.get("body", b"") for message in sent).decode().splitlines()
    return [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]


def test_a_change_by_another_person_is_told_within_two_seconds(company: World) -> None:
    made: list[int] = []
    started = time.monotonic()
    sent = asyncio.run(listen(scope_of(company), lambda: made.append(company.deal(owner="manager").pk), 10))
    assert [message["id"] for message in messages(sent)] == made
    assert time.monotonic() - started < SOON


def test_what_happened_while_the_connection_was_lost_is_told_first(company: World) -> None:
    head = company.workspace.__class__.objects.get(pk=company.workspace.pk).journal_head
    deal = company.deal(owner="manager")
    scope = scope_of(company)
    scope["headers"].append((b"last-event-id", str(head).encode()))
    assert messages(asyncio.run(listen(scope))) == [{"event": "deal-changed", "id": deal.pk, "position": head + 1}]


def test_what_happened_since_the_page_was_drawn_is_told_first_and_nothing_before(company: World) -> None:
    company.deal(owner="manager")
    drawn_at = company.workspace.__class__.objects.get(pk=company.workspace.pk).journal_head
    deal = company.deal(owner="manager")
    scope = {**scope_of(company), "query_string": f"after={drawn_at}".encode()}
    assert [message["id"] for message in messages(asyncio.run(listen(scope)))] == [deal.pk]


def test_who_is_not_signed_in_is_told_not_to_come_back(company: World) -> None:
    sent = asyncio.run(listen(scope_of(None)))
    assert sent[0]["status"] == 204


def test_a_foreign_host_name_gets_nothing(company: World) -> None:
    assert asyncio.run(listen(scope_of(company, host="evil.example")))[0]["status"] == 204


def test_when_nobody_listens_nobody_looks(company: World) -> None:
    asyncio.run(listen(scope_of(company), seconds=0.2))
    assert watch.count == 0
