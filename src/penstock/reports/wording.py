"""How several things are said in one sentence."""

from collections.abc import Iterable
from functools import reduce

from django.utils.translation import gettext as _


def said_together(parts: Iterable[str]) -> str:
    """The parts one after another, with what stands between them in the reader's language; empty for none."""
    several = list(parts)
    return reduce(lambda told, more: _("%(told)s; %(more)s") % {"told": told, "more": more}, several) if several else ""
