"""What can happen to an import."""

from dataclasses import dataclass
from typing import ClassVar

from penstock.journal.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class ImportFinished(DomainEvent):
    """An import has brought in its files."""

    kind: ClassVar[str] = "import.finished"
    import_id: int
    rows: int


@dataclass(frozen=True, kw_only=True)
class ImportUndone(DomainEvent):
    """An import was taken back as a whole."""

    kind: ClassVar[str] = "import.undone"
    import_id: int
    records: int
