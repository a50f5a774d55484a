"""Documents with the workspace's letterhead over them."""

from datetime import date
from typing import Any

from django.utils.translation import get_language

from penstock.letterhead.logos import read_logo
from penstock.letterhead.models import Letterhead
from penstock.paper.documents import Document, Head
from penstock.ui import formats
from penstock.workspaces.actor import Actor


def letterhead_of(by: Actor) -> Letterhead | None:
    """The workspace's, where anybody wrote one."""
    found: Letterhead | None = Letterhead.objects.on(by.workspace).first()
    return found if found is not None and (found.name or found.lines or found.logo) else None


def document(title: str, company: Any, day: date, text: str, by: Actor) -> Document:
    """A text to send to a company, of a day; without a letterhead the workspace's name stands beneath the title."""
    found = letterhead_of(by)
    whose = " · ".join(str(one) for one in (None if found else by.workspace.name, company) if one)
    about = tuple(filter(None, (whose, formats.full_day(day))))
    return Document(title, about, text, get_language() or "en", _head(found, by) if found else None)


def _head(found: Letterhead, by: Actor) -> Head:
    size = (found.logo_wide, found.logo_high)
    return Head(found.name or by.workspace.name, tuple(found.lines), read_logo(found.logo), size)
