"""The language of whoever runs the program, as the environment tells it; it needs neither settings nor a database."""

import gettext
import os
import re
from collections.abc import Mapping
from pathlib import Path

LOCALE = Path(__file__).resolve().parents[1] / "locale"
FOLDERS = {"en": "en", "ru": "ru", "zh-hans": "zh_Hans"}
SPOKEN = {"en": "en", "ru": "ru", "zh": "zh-hans"}


def language(environ: Mapping[str, str] = os.environ) -> str:
    """`en`, `ru` or `zh-hans`: the first of LC_ALL, LC_MESSAGES and LANG that is set decides."""
    told = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return SPOKEN.get(re.split(r"[_.@-]", told.casefold())[0], "en")


def speak() -> None:
    """Let `gettext` of the standard library answer in that language, for our own words and for Click's."""
    gettext.bindtextdomain("django", str(LOCALE))
    gettext.textdomain("django")
    os.environ["LANGUAGE"] = FOLDERS[language()]
