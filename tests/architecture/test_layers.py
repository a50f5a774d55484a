"""Apps know only what stands below them: in imports, in templates and in addresses."""

import re
from pathlib import Path

from importlinter.cli import lint_imports

from tests.architecture import tree

TAGS = re.compile(r"""{%\s*(?:url|include|extends|includes_panel)\s+["']([a-z_]+)[:/][^"']*["']""")
CALLS = re.compile(r"""\b(?:reverse|reverse_lazy|redirect)\(\s*f?["']([a-z_]+):|["']([a-z_]+)/[a-z_/{}.]+\.html["']""")


def test_every_app_stands_in_the_layer_contract() -> None:
    apps = {path.parent.name for path in tree.PACKAGE.glob("*/__init__.py")}
    assert apps <= set(tree.layers()), "add a line to the contract in pyproject.toml"


def test_imports_go_downwards_only() -> None:
    assert lint_imports(config_filename=str(tree.ROOT / "pyproject.toml"), no_cache=True) == 0


def test_templates_name_addresses_and_templates_of_their_own_app_or_below() -> None:
    assert not [wrong for path in tree.templates() for wrong in _wrong(path, TAGS)]


def test_python_names_addresses_and_templates_of_its_own_app_or_below() -> None:
    assert not [wrong for path in tree.modules() for wrong in _wrong(path, CALLS)]


def _wrong(path: Path, pattern: re.Pattern[str]) -> list[str]:
    above, text = tree.app_of(path), path.read_text(encoding="utf-8")
    named = {next(filter(None, found.groups())) for found in pattern.finditer(text)} & set(tree.layers())
    return [f"{tree.shown(path)} names {below}" for below in sorted(named) if not tree.may_know(above, below)]
