"""Draws a workspace's columnar copy, or brings it up to date; web and worker start this process."""

import click


@click.command()
@click.argument("workspace_id", type=int)
def command(workspace_id: int) -> None:
    """Leave a fresh copy on the disk for every process to begin with."""
    from penstock.metrics.keeping import bring_up_to_date, columnar_folder
    from penstock.workspaces.models import Workspace

    bring_up_to_date(Workspace.objects.get(pk=workspace_id), columnar_folder())
