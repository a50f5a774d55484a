"""A statement in SQL, as both databases say it."""

import re
from dataclasses import dataclass

PARAMETER = re.compile(r":([a-z]+)\b")


@dataclass(frozen=True)
class Statement:
    """What a figure is in SQL; ``postgresql`` only where it must be said otherwise there. Parameters are ``:named``."""

    sqlite: str
    postgresql: str = ""

    def on(self, vendor: str) -> str:
        """The text for a database, its parameters as Django and psycopg take them."""
        text = self.postgresql if vendor == "postgresql" and self.postgresql else self.sqlite
        return PARAMETER.sub(r"%(\1)s", text.replace("%", "%%"))
