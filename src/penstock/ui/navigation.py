"""What the frame offers: apps register their entries here, so only what exists is shown."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class NavEntry:
    """One line of the side bar; ``order`` sorts, ``foot`` puts it at the foot, ``key_binding`` is like ``g b``."""

    key: str
    label: Words
    icon: str
    url_name: str
    order: int
    key_binding: str = ""
    foot: bool = False
    only_if: Callable[[HttpRequest], bool] | None = None


@dataclass(frozen=True)
class CreateEntry:
    """One thing that a person can make; listed under the plus button and in the command palette."""

    key: str
    label: Words
    icon: str
    url_name: str
    order: int
    only_if: Callable[[HttpRequest], bool] | None = None


Entry = TypeVar("Entry", NavEntry, CreateEntry)


@dataclass
class _Registry:
    nav: dict[str, NavEntry] = field(default_factory=dict)
    create: dict[str, CreateEntry] = field(default_factory=dict)
    slots: dict[str, str] = field(default_factory=dict)


SLOTS = ("search", "palette", "live", "profile", "sign_out")
REGISTRY = _Registry()


def register(entry: NavEntry | CreateEntry) -> None:
    """Adds an entry; called from ``AppConfig.ready``. The same key replaces."""
    if isinstance(entry, NavEntry):
        REGISTRY.nav[entry.key] = entry
    else:
        REGISTRY.create[entry.key] = entry


def place(slot: str, url_name: str) -> None:
    """Fills a named place of the frame (see ``SLOTS``) with the URL name of a page or endpoint."""
    if slot not in SLOTS:
        raise ValueError(f"The frame has no place called {slot!r}; it has {', '.join(SLOTS)}.")
    REGISTRY.slots[slot] = url_name


def slot_url(slot: str) -> str:
    """The address that fills a place, or an empty string where nothing does."""
    return _url(REGISTRY.slots.get(slot, ""))


def nav_entries(request: HttpRequest) -> list[tuple[NavEntry, str]]:
    """The side bar's entries with their addresses, in order, without those that do not exist for this person."""
    return _offered(REGISTRY.nav.values(), request)


def create_entries(request: HttpRequest) -> list[tuple[CreateEntry, str]]:
    """What this person can make, with the addresses."""
    return _offered(REGISTRY.create.values(), request)


def address(key: str) -> str:
    """Where a page of the side bar is, for who stands below it; an empty string where there is none."""
    return _url(REGISTRY.nav[key].url_name) if key in REGISTRY.nav else ""


def current_key(path: str, entries: list[tuple[NavEntry, str]]) -> str:
    """The entry whose address is the longest beginning of the path; the root only matches itself."""
    fitting = [(url, entry.key) for entry, url in entries if path == url or (url != "/" and path.startswith(url))]
    return max(fitting, default=("", ""))[1]


def _offered(entries: Iterable[Entry], request: HttpRequest) -> list[tuple[Entry, str]]:
    ordered = sorted(entries, key=lambda entry: (entry.order, entry.key))
    allowed = [entry for entry in ordered if entry.only_if is None or entry.only_if(request)]
    return [(entry, url) for entry in allowed if (url := _url(entry.url_name))]


def _url(url_name: str) -> str:
    return _reversed(url_name, settings.ROOT_URLCONF) if url_name else ""


# Each page asks for the same few dozen addresses, which are the same as long as the process lives.
@lru_cache(maxsize=512)
def _reversed(url_name: str, _urlconf: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
