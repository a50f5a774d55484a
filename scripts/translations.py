"""Compiles the .po files into the .mo files that the program reads; only the .po files are kept in the tree."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "src/penstock/locale"


def compile_stale(locale: Path = LOCALE) -> None:
    """Writes each .mo file that is missing or older than its .po file."""
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime <= source.stat().st_mtime:
            target.write_bytes(_compiled(source))


def _compiled(source: Path) -> bytes:
    from io import BytesIO

    language = source.parent.parent.name
    with source.open("rb") as text:
        catalogue = read_po(text, locale=language, abort_invalid=True)
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


if __name__ == "__main__":
    compile_stale()
