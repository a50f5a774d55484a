"""The faces that pages are written in: which of them has a letter, and how wide it is; each is read when needed."""

import io
import struct
import zlib
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "fonts"
SCRIPTS = ("latin", "cyrillic", "latin-ext", "cyrillic-ext", "greek")
REGULAR = tuple(f"noto-sans-{script}-400.woff" for script in SCRIPTS)
BOLD = tuple(f"noto-sans-{script}-600.woff" for script in SCRIPTS)
OTHERS = ("noto-sans-sc-400.woff", "dejavu-sans.ttf")
"""Chinese, and what no other has: arrows, signs, Hebrew, Arabic …; bold is drawn with their edges."""

HELD = "\u00a0\u202f"
"""Blanks at which no line ends; drawn they are blanks as any other."""

UNKNOWN = "□"
"""Stands for a letter that no face has."""


@dataclass(frozen=True)
class Face:
    """One file of letters."""

    file: str

    @cached_property
    def font(self) -> Any:
        """The font as the library knows it."""
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        data = (FOLDER / self.file).read_bytes()
        read = io.BytesIO(unpacked(data) if data[:4] == b"wOFF" else data)
        font = TTFont(self.file, read, asciiReadable=0, shapable=False)
        # The library takes faces of one name for one, and each script of a family comes as a file of its own.
        font.face.name = type(font.face.name)(Path(self.file).stem.encode())
        pdfmetrics.registerFont(font)
        return font

    def has(self, letter: str) -> bool:
        """Whether it can write a letter."""
        return ord(letter) in self.font.face.charToGlyph

    def width(self, letter: str) -> float:
        """How wide a letter is, in parts of its size."""
        return float(self.font.face.charWidths.get(ord(letter), self.font.face.defaultWidth)) / 1000


@cache
def faces(is_bold: bool) -> tuple[Face, ...]:
    """The faces in the order in which they are asked for a letter."""
    return tuple(map(Face, (*(BOLD if is_bold else REGULAR), *OTHERS)))


@lru_cache(maxsize=8192)
def letter_of(letter: str, is_bold: bool) -> tuple[Face, str, float, bool]:
    """Who writes a letter, what stands for it, its width, and whether it has to be made bold."""
    if letter in HELD:
        return letter_of(" ", is_bold)
    for face in faces(is_bold):
        if face.has(letter):
            return face, letter, face.width(letter), is_bold and face.file in OTHERS
    return letter_of(UNKNOWN, is_bold)


def unpacked(woff: bytes) -> bytes:
    """The TrueType file within a WOFF 1.0 file: the same tables, each by itself packed (W3C, WOFF File Format 1.0)."""
    flavour, _length, count = struct.unpack(">4xIIH", woff[:14])
    entries = [struct.unpack(">4sIIII", woff[44 + 20 * n : 64 + 20 * n]) for n in range(count)]
    power = 1 << (count.bit_length() - 1)
    head = struct.pack(">IHHHH", flavour, count, 16 * power, power.bit_length() - 1, 16 * (count - power))
    directory, body, begin = b"", b"", 12 + 16 * count
    for tag, offset, packed, length, checksum in entries:
        table = woff[offset : offset + packed]
        directory += struct.pack(">4sIII", tag, checksum, begin + len(body), length)
        body += (zlib.decompress(table) if packed < length else table) + b"\0" * (-length % 4)
    return head + directory + body
