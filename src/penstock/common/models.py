"""The abstract record of a workspace: every table carries ``workspace_id`` and is read through a scope."""

from django.db import models

from penstock.common.managers import scoped


class WorkspaceRecord(models.Model):
    """A row that belongs to one workspace; ``objects`` fails closed, ``unscoped`` is for the few listed places.

    The workspace has no index of its own: each table's indexes begin with it where they are wanted.
    """

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+", db_index=False)

    holds_no: frozenset[type[models.Model]] = frozenset()
    """Tables without a row that hangs on this record, where its page has looked (``common.hanging``)."""

    unscoped = models.Manager()
    objects = scoped()

    class Meta:
        abstract = True
        base_manager_name = "unscoped"
        default_manager_name = "objects"
