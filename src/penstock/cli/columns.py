"""Draws a workspace's columnar copy, or brings it up to date; web and worker start this process."""

from datetime import datetime

import click


@click.command()
@click.argument("workspace_id", type=int)
@click.option("--known-as-of", type=click.DateTime(["%Y-%m-%d"]))
def command(workspace_id: int, known_as_of: datetime | None) -> None:
    """Leave a fresh copy on the disk for every process to begin with."""
    from penstock.metrics.keeping import bring_up_to_date, columnar_folder
    from penstock.workspaces.models import Workspace

    day = known_as_of.date() if known_as_of else None
    bring_up_to_date(Workspace.objects.get(pk=workspace_id), columnar_folder(), known_on=day)
