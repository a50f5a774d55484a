"""What is kept of an import: its proposal and choices, how far it has come, what it wrote and what it refused."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from penstock.common.models import WorkspaceRecord
from penstock.workspaces.models import Person


class ImportState(models.TextChoices):
    """Where an import stands."""

    READING = "reading", _("Being read")
    PROPOSED = "proposed", _("Proposed")
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Running")
    STOPPED = "stopped", _("Stopped")
    FAILED = "failed", _("Failed")
    DONE = "done", _("Done")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")


class Import(WorkspaceRecord):
    """Some files on their way in. ``choices`` are a person's, ``proposal`` is what would happen, ``counts`` what did.

    ``step`` and ``row`` say how far it has come: everything before them is committed, so it can be resumed there.
    """

    title = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=ImportState, default=ImportState.PROPOSED)
    system = models.CharField(max_length=40, blank=True)
    files = models.JSONField(default=list)
    choices = models.JSONField(default=dict)
    proposal = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    step = models.PositiveIntegerField(default=0)
    row = models.PositiveBigIntegerField(default=0)
    rows_done = models.PositiveBigIntegerField(default=0)
    rows_total = models.PositiveBigIntegerField(default=0)
    stop_asked = models.BooleanField(default=False)
    message = models.TextField(blank=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    prepared: Any = None
    """What a proposal has just read, for a run that follows at once in the same process; never kept."""

    class Meta(WorkspaceRecord.Meta):
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_under_way(self) -> bool:
        """Whether the worker has it, or is about to."""
        return self.state in (ImportState.READING, ImportState.QUEUED, ImportState.RUNNING, ImportState.UNDOING)

    @property
    def can_run(self) -> bool:
        """Whether it may be started or resumed."""
        return self.state in (ImportState.PROPOSED, ImportState.STOPPED, ImportState.FAILED) and bool(self.proposal)

    @property
    def can_undo(self) -> bool:
        """Whether it has written something that can be taken back."""
        return self.state in (ImportState.DONE, ImportState.STOPPED, ImportState.FAILED) and bool(self.rows_done)

    @property
    def refused(self) -> int:
        """How many rows were refused."""
        return sum(count.get("refused", 0) for count in self.counts.values())


class ImportedRecord(WorkspaceRecord):
    """A record that an import made or changed; ``external_id`` is its id in the ``system`` it came from.

    ``made`` says that the import made it; else ``before`` holds the facts that a change replaced, for the undo.
    """

    brought_by = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=12)
    system = models.CharField(max_length=60, blank=True)
    external_id = models.CharField(max_length=200, blank=True)
    record_id = models.BigIntegerField()
    made = models.BooleanField(default=True)
    before = models.JSONField(default=dict)

    class Meta(WorkspaceRecord.Meta):
        indexes = [
            models.Index(fields=["workspace", "kind", "system", "external_id"], name="imported_record_external"),
            models.Index(fields=["brought_by", "kind"], name="imported_record_import"),
        ]


class RefusedRow(WorkspaceRecord):
    """A row that was not taken, as it stood in the file, and why."""

    brought_by = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="+", db_index=False)
    table = models.CharField(max_length=300)
    number = models.PositiveBigIntegerField()
    cells = models.JSONField()
    reason = models.TextField()

    class Meta(WorkspaceRecord.Meta):
        indexes = [models.Index(fields=["brought_by", "table", "number"], name="refused_row_import")]
        ordering = ["table", "number"]


class KeptMapping(WorkspaceRecord):
    """How a person mapped a table with these headers; the next table that has them is proposed the same."""

    headers = models.CharField(max_length=64)
    kind = models.CharField(max_length=12)
    columns = models.JSONField(default=dict)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "headers"], name="kept_mapping_headers")]
