"""Choices of forms answered from what a workspace has settled, so that reading many rules asks for each list once."""

from typing import Any, Self

from django import forms
from django.db.models import Model, QuerySet

from penstock.deals.models import ProcessKind, ProcessStage
from penstock.pipelines.models import LossReason, Pipeline, Stage
from penstock.workspaces.actor import Actor
from penstock.workspaces.kept import kept
from penstock.workspaces.models import Person, Team

SETTLED: tuple[type[Model], ...] = (Pipeline, Stage, ProcessKind, ProcessStage, LossReason, Team)
"""What changes only by events that settle something; tags come with deals and are asked for."""


class KnownRows:
    """Stands for a set of rows in a form's field: the row of a key comes from the list that was read once."""

    def __init__(self, rows: QuerySet[Any], by: Actor) -> None:
        self.rows, self.by, self.model = rows, by, rows.model

    def all(self) -> Self:
        """Itself: nothing is narrowed here."""
        return self

    def get(self, **asked: Any) -> Any:
        """The row of a key, as a field asks for it."""
        (value,) = asked.values()
        listed = kept(self.by.workspace, "automation.choices", lambda: list(self.rows), str(self.rows.query))
        found = {str(row.pk): row for row in listed}.get(str(value))
        if found is None:
            raise self.model.DoesNotExist
        return found


def know_choices(form: forms.Form, by: Actor) -> forms.Form:
    """Let the form's fields look up settled rows in what is kept, while this process may keep anything."""
    asked: list[Any] = [one for one in form.fields.values() if isinstance(one, forms.ModelChoiceField)]
    for field in asked if by.workspace.may_keep else ():
        is_single = type(field).to_python is forms.ModelChoiceField.to_python
        if is_single and field.queryset.model in SETTLED:
            field.queryset = KnownRows(field.queryset, by)
    return form


def people_here(by: Actor) -> list[tuple[int, str]]:
    """Those who work here, by name."""
    people = Person.objects.of(by).filter(deactivated_at__isnull=True).order_by("name")
    return kept(by.workspace, "automation.people", lambda: list(people.values_list("pk", "name")))
