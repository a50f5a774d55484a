"""Reads fail closed: a manager that answers only when told for whom."""

from typing import Any, Self

from django.db import models

from penstock.common.bulk import insert_many
from penstock.common.errors import UnscopedRead

MANY = 20
"""From this number of rows on, preparing the quick way pays."""


class ScopedQuerySet(models.QuerySet[Any]):
    """A set of workspace records; models narrow ``readable_by`` and ``writable_by``."""

    is_known_empty = False
    """Whether there is nothing in it to begin with: then narrowing and ordering it costs nothing either."""

    @classmethod
    def nothing(cls, model: type[models.Model]) -> Self:
        """A set that is empty without a question to the database."""
        rows = cls(model).none()
        rows.is_known_empty, rows._result_cache = True, []
        return rows

    def filter(self, *args: Any, **kwargs: Any) -> Self:
        return self if self.is_known_empty else super().filter(*args, **kwargs)

    def order_by(self, *field_names: Any) -> Self:
        return self if self.is_known_empty else super().order_by(*field_names)

    def select_related(self, *fields: Any) -> Self:
        return self if self.is_known_empty else super().select_related(*fields)

    def readable_by(self, actor: Any) -> Self:
        """Narrow to what the actor may read; by default all of the actor's workspace."""
        return self.filter(workspace_id=actor.workspace_id)

    def writable_by(self, actor: Any) -> Self:
        """Narrow to what the actor may change; by default what may be read."""
        return self.readable_by(actor)


class OwnedQuerySet(ScopedQuerySet):
    """Records with an owner: the role's scope (own, team, all) decides; without an owner they are everybody's.

    Rows that hang on an owned record set ``owner_path`` to reach its owner.
    """

    owner_path = "owner_id"

    def readable_by(self, actor: Any) -> Self:
        return self._within(actor, actor.readable_people)

    def writable_by(self, actor: Any) -> Self:
        return self._within(actor, actor.writable_people)

    def _within(self, actor: Any, people: frozenset[int] | None) -> Self:
        mine = self.filter(workspace_id=actor.workspace_id)
        if people is None:
            return mine
        return mine.filter(
            models.Q(**{f"{self.owner_path}__in": people}) | models.Q(**{f"{self.owner_path}__isnull": True})
        )


class ScopedManager(models.Manager[Any]):
    """``objects.of(actor)`` or ``objects.on(parent)``; anything else raises ``UnscopedRead``."""

    use_in_migrations = False
    _queryset_class: type[ScopedQuerySet]

    def get_queryset(self) -> models.QuerySet[Any]:
        raise UnscopedRead(f"{self.model.__name__}.objects is read without an actor: say .of(actor)")

    def of(self, actor: Any) -> Any:
        """The records the actor may read."""
        return self._rows().readable_by(actor)

    def insert(self, rows: list[Any]) -> list[Any]:
        """Write new rows at once; for actions only. Many go the quick way, see ``common.bulk``."""
        if len(rows) < MANY:
            return self._rows().bulk_create(rows)
        return insert_many(self.model, rows)

    def put(self, rows: list[Any], *, over: str, setting: tuple[str, ...]) -> None:
        """Write a few rows, new ones or over those alike in the unique field ``over``; for projections only."""
        self._rows().bulk_create(rows, update_conflicts=True, unique_fields=[over], update_fields=setting)

    def on(self, parent: models.Model, field: str | None = None) -> Any:
        """The rows that hang on a record already in hand: who holds the record may read them.

        No query is made of what the record's page knows to be empty, see ``common.hanging``.
        """
        if field is None and self.model in getattr(parent, "holds_no", ()):
            return self._queryset_class.nothing(self.model)
        return self._rows().filter(**{field or str(parent._meta.model_name): parent})

    def _rows(self) -> Any:
        return self._queryset_class(self.model, using=self._db)


def scoped(queryset_class: type[ScopedQuerySet] = ScopedQuerySet) -> ScopedManager:
    """A scoped manager over the given set of named questions."""
    manager_class = type(f"{queryset_class.__name__}Manager", (ScopedManager,), {"_queryset_class": queryset_class})
    return manager_class()
