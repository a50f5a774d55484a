"""The key that signs sessions and links: given by a setting, otherwise made once and kept in the data folder."""

import os
import secrets
from gettext import gettext as _
from pathlib import Path

from penstock.config.wrong import WrongSettings


def secret_key(data: Path, given: str | None) -> str:
    """The given key, or the one in `secret-key`, which only the server's own user may read."""
    if given:
        return given
    path = data / "secret-key"
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _kept(path) or _made(path)
    except OSError as error:
        words = _("PENSTOCK_DATA cannot be used: %(folder)s (%(reason)s).")
        raise WrongSettings([words % {"folder": data, "reason": error.strerror}]) from error


def _kept(path: Path) -> str:
    return path.read_text().strip() if path.exists() else ""


def _made(path: Path) -> str:
    """Two processes may start at once: whoever links the file first wins, and both use that one."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return _kept(path)
