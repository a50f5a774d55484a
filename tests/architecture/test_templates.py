"""Pages hold no script, style or handler of their own, because the content policy would refuse them."""

import re

from tests.architecture import tree

FORBIDDEN = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>", re.I),
    "an inline style": re.compile(r"<style\b|\sstyle=", re.I),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+=", re.I),
    "a javascript address": re.compile(r"javascript:", re.I),
    "htmx code in an attribute": re.compile(r"\shx-(?:on[:=]|vars=|vals=['\"]js:)|hx-headers=['\"]js:", re.I),
    "something from elsewhere": re.compile(r"""(?:src|href|action)=["']https?://(?!www\.w3\.org)""", re.I),
    "unescaped output": re.compile(r"\|\s*safe\b|{%\s*autoescape off"),
}


def test_templates_hold_nothing_that_the_content_policy_refuses() -> None:
    assert not [
        f"{tree.shown(path)}: {what}"
        for path in tree.templates()
        for what, pattern in FORBIDDEN.items()
        if pattern.search(path.read_text(encoding="utf-8"))
    ]


def test_every_form_that_changes_something_carries_the_token() -> None:
    posting = re.compile(r"<form\b[^>]*method=[\"']post[\"'].*?</form>", re.I | re.S)
    assert not [
        tree.shown(path)
        for path in tree.templates()
        for form in posting.findall(path.read_text(encoding="utf-8"))
        if "csrf_token" not in form
    ]


def test_every_table_that_may_scroll_sideways_can_be_scrolled_by_key() -> None:
    box = re.compile(r"class=\"table-box\b[^>]*>")
    assert not [
        tree.shown(path)
        for path in tree.templates()
        for found in box.findall(path.read_text(encoding="utf-8"))
        if "{% scrolls %}" not in found
    ]
