"""Names: references between tables by name, and the near matches that are proposed rather than dropped or doubled."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

LEGAL_FORMS = frozenset(
    [
        "inc",
        "incorporated",
        "ltd",
        "limited",
        "llc",
        "llp",
        "plc",
        "corp",
        "corporation",
        "co",
        "company",
        "gmbh",
        "ag",
        "kg",
        "sa",
        "sas",
        "sarl",
        "srl",
        "spa",
        "bv",
        "nv",
        "oy",
        "ab",
        "as",
        "aps",
        "pty",
        "ооо",
        "оао",
        "зао",
        "пао",
        "ао",
        "ип",
        "нко",
        "фгуп",
        "гуп",
        "муп",
        "тоо",
        "чп",
        "тов",
    ]
)
CHINESE_FORMS = re.compile(r"(股份)?有限(责任)?公司$|集团$")
LEAST_LIKENESS = 91
SAME_SPELLING = 0.97


@dataclass(frozen=True)
class NearMatch:
    """A name that no table lists, and the listed one that it is probably meant for."""

    kind: str
    name: str
    proposed: str
    confidence: float
    rows: int = 0


def trim_name(name: str) -> str:
    """A name as it is looked up: composed, one space between words, without case."""
    if name.isascii():
        return " ".join(name.split()).lower()
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


@lru_cache(maxsize=65536)
def bare_name(name: str) -> str:
    """A name without spaces, marks and legal forms: what is left of ``GTX Pro`` and ``"GTXPro", Inc.`` is the same."""
    words = re.findall(r"[^\W_]+", CHINESE_FORMS.sub("", trim_name(name)))
    kept = [word for word in words if word not in LEGAL_FORMS]
    return "".join(kept or words)


def digits_of(name: str) -> str:
    """The digits in a name: names that differ in them are different things."""
    return "".join(sign for sign in name if sign.isdigit())


class Names:
    """Listed names of one kind, and the question which of them an unlisted one is meant for."""

    def __init__(self, kind: str, listed: Iterable[str]) -> None:
        self.kind = kind
        self.exact: dict[str, str] = {}
        self.bare: dict[str, str] = {}
        for name in listed:
            self.exact.setdefault(trim_name(name), name)
            self.bare.setdefault(bare_name(name), name)
        self._likely = [bare for bare in self.bare if len(bare) >= 5]

    def knows(self, name: str) -> bool:
        """Whether the name is listed, but for case and spaces."""
        return trim_name(name) in self.exact

    def near(self, name: str, rows: int = 0) -> NearMatch | None:
        """The listed name that an unlisted one is probably meant for."""
        bare = bare_name(name)
        if bare in self.bare:
            return NearMatch(self.kind, name, self.bare[bare], SAME_SPELLING, rows)
        if len(bare) < 5:
            return None
        found = process.extract(bare, self._likely, scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS, limit=3)
        for candidate, score, _index in found:
            if digits_of(candidate) == digits_of(bare):
                return NearMatch(self.kind, name, self.bare[candidate], round(score / 100, 2), rows)
        return None
