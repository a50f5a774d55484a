"""The web process: an event loop on the socket that the supervisor holds."""

import asyncio
import socket
from types import FrameType

import click
import uvicorn

from penstock.cli.lifeline import follow_parent
from penstock.common.collector import leave_what_stays
from penstock.config.asgi import application
from penstock.live.stream import watch


class Server(uvicorn.Server):
    """Lets the streams go when it is told to stop; they would last as long as a page is open."""

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Remembers the loop, because a signal comes from outside it."""
        self.loop = asyncio.get_running_loop()
        await super().serve(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """The first thing that a signal does."""
        self.loop.call_soon_threadsafe(watch.close)
        super().handle_exit(sig, frame)


@click.command()
@click.option("--fd", type=int, required=True, help="The listening socket.")
def command(fd: int) -> None:
    """Serve pages on an inherited socket."""
    follow_parent()
    leave_what_stays()
    config = uvicorn.Config(
        application,
        http="httptools",
        ws="none",
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=3,
    )
    # Given as a socket, not as a number: uvicorn would take a number for a Unix socket and leave TCP_NODELAY off.
    Server(config).run(sockets=[socket.socket(fileno=fd)])
