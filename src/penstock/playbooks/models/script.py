"""Scripts: what to say and to ask in a stage, step by step, and each use of one on a deal."""

from typing import Any

from django.db import models

from penstock.common.managers import scoped
from penstock.common.models import WorkspaceRecord
from penstock.deals.models import Deal
from penstock.deals.models.people import DealPartQuerySet
from penstock.pipelines.models import Stage
from penstock.workspaces.models import Person


class Script(WorkspaceRecord):
    """A version of a stage's script; a row never changes, so that what was asked on any day can be told.

    ``steps`` are ``{"say": "…", "answers": [{"say": "…", "to": 2}]}``, counted from 1; ``to`` 0 ends the talk. The
    newest version is in force; one without steps says that the stage has no script any more.
    """

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    steps = models.JSONField(default=list)
    made_at = models.DateTimeField()

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["stage", "number"], name="script_number")]

    def step(self, number: int) -> dict[str, Any] | None:
        """A step by its number; None beyond the end."""
        return self.steps[number - 1] if 1 <= number <= len(self.steps) else None


class ScriptUse(WorkspaceRecord):
    """A talk led by a script: ``path`` holds each step and the answer given there, as numbers from 1."""

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="+", db_index=False)
    script = models.ForeignKey(Script, on_delete=models.CASCADE, related_name="+", db_index=False)
    path = models.JSONField(default=list)
    note = models.TextField(blank=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = scoped(DealPartQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [
            models.Index(fields=["deal"], name="script_use_deal"),
            models.Index(fields=["script"], name="script_use_script"),
        ]

    @property
    def talk(self) -> list[tuple[str, str]]:
        """What was asked and answered, in words."""
        steps = [(self.script.step(step), answer) for step, answer in self.path]
        return [(step["say"], step["answers"][answer - 1]["say"]) for step, answer in steps if step]
