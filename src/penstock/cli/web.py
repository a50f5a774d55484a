"""The web process: an event loop on the socket that the supervisor holds."""

import socket

import click
import uvicorn

from penstock.cli.lifeline import follow_parent
from penstock.config.asgi import application


@click.command()
@click.option("--fd", type=int, required=True, help="The listening socket.")
def command(fd: int) -> None:
    """Serve pages on an inherited socket."""
    follow_parent()
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
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=fd)])
