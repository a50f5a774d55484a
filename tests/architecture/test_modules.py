"""What every module owes its reader, and who may read without an actor."""

import ast

from tests.architecture import tree

# Files that may read records without saying for whom, each with its reason.
UNSCOPED = {
    "src/penstock/cli/findings.py": "checks the journals of all workspaces",
    "src/penstock/common/models.py": "defines it",
    "src/penstock/losses/queries.py": "finds a survey by its secret; whoever holds it is no actor",
    "src/penstock/people/actions/accept_invitation.py": "whoever holds an invitation is no actor yet",
    "src/penstock/people/actions/change_person.py": "sees whether a sign-in is used in another workspace",
    "src/penstock/people/queries.py": "finds an invitation by its secret, and where a user works",
    "src/penstock/workspaces/middleware.py": "finds the actor",
}
VAGUE = {"utils", "util", "helpers", "helper", "core", "base", "misc", "common_utils"}


def test_every_module_says_what_it_is_for() -> None:
    assert not [tree.shown(path) for path in tree.modules() if not ast.get_docstring(tree.parsed(path))]


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not [tree.shown(path) for path in tree.modules() if path.stem in VAGUE or path.parent.name in VAGUE]


def test_only_listed_files_read_without_an_actor() -> None:
    found = {tree.shown(path) for path in tree.modules() if _says_unscoped(path.read_text(encoding="utf-8"))}
    assert found <= set(UNSCOPED), "say .of(actor), or add the file with its reason"
    assert set(UNSCOPED) <= found, "these no longer need it: take them from the list"


def test_no_django_signals_between_our_apps() -> None:
    assert not [tree.shown(path) for path in tree.modules() if "django.dispatch" in path.read_text(encoding="utf-8")]


def _says_unscoped(source: str) -> bool:
    return any(word in source for word in (".unscoped", "unscoped =", "_base_manager", "_default_manager"))
