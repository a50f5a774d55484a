"""What a workspace has settled (stages, rules, hours, fields) is read once per process and kept until that changes.

An event that hangs on no record may have changed a setting: the journal then moves the workspace's ``settled_head`` on,
in the same transaction, and whatever was kept under an older head is read anew. Only within a request is anything
kept, for a request reads its workspace first; and what a transaction read only once it is committed and changed no
setting itself, for it may be taken back.
"""

import pickle
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction

from penstock.workspaces.models import Workspace

T = TypeVar("T")
MOST = 20_000
_KEPT: dict[tuple[int, str, Any], tuple[int, bytes]] = {}


def kept(workspace: Workspace, name: str, read: Callable[[], T], about: Any = None) -> T:
    """What ``read`` answers, a copy of its own for everybody who asks; ``name`` and ``about`` say what it is."""
    if not workspace.may_keep:
        return read()
    key = (workspace.pk, name, about)
    found = _KEPT.get(key)
    if found is not None and found[0] == workspace.settled_head:
        return pickle.loads(found[1])  # noqa: S301 -- our own bytes, from this process
    answer = read()
    ours = workspace.settled_head, pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    transaction.on_commit(lambda: _keep(key, ours) if workspace.may_keep else None)
    return answer


def _keep(key: tuple[int, str, Any], answer: tuple[int, bytes]) -> None:
    if len(_KEPT) >= MOST:
        forget()
    _KEPT[key] = answer


def forget() -> None:
    """Read everything anew."""
    _KEPT.clear()
