"""Phones and e-mail addresses, of which a cell may hold several; what normal form they have is the contacts' affair."""

import re

from penstock.imports.values.words import clean, is_blank

ADDRESS = re.compile(r"[^\s,;<>\"'()|]+@[^\s,;<>\"'()|]+\.[^\s,;<>\"'()|]+")
SEPARATORS = re.compile(r"[;|\n/]+|,\s*(?=[+(\d])")
LABEL = re.compile(r"^[^\d+(]{0,30}:\s*")
DIGITS = re.compile(r"\D+")


def parse_addresses(text: str) -> list[str]:
    """Every e-mail address in the cell, in lower case, each once."""
    if "@" not in text:
        return []
    return list(dict.fromkeys(match.rstrip(".").lower() for match in ADDRESS.findall(clean(text))))


def parse_phones(text: str) -> list[str]:
    """Every phone in the cell as it was written, without a label before it, each once."""
    if is_blank(text):
        return []
    pieces = (LABEL.sub("", piece.strip()) for piece in SEPARATORS.split(clean(text)))
    return list(dict.fromkeys(piece for piece in pieces if len(DIGITS.sub("", piece)) >= 3))
