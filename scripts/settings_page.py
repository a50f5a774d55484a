"""Writes docs/settings.md from the settings themselves; a test compares the two."""

from pathlib import Path

from penstock.config.environment import SETTINGS, Setting

PAGE = Path(__file__).resolve().parent.parent / "docs/settings.md"
HEAD = """# Settings

Settings are environment variables. All of them may be left out. One that cannot be used stops the start with a
sentence; `penstock check` names a variable that begins with `PENSTOCK_` and is no setting.

This page is made from `src/penstock/config/environment.py` by `make docs`.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(_section(setting) for setting in SETTINGS)])


def _section(setting: Setting) -> str:
    return f"## {setting.name}\n\n{setting.meaning}\n\nDefault: {setting.default}.\n"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
