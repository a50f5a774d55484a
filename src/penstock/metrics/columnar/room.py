"""Who asks the engine: several side by side while its memory has room for all of them, one alone where it has not."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from penstock.common.errors import Problem


class TooLarge(Problem):
    """Not even alone does a question find room in the engine's memory."""

    status = 503

    def __init__(self) -> None:
        super().__init__(_("This question needs more memory than the numbers have. Ask for a shorter time."))


class Room:
    """Whoever asks does it ``beside`` others, and who found no room there waits for them and asks ``alone``."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._asking = 0
        self._one_is_alone = False

    @contextmanager
    def beside(self) -> Iterator[None]:
        """Ask at the same time as others, after whoever must be alone."""
        with self._changed:
            self._changed.wait_for(lambda: not self._one_is_alone)
            self._asking += 1
        try:
            yield
        finally:
            with self._changed:
                self._asking -= 1
                self._changed.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Ask when all others have their answers, before those who come later."""
        with self._changed:
            self._changed.wait_for(lambda: not self._one_is_alone)
            self._one_is_alone = True
            self._changed.wait_for(lambda: not self._asking)
        try:
            yield
        finally:
            with self._changed:
                self._one_is_alone = False
                self._changed.notify_all()
