"""What the words of a query want of a document: as they are, as a phone, or with a slip of the finger."""

import re
from itertools import combinations

from penstock.common.phones import digits
from penstock.search.folding import FILLER, fold
from penstock.search.index import Wanted

LONGEST_QUERY, MOST_WORDS = 200, 8
PHONE = re.compile(r"\+?[\d\s().\-–—/]{5,}\Z")
TRUNK = re.compile(r"\A(?:8|00|0)(?=\d{5})")
SHORTEST_SLIP = 4


def words_of(text: str) -> list[str]:
    """The folded words of a query."""
    return fold(text[:LONGEST_QUERY]).split()[:MOST_WORDS]


def wanted(text: str) -> Wanted:
    """What is wanted by a query as it was typed; empty where it says nothing."""
    words = words_of(text)
    if len(words) == 1 and len(words[0]) == 1:
        return [[(f"  {words[0]}",)]]
    whole = " ".join(words)
    others = [(number,) for number in _phone(text)]
    if len(words) > 1 and any(len(word) < 3 for word in words):
        others.append((whole,))
    if others:
        return [[*others, tuple(map(needle, words))]]
    return [[(needle(word),)] for word in words]


def wanted_first(text: str) -> Wanted:
    """The same, at the beginning of the title."""
    words = words_of(text)
    return [*wanted(text), [(f"  {words[0]}",)]] if words else []


def wanted_with_slips(text: str) -> Wanted:
    """What is wanted by a query in which each long word may have one letter wrong, missing, added or swapped.

    A word and the spaces around it are cut into pieces of three letters: a slip spoils one of them.
    """
    words = words_of(text)
    if not any(may_slip(word) for word in words):
        return []
    return [_with_a_slip(word) if may_slip(word) else [(needle(word),)] for word in words]


def may_slip(word: str) -> bool:
    """Whether a word is long enough to be guessed, and written in letters."""
    return len(word) >= SHORTEST_SLIP and FILLER not in word and not any(map(str.isdecimal, word))


def needle(word: str) -> str:
    """What is looked for of a word: a part of any word, or of two letters and fewer the beginning of one."""
    return word if len(word) > 2 else f" {word}"


def _with_a_slip(word: str) -> list[tuple[str, ...]]:
    """All pieces but one, for cuts that begin at the word's edge and one letter later: a swap may fall on a cut."""
    padded = f" {word} "
    cuts = [[padded[place : place + 3] for place in range(start, len(padded) - 2, 3)] for start in (0, 1)]
    return [whole for pieces in cuts for whole in combinations(pieces, max(len(pieces) - 1, 1))]


def _phone(text: str) -> list[str]:
    """The spellings of a phone by which it may be kept: with and without the way to the long-distance line."""
    found = digits(text) if PHONE.match(text.strip()) else ""
    return list(dict.fromkeys([found, TRUNK.sub("", found)])) if len(found) >= 5 else []
