"""The pages of the settings: apps register theirs here, and each page shows the way to the others."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class SettingsPage:
    """One line of the settings' own navigation; ``order`` sorts."""

    key: str
    label: Words
    icon: str
    url_name: str
    order: int
    only_if: Callable[[HttpRequest], bool] | None = None


PAGES: dict[str, SettingsPage] = {}


def register(page: SettingsPage) -> None:
    """Add a page; called from ``AppConfig.ready``. The same key replaces."""
    PAGES[page.key] = page


def pages(request: HttpRequest) -> list[tuple[SettingsPage, str, bool]]:
    """The pages that exist for this person, each with its address and whether we are in it."""
    found = [(page, _url(page)) for page in sorted(PAGES.values(), key=lambda page: page.order)]
    shown = [(page, url) for page, url in found if url and (page.only_if is None or page.only_if(request))]
    here = max((url for _page, url in shown if request.path.startswith(url)), key=len, default="")
    return [(page, url, url == here) for page, url in shown]


def _url(page: SettingsPage) -> str:
    try:
        return reverse(page.url_name)
    except NoReverseMatch:
        return ""
