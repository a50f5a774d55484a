"""What is committed names no machine and no registry, and nobody else's code."""

import json
import re
from pathlib import Path

from tests.architecture import tree

HASHED = re.compile(r"^[a-z0-9._\[\]-]+==[^\s]+( ;.*)? \\$", re.I)


def test_no_file_names_a_folder_of_this_machine() -> None:
    places = {f"{tree.ROOT.parent}/", f"{Path.home()}/"} - {"//", "/"}
    assert not [
        f"{tree.shown(path)}: {place}"
        for path in tree.tracked()
        for place in places
        if place.encode() in path.read_bytes()
    ]


def test_python_locks_are_hashed_and_name_no_registry() -> None:
    for lock in (tree.ROOT / "requirements").glob("*.txt"):
        for line in lock.read_text().splitlines():
            assert line.startswith(("#", "    #", "    --hash=sha256:")) or HASHED.match(line), f"{lock.name}: {line}"


def test_front_end_locks_are_hashed_and_name_no_registry() -> None:
    for lock in (tree.ROOT / "package-lock.json", tree.ROOT / "tests/browser/package-lock.json"):
        packages = json.loads(lock.read_text())["packages"]
        assert all("resolved" not in package for package in packages.values())
        assert all("integrity" in package for name, package in packages.items() if name)


def test_nothing_third_party_is_kept_in_the_tree() -> None:
    assert not [tree.shown(path) for path in tree.tracked() if {"vendor", "node_modules"} & set(path.parts)]
