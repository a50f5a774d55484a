"""Encodings: which alphabet the bytes of a text file are written in, judged from its beginning and its end.

UTF-8 and UTF-16 prove themselves. Between windows-1251, GB18030 and windows-1252 the letters decide: two bytes of
Chinese begin with B0–D7 where the signs are common, Russian words are runs of high bytes, and Western accents stand
alone.
"""

import re

MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
HIGH_RUN = re.compile(rb"[\x80-\xff]+")
COMMON_CHINESE = re.compile(rb"[\xb0-\xd7][\xa1-\xfe]")
DAMAGED = 0.02
"""A file is still UTF-8 when fewer than this share of its letters beyond ASCII are damaged."""


def encoding_of(sample: bytes, *, whole: bool) -> str:
    """The name of the codec; ``whole`` says that the sample is the entire file, so nothing is cut in the middle."""
    for mark, name in MARKS:
        if sample.startswith(mark):
            return name
    return _wide(sample) or _utf8(sample, whole) or _eight_bit(sample)


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: the signs of ASCII in it, delimiters at least, have a zero on the same side."""
    head = sample[:4000]
    before, after = head[0::2].count(0), head[1::2].count(0)
    if before + after < len(head) * 0.01 or not before + after:
        return None
    if after > 9 * before:
        return "utf-16-le"
    return "utf-16-be" if before > 9 * after else None


def _utf8(sample: bytes, whole: bool) -> str | None:
    try:
        sample.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as problem:
        if not whole and problem.start > len(sample) - 4:
            return "utf-8"
    text = sample.decode("utf-8", errors="replace")
    beyond = sum(1 for sign in text if sign > "\x7f")
    return "utf-8" if text.count("\ufffd") < beyond * DAMAGED else None


def _eight_bit(sample: bytes) -> str:
    runs = HIGH_RUN.findall(sample)
    high = sum(map(len, runs))
    common = 2 * len(COMMON_CHINESE.findall(sample))
    if common > high * 0.5 and _decodes(sample, "gb18030"):
        return "gb18030"
    return "cp1251" if high / max(1, len(runs)) > 1.8 else "cp1252"


def _decodes(sample: bytes, name: str) -> bool:
    """Whether the codec understands nearly everything; the last sign may be cut."""
    text = sample.decode(name, errors="replace")
    return text.count("\ufffd") <= 1 + len(text) * 0.001
