"""The side bar shows what exists, in order, and knows where we are."""

import pytest

from penstock.ui import navigation
from penstock.ui.navigation import NavEntry, current_key, nav_entries, place


def entry(key: str, url_name: str, order: int, **more: object) -> NavEntry:
    return NavEntry(key, key.title(), "list", url_name, order, **more)


def test_only_what_exists_and_is_allowed_is_shown_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [
        entry("late", "healthz", 9),
        entry("missing", "nowhere:at-all", 1),
        entry("early", "account_login", 2),
        entry("secret", "healthz", 3, only_if=lambda request: False),
    ]
    monkeypatch.setattr(navigation.REGISTRY, "nav", {each.key: each for each in entries})
    assert [each.key for each, _ in nav_entries(None)] == ["early", "late"]


def test_we_are_where_the_longest_address_fits() -> None:
    entries = [(entry("today", "", 1), "/"), (entry("deals", "", 2), "/deals/"), (entry("lost", "", 3), "/deals/lost/")]
    assert current_key("/deals/lost/42/", entries) == "lost"
    assert current_key("/", entries) == "today"
    assert current_key("/elsewhere/", entries) == ""


def test_a_place_that_the_frame_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="search"):
        place("ceiling", "healthz")
