"""Compiles the .po files into the .mo files that the program reads; only the .po files are kept in the tree.

`python scripts/translations.py --update` first brings the words of the interface into the .po files; the new ones are
left empty there for whoever translates them.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

LOCALE = Path(__file__).resolve().parent.parent / "src/penstock/locale"
LANGUAGES = ("ru", "zh_Hans")


def compile_stale(locale: Path = LOCALE) -> None:
    """Writes each .mo file that is missing or older than its .po file."""
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime <= source.stat().st_mtime:
            target.write_bytes(_compiled(source))


def update(words: Catalog, locale: Path = LOCALE) -> None:
    """Brings the words into every catalogue: new ones untranslated, forgotten ones gone, nothing guessed."""
    for language in LANGUAGES:
        path = po_path(language, locale)
        catalogue = read(path, language) if path.exists() else Catalog(locale=language)
        catalogue.update(words, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        write(catalogue, path)


def po_path(language: str, locale: Path = LOCALE) -> Path:
    """Where a language's words stand."""
    return locale / language / "LC_MESSAGES/django.po"


def read(path: Path, language: str) -> Catalog:
    """A catalogue as it stands in its file."""
    with path.open("rb") as text:
        return read_po(text, locale=language, abort_invalid=True)


def write(catalogue: Catalog, path: Path) -> None:
    """Writes a catalogue in an order and a shape that only change where a word does."""
    body = BytesIO()
    write_po(body, catalogue, width=120, omit_header=True, sort_output=True, include_lineno=False, ignore_obsolete=True)
    header = _header(catalogue).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(header + body.getvalue().strip() + b"\n")


def _header(catalogue: Catalog) -> str:
    fields = {
        "Project-Id-Version": "Penstock",
        "Language": catalogue.locale_identifier,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": catalogue.plural_forms,
    }
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items())
    return f'msgid ""\nmsgstr ""\n{lines}\n'


def _compiled(source: Path) -> bytes:
    out = BytesIO()
    write_mo(out, read(source, source.parent.parent.name))
    return out.getvalue()


if __name__ == "__main__":
    if "--update" in sys.argv[1:]:
        from words import collected

        update(collected())
    compile_stale()
