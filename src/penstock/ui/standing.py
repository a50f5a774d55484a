"""The parts of the frame that are the same on page after page: drawn once for everybody who is offered the same.

Such a part knows nothing but the ``Offer``, so two readers with equal offers cannot see different things.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.template import Context, Template
from django.template.loader import get_template
from django.utils.safestring import SafeString

from penstock.ui import navigation

Placed = tuple[str, str]
"""The key of an entry, and its address."""


@dataclass(frozen=True)
class Offer:
    """What a reader is offered, in which language and where they are."""

    language: str
    workspace: str = ""
    entries: tuple[Placed, ...] = ()
    creatable: tuple[Placed, ...] = ()
    slots: tuple[Placed, ...] = ()
    now: str = ""
    folded: bool = False

    @cached_property
    def nav(self) -> list[tuple[navigation.NavEntry, str]]:
        """The entries of the side bar."""
        return [(navigation.REGISTRY.nav[key], url) for key, url in self.entries]

    @cached_property
    def create(self) -> list[tuple[navigation.CreateEntry, str]]:
        """What the reader can make."""
        return [(navigation.REGISTRY.create[key], url) for key, url in self.creatable]

    @cached_property
    def slot(self) -> dict[str, str]:
        """The places of the frame that are filled."""
        return dict(self.slots)


@lru_cache(maxsize=1024)
def drawn(template: str, offer: Offer) -> SafeString:
    """A part of the frame; ``ui`` in it is the offer."""
    part: Template = get_template(template).template  # type: ignore[attr-defined]
    return part.render(Context({"ui": offer}))
