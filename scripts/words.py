"""Collects every word of the interface from our modules and templates, without the GNU tools."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent / "src/penstock"
LAZY = {f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext", "npgettext")}
KEYWORDS = {**DEFAULT_KEYWORDS, **LAZY, "gettext_noop": None}
# Words of allauth's that we say in another way than its own translators.
OTHERS = ("Email",)
# What Click says around our own words, on the command line.
CLICK = (
    "Usage:",
    "Options",
    "Show the version and exit.",
    "Show this message and exit.",
    "Error: {message}",
    "Try '{command} {option}' for help.",
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    "Missing argument",
    "Missing option",
    "Missing command.",
    "No such option {name!r}.",
    "No such command {name!r}.",
    "{value!r} is not a valid {number_type}.",
    "{name} {filename!r} does not exist.",
    "{name} {filename!r} is a directory.",
    "file",
    "Aborted!",
    "Error: invalid input",
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
)


def collected(package: Path = PACKAGE) -> Catalog:
    """All messages with the files that say them."""
    catalogue = Catalog(charset="utf-8")
    for path in _sources(package):
        name = path.relative_to(package).as_posix()
        for _line, message, _comments, context in extract("python", _as_python(path), KEYWORDS):
            catalogue.add(message, locations=[(name, 1)], context=context)
    for message in OTHERS:
        catalogue.add(message, locations=[("allauth", 1)])
    for message in CLICK:
        catalogue.add(message, locations=[("click", 1)])
    return catalogue


def _sources(package: Path) -> Iterator[Path]:
    for path in sorted(package.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path
    for ending in ("html", "txt"):
        yield from sorted(package.glob(f"*/templates/**/*.{ending}"))


def _as_python(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What Django leaves of a template is calls among blanked text; its indentation means nothing.
        text = "\n".join(line.strip() for line in templatize(text).splitlines())
    return BytesIO(text.encode())
