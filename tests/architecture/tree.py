"""The files that the architecture tests look at, and the layers they belong to."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src/penstock"


@cache
def modules() -> tuple[Path, ...]:
    """Our Python files, without migrations."""
    return tuple(sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts))


@cache
def templates() -> tuple[Path, ...]:
    """Our templates."""
    return tuple(sorted(PACKAGE.glob("*/templates/**/*.html")))


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that is or would be committed; from an unpacked archive, none."""
    command = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False)
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return tuple(path for path in paths if path.is_file())


@cache
def parsed(path: Path) -> ast.Module:
    """A module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a module with the length of its body in lines; signature and docstring are not counted."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            said = node.body[1:] if ast.get_docstring(node) is not None else node.body
            yield node.name, (said[-1].end_lineno or 0) - said[0].lineno + 1 if said else 0


@cache
def layers() -> dict[str, int]:
    """Each app's height in the layer contract of pyproject.toml: 0 is the ground."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    rows = [[name.strip(" ()").removeprefix("penstock.") for name in row.split("|")] for row in contract["layers"]]
    return {name: height for height, row in enumerate(reversed(rows)) for name in row}


def app_of(path: Path) -> str:
    """The app a file belongs to."""
    return path.relative_to(PACKAGE).parts[0]


def may_know(above: str, below: str) -> bool:
    """Whether the one app may name something of the other."""
    heights = layers()
    return above == below or heights[above] > heights[below]


def shown(path: Path) -> str:
    """A path as it stands in a message."""
    return path.relative_to(ROOT).as_posix()
