"""What can happen to saved views and to many deals at once."""

from dataclasses import dataclass
from typing import ClassVar

from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class ViewSaved(DomainEvent):
    """A state of the board or the list was saved under a name."""

    kind: ClassVar[str] = "view.saved"
    view_id: int
    is_shared: bool


@dataclass(frozen=True, kw_only=True)
class ViewRemoved(DomainEvent):
    """A saved view was removed."""

    kind: ClassVar[str] = "view.removed"
    view_id: int


@dataclass(frozen=True, kw_only=True)
class ColumnsChosen(DomainEvent):
    """Somebody chose the columns of their list."""

    kind: ClassVar[str] = "list.columns_chosen"
    member_id: int
