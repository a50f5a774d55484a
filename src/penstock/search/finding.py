"""Finding: the candidates of the index, put in order, forgiving a slip where the words as typed find little."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from penstock.search.folding import title_of
from penstock.search.index import Candidate, Wanted, candidates
from penstock.search.models import Kind
from penstock.search.wording import may_slip, wanted, wanted_first, wanted_with_slips, words_of
from penstock.workspaces.actor import Actor

POOL, SLIP_POOL, MOST_READ = 60, 200, 300
FEW = 3
WORDS = re.compile(r"\w+")
WORD, PART, ELSEWHERE = 1001, 1002, 1003
NEAR = 75
NAMED = (Kind.COMPANY, Kind.CONTACT, Kind.PRODUCT, Kind.DEAL)
"""Kinds with names, in which a slip is forgiven."""

LOOKED_UP = (Kind.COMPANY, Kind.CONTACT, Kind.PRODUCT)
"""Kinds of which there are few enough to prefer the beginning of a name to the newest."""


@dataclass(frozen=True)
class Hits:
    """The ids of the records of a kind that were found, best first, and whether there are more."""

    kind: Kind
    ids: list[int]
    has_more: bool = False
    is_guess: bool = False


def find(by: Actor, text: str, kinds: list[Kind], most: int) -> list[Hits]:
    """What the actor may see that holds the words, by kind; near names where almost nothing does."""
    wants = wanted(text)
    if not wants:
        return []
    found = [_exact(by, kind, text, wants, most) for kind in kinds]
    if sum(len(hits.ids) for hits in found) < FEW:
        found = _with_guesses(by, text, found, most)
    return [hits for hits in found if hits.ids]


def _exact(by: Actor, kind: Kind, text: str, wants: Wanted, most: int) -> Hits:
    """The newest that fit, and of what people look for by name, when very many fit, also those whose names begin so."""
    rows = candidates(by, kind, wants, POOL)
    if len(rows) == POOL and kind in LOOKED_UP:
        rows += candidates(by, kind, wanted_first(text), POOL, MOST_READ)
    words = words_of(text)
    ranked = sorted({row.pk: row for row in rows}.values(), key=lambda row: (_rank(words, row.folded), -row.pk))
    return Hits(kind, [row.object_id for row in ranked[:most]], len(ranked) > most)


def _rank(words: list[str], folded: str) -> int:
    """Lowest for the very title, then its beginning (short ones first), a word's beginning in it, anywhere at all."""
    title, asked = title_of(folded), " ".join(words)
    if title.startswith(asked):
        return len(title) - len(asked)
    if all(f" {word}" in f" {title}" for word in words):
        return WORD
    return PART if all(word in title for word in words) else ELSEWHERE


def _with_guesses(by: Actor, text: str, found: list[Hits], most: int) -> list[Hits]:
    """The hits and, in kinds where nothing was hit, the names that are nearest."""
    wants = wanted_with_slips(text)
    if not wants:
        return found
    return [hits if hits.ids or hits.kind not in NAMED else _near(by, hits.kind, text, wants, most) for hits in found]


def _near(by: Actor, kind: Kind, text: str, wants: Wanted, most: int) -> Hits:
    words = words_of(text)
    scored = [(_likeness(words, row), row) for row in candidates(by, kind, wants, SLIP_POOL)]
    near = sorted((pair for pair in scored if pair[0] >= NEAR), key=lambda pair: (-pair[0], -pair[1].pk))
    return Hits(kind, [row.object_id for _score, row in near[:most]], is_guess=bool(near))


def _likeness(words: list[str], row: Candidate) -> float:
    """How alike the least alike word is to its nearest in the title, of 100; what cannot slip must be there."""
    title = title_of(row.folded)
    named = WORDS.findall(title)
    return min(
        max((fuzz.ratio(word, one) for one in named), default=0.0) if may_slip(word) else 100.0 * (word in title)
        for word in words
    )
