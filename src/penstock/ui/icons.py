"""Lucide's icons, drawn into the page so that a strict Content-Security-Policy has nothing to object to."""

import re
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

SPRITE = Path(__file__).parent / "static/vendor/lucide/sprite.svg"
# Colour and stroke stand in ground.css: a board draws hundreds of icons.
OPENING = '<svg class="{css}" viewBox="0 0 24 24" width="16" height="16" aria-hidden="true">'
# A page must not fail for a decoration: a wrong name draws a circle, and a test reads every template for names.
UNKNOWN = '<circle cx="12" cy="12" r="6"/>'


@cache
def shapes() -> dict[str, str]:
    """The inner SVG of every icon by name; empty where the front-end packages were not fetched."""
    if not SPRITE.exists():
        return {}
    symbols = re.findall(r'<symbol id="([^"]+)"[^>]*>(.*?)</symbol>', SPRITE.read_text("utf-8"), re.DOTALL)
    return {name: re.sub(r"\s*\n\s*", "", body) for name, body in symbols}


# Names that Lucide has given up but everybody still writes.
FORMER = {
    "alert-circle": "circle-alert",
    "alert-triangle": "triangle-alert",
    "building-2": "building-complex",
    "check-circle": "circle-check",
    "edit": "pencil",
    "filter": "funnel",
    "filter-x": "funnel-x",
    "fingerprint": "fingerprint-pattern",
    "help-circle": "circle-question-mark",
    "trash-2": "trash",
}


def shape(name: str) -> str | None:
    """What is inside an icon, by its present or its former name."""
    return shapes().get(name) or shapes().get(FORMER.get(name, ""))


@cache
def icon_svg(name: str, css: str = "") -> SafeString:
    """One icon as inline SVG; it is decoration, so the words beside it must say the same."""
    opening = OPENING.format(css=f"icon {css}".strip())
    return mark_safe(f"{opening}{shape(name) or UNKNOWN}</svg>")  # noqa: S308 - our own vendor file
