"""Reads pages as another program does."""

import io

from pypdf import PdfReader


def read(made: bytes) -> PdfReader:
    """The file, opened."""
    return PdfReader(io.BytesIO(made))


def words(made: bytes) -> str:
    """All that can be selected in a file, each run of blanks as one."""
    return " ".join(" ".join(page.extract_text() for page in read(made).pages).split())


def letters(made: bytes) -> str:
    """The same without any blank: what was broken into lines stands together again."""
    return "".join(words(made).split())
