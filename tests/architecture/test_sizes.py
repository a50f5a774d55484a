"""Functions, files and templates stay small; the exceptions are named and may only shrink."""

from tests.architecture import tree

LONGEST_FUNCTION, LONGEST_FILE, LONGEST_TEMPLATE = 30, 400, 100

# "file:function": its length. A number here may go down, and a line away; nothing else.
LONG_FUNCTIONS: dict[str, int] = {}


def test_functions_are_at_most_thirty_lines_long() -> None:
    found = {
        f"{tree.shown(path)}:{name}": length
        for path in tree.modules()
        for name, length in tree.functions(path)
        if length > LONGEST_FUNCTION
    }
    longer = {name: length for name, length in found.items() if length > LONG_FUNCTIONS.get(name, 0)}
    assert not longer, "split them; a function says one thing"
    assert found == LONG_FUNCTIONS, "these have shrunk: write the smaller number, or take the line away"


def test_files_are_at_most_four_hundred_lines_long() -> None:
    sources = [*tree.modules(), *(tree.ROOT / "tests").rglob("*.py")]
    sources += [path for path in tree.PACKAGE.glob("*/static/**/*") if path.suffix in (".js", ".css")]
    ours = [path for path in sources if not {"vendor", "node_modules"} & set(path.parts)]
    assert not [tree.shown(path) for path in ours if _lines(path) > LONGEST_FILE]


def test_templates_are_at_most_a_hundred_lines_long() -> None:
    assert not [tree.shown(path) for path in tree.templates() if _lines(path) > LONGEST_TEMPLATE]


def _lines(path: object) -> int:
    with open(str(path), encoding="utf-8") as file:
        return sum(1 for _ in file)
