"""The worker process: runs queued tasks and gives a sign of life."""

import click

from penstock.cli.lifeline import follow_parent
from penstock.common.collector import leave_what_stays
from penstock.live.worker import Worker


@click.command()
def command() -> None:
    """Run background tasks until stopped."""
    follow_parent()
    leave_what_stays()
    Worker().run()
