"""Folding: one spelling for all, so that a substring is found whatever its case, accents or script.

The index knows texts by their trigrams. Chinese, Japanese and Korean words are shorter than that, so a filler stands
around each of their signs: two signs make a trigram, and so does one with its fillers. A folded document begins with
two spaces and ends with one, so that the beginnings of titles and the edges of words are trigrams too.
"""

import re
import unicodedata

FILLER = "\ua78f"
"""A letter that looks like a dot, made for writing about Chinese: a letter, so that PostgreSQL's trigrams keep it."""

SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
DOTLESS = "\u0131"
"""The one letter that is written large like another and folds otherwise: PostgreSQL takes both for the same."""

SHORT_SCRIPT = re.compile(f"[{SIGNS}]+")
MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]+")
"""Accents and the like, which stand apart once a letter is decomposed."""

ALONE = re.compile(
    "[!-~\u00a1-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u214f\u3001-\u30ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uff01-\uff9f]+"
)
"""Latin, Greek, Cyrillic, Chinese and Japanese: no sign that comes before or after becomes one with theirs."""

FORBIDDEN = re.compile("[\x00-\x1f\x7f\ue000-\uf8ff\ua78f]+")
"""Controls, and the signs that scopes are written in: nobody's text may pretend to be one."""


def fold(text: str) -> str:
    """A text in one spelling, its words one space apart."""
    if text.isascii():
        plain = text if text.isprintable() else FORBIDDEN.sub(" ", text)
        return " ".join(plain.lower().split())
    marks = unicodedata.normalize("NFKD", FORBIDDEN.sub(" ", text).casefold())
    plain = unicodedata.normalize("NFC", MARKS.sub("", marks)).replace(DOTLESS, "i")
    return " ".join(SHORT_SCRIPT.sub(_spaced, plain).split())


def fold_document(title: str, text: str) -> str:
    """A title and a text as they are indexed; a line break parts them."""
    return f"  {fold(title)} \n {fold(text)} "


def title_of(folded: str) -> str:
    """The title of a folded document."""
    return folded.partition("\n")[0].strip()


def folds_alone(word: str) -> bool:
    """Whether a word folds the same wherever it stands: what holds the word then holds it folded, too."""
    return bool(ALONE.fullmatch(word))


def trigrams(needle: str) -> list[str]:
    """Every other three letters in a row and the last ones: as telling as all of them, and half the work."""
    last = len(needle) - 3
    return list(dict.fromkeys(needle[place : place + 3] for place in (*range(0, last, 2), last))) if last >= 0 else []


def _spaced(run: re.Match[str]) -> str:
    return FILLER + FILLER.join(run[0]) + FILLER
