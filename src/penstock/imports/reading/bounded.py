"""A bounded stream: unpacking stops where a small file would become an enormous one."""

import io
import zlib
from typing import IO, Any

from django.utils.translation import gettext as _

from penstock.imports.reading.table import Unreadable

LARGEST_UNPACKED = 4 << 30
"""Bytes that one packed file may become."""


class Bounded(io.RawIOBase):
    """Reads from a stream that unpacks, and counts; damage and excess are told in a sentence."""

    def __init__(self, inner: IO[bytes], label: str, limit: int = LARGEST_UNPACKED) -> None:
        super().__init__()
        self.inner, self.label, self.left = inner, label, limit

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer; raises ``Unreadable`` beyond the limit."""
        try:
            data = self.inner.read(len(buffer))
        except (OSError, EOFError, zlib.error) as problem:
            raise Unreadable(
                _("%(file)s is damaged and cannot be unpacked: make it again.") % {"file": self.label}
            ) from problem
        self.left -= len(data)
        if self.left < 0:
            raise Unreadable(_("%(file)s unpacks to too much data to be a real export.") % {"file": self.label})
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close what it reads from."""
        self.inner.close()
        super().close()
