"""Every icon that a page, an app or a tag names exists in Lucide."""

import re
from pathlib import Path

import pytest

import penstock
from penstock.ui import icons
from penstock.ui.navigation import REGISTRY
from penstock.ui.templatetags.ui_tags import STATES

PACKAGE = Path(penstock.__file__).parent
IN_TEMPLATES = re.compile(r"""{%\s*icon\s+["']([\w-]+)["']|icon_name=["']([\w-]+)["']""")


@pytest.mark.skipif(not icons.shapes(), reason="the front-end packages were not fetched")
def test_every_icon_that_a_template_names_exists() -> None:
    named = {
        (path.name, next(filter(None, found)))
        for path in PACKAGE.rglob("*.html")
        for found in IN_TEMPLATES.findall(path.read_text("utf-8"))
    }
    assert named
    assert not {(file, name) for file, name in named if not icons.shape(name)}


@pytest.mark.skipif(not icons.shapes(), reason="the front-end packages were not fetched")
def test_every_state_has_an_icon() -> None:
    assert set(STATES.values()) <= set(icons.shapes())


def test_a_wrong_name_draws_something_and_does_not_break_the_page() -> None:
    assert "<circle" in icons.icon_svg("there-is-no-such-icon")


@pytest.mark.skipif(not icons.shapes(), reason="the front-end packages were not fetched")
def test_every_entry_of_the_frame_has_an_icon() -> None:
    entries = [*REGISTRY.nav.values(), *REGISTRY.create.values()]
    assert not {(entry.key, entry.icon) for entry in entries if not icons.shape(entry.icon)}
