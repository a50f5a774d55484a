"""Words on paper: cleaned of what is no letter, measured, broken into lines, and put into the order of the eye."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from penstock.paper.fonts import letter_of

NEARLY = 0.05
"""By so much, in points, a line may be wider than its room: sums of widths are not exact."""

LONGEST = 4000
"""So many letters of one text stand in a cell or a heading."""

UNWRITABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff\ufffe\uffff]"
)
BLANKS = re.compile(r"[^\S\u00a0\u202f]+")
"""What a line may end at; other blanks hold together what stands on both sides, as in 1 000."""

NOT_FIRST = frozenset("，。、；：？！）】》”’」』％%,.;:?!)]}»…")
MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
MANY_MARKS = re.compile(r"([\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]{2})[\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]+")


def cleaned(text: str, longest: int = LONGEST) -> str:
    """One line of letters: without what steers a screen or turns the direction, and without an end that is too far."""
    one_line = BLANKS.sub(" ", UNWRITABLE.sub("", text[: 4 * longest])).strip()
    plain = MANY_MARKS.sub(r"\1", unicodedata.normalize("NFC", one_line))
    return plain if len(plain) <= longest else f"{plain[: longest - 1]}…"


def width(text: str, size: float, is_bold: bool = False) -> float:
    """How wide a cleaned text is, in points."""
    return size * sum(letter_of(letter, is_bold)[2] for letter in text)


def longest_piece(text: str, size: float, is_bold: bool = False) -> float:
    """How wide the widest part is that no line may tear, in points."""
    pieces = _pieces(cleaned(text), LONGEST * size, size, is_bold)
    return max((width(piece.rstrip(), size, is_bold) for piece in pieces), default=0.0)


def lines_of(
    text: str, room: float, size: float, is_bold: bool = False, most: int = 0, longest: int = LONGEST
) -> list[str]:
    """The text in lines that fit into a width; of more than ``most`` the rest is left out, with a sign that it is."""
    lines, line, used = [], "", 0.0
    for piece in _pieces(cleaned(text, longest), room, size, is_bold):
        wide = width(piece, size, is_bold)
        if line and used + width(piece.rstrip(), size, is_bold) > room + NEARLY:
            lines.append(line.rstrip())
            line, used = "", 0.0
            if most and len(lines) == most:
                return [*lines[:-1], shortened(f"{lines[-1]} {piece}…", room, size, is_bold)]
        line, used = line + piece, used + wide
    return [*lines, line.rstrip()] if line or not lines else lines


def runs_in_lines(runs: Iterable[tuple[str, bool]], room: float, size: float) -> list[list[tuple[str, bool]]]:
    """Words of which some are bold, in lines that fit into a width."""
    lines: list[list[tuple[str, bool]]] = [[]]
    used = 0.0
    for words, is_bold in runs:
        before, after = (" " if edge.isspace() else "" for edge in (words[:1], words[-1:]))
        for piece in _pieces(f"{before}{cleaned(words, max(len(words), 1))}{after}", room, size, is_bold):
            wide = width(piece, size, is_bold)
            if lines[-1] and used + width(piece.rstrip(), size, is_bold) > room + NEARLY:
                lines.append([])
                used = 0.0
            if lines[-1] and lines[-1][-1][1] == is_bold:
                piece = lines[-1].pop()[0] + piece
            lines[-1].append((piece, is_bold))
            used += wide
    return lines


def shortened(text: str, room: float, size: float, is_bold: bool = False) -> str:
    """As much of the text as fits into a width."""
    plain = cleaned(text)
    if width(plain, size, is_bold) <= room + NEARLY:
        return plain
    used, room = 0.0, room - width("…", size, is_bold)
    for place, letter in enumerate(plain):
        used += size * letter_of(letter, is_bold)[2]
        if used > room:
            return f"{plain[:place].rstrip(' …')}…"
    return plain


def for_the_eye(line: str) -> str:
    """A line in the order in which it is drawn: what is written from the right is turned round.

    The words of such a script are put one after another from the right; figures within keep their order. Arabic letters
    are not joined.
    """
    if not any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in line):
        return line
    runs = ["".join(run) for _is, run in groupby(line, _is_from_the_right)]
    turned = [run[::-1].translate(MIRRORED) if _is_from_the_right(run[0]) else run for run in runs]
    return "".join(reversed(turned) if _is_from_the_right(line[0]) else turned)


def _is_from_the_right(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL", "NSM", "AN") or letter == "\u0640"


def _pieces(text: str, room: float, size: float, is_bold: bool) -> Iterator[str]:
    """What is not torn apart: words with the space behind, Chinese letters; of what fits no line as much as does."""
    piece, used = "", 0.0
    for place, letter in enumerate(text):
        wide = size * letter_of(letter, is_bold)[2]
        if piece and used + wide > room + NEARLY and letter != " ":
            yield piece
            piece, used = "", 0.0
        piece, used = piece + letter, used + wide
        after = text[place + 1 : place + 2]
        if letter == " " or letter in "-/" or _breaks(letter, after):
            yield piece
            piece, used = "", 0.0
    if piece:
        yield piece


def _breaks(letter: str, after: str) -> bool:
    """Whether a line may end between two letters because one of them is Chinese."""
    is_wide = unicodedata.east_asian_width(letter) in "WF" or (
        bool(after) and unicodedata.east_asian_width(after) in "WF"
    )
    return is_wide and after not in NOT_FIRST and after != " " and letter not in "（【《“‘「『(["
