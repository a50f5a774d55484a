"""The context processor that gives every template the frame as ``ui``."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language

from penstock.ui import navigation, panels
from penstock.ui.answers import is_partial
from penstock.ui.standing import Offer

MOST_ASKED = 5
"""So many administrators are named to who lacks a right."""
THEMES = ("light", "dark", "system")


@dataclass
class Frame:
    """What ``ui`` means in a template; everything is worked out only when it is asked for."""

    request: HttpRequest

    @property
    def has_actor(self) -> bool:
        """Whether somebody who works here is looking; an error page may come before that is known."""
        return getattr(self.request, "actor", None) is not None

    @cached_property
    def administrators(self) -> list[tuple[str, str]]:
        """Who can give somebody a right: names and addresses of others who administer the workspace and sign in."""
        actor = self.request.actor if self.has_actor else None
        if actor is None or actor.person is None:
            return []
        return list(actor.administrators.values_list("name", "user__email")[:MOST_ASKED])

    @property
    def theme(self) -> str:
        """The person's choice of light or dark, kept in a cookie; ``system`` when there is none."""
        chosen = self.request.COOKIES.get("theme", "system")
        return chosen if chosen in THEMES else "system"

    @property
    def folded(self) -> bool:
        """Whether the side bar is folded to its icons."""
        return self.request.COOKIES.get("side") == "folded"

    @property
    def page(self) -> str:
        """What a page's template extends."""
        return "ui/page.html"

    @property
    def dialog(self) -> str:
        """What a dialog's template extends: a dialog for htmx, else a page of its own."""
        return "ui/dialog.html" if is_partial(self.request) else "ui/dialog_page.html"

    @property
    def sheet(self) -> str:
        """What a record's template extends: a side sheet when it was asked for as one, else a page."""
        asked = self.request.headers.get("X-Penstock-Frame") == "sheet"
        return "ui/sheet.html" if asked else "ui/page.html"

    @cached_property
    def nav(self) -> list[tuple[navigation.NavEntry, str]]:
        """The entries of the side bar."""
        return navigation.nav_entries(self.request) if self.has_actor else []

    @cached_property
    def create(self) -> list[tuple[navigation.CreateEntry, str]]:
        """What this person can make."""
        return navigation.create_entries(self.request) if self.has_actor else []

    @property
    def drawn_at(self) -> int:
        """The position of the journal up to which all that is drawn now is true for certain."""
        return int(self.request.actor.workspace.journal_head) if self.has_actor else 0

    @cached_property
    def top(self) -> list[panels.Shown]:
        """What apps show in the top line."""
        return panels.panels("top", "main", self.request, None) if self.has_actor else []

    @cached_property
    def offer(self) -> Offer:
        """What the standing parts of the frame show, wherever one is."""
        workspace = self.request.actor.workspace.name if self.has_actor else ""
        entries, creatable = (tuple((entry.key, url) for entry, url in each) for each in (self.nav, self.create))
        return Offer(get_language() or "", workspace, entries, creatable, tuple(self.slots.items()))

    def offer_here(self, key: str) -> Offer:
        """The same, and where one is: at the entry with this key, else at the one whose address it is."""
        now = key or navigation.current_key(self.request.path, self.nav)
        return replace(self.offer, now=now, folded=self.folded)

    def slot(self, name: str) -> str:
        """The address that fills a place of the frame."""
        return navigation.slot_url(name)

    @property
    def slots(self) -> dict[str, str]:
        """All places of the frame by name, for templates."""
        return {name: self.slot(name) for name in navigation.SLOTS}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Adds ``ui`` to the context."""
    return {"ui": Frame(request)}
