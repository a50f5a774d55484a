"""What `penstock check` looks at; each check gives one finding, a sentence."""

import difflib
import os
import shutil
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count

from penstock.cli.data_lock import is_held
from penstock.cli.database import OUTDATED, has_tables, is_outdated
from penstock.config import environment
from penstock.journal.models import Event, ReactionTrouble
from penstock.live import heartbeat
from penstock.workspaces.models import Workspace

ENOUGH_DISK = 500 * 1024 * 1024


@dataclass(frozen=True)
class Finding:
    """One sentence and whether it is good news."""

    check: str
    well: bool
    sentence: str


def look() -> list[Finding]:
    """Every check in turn; without a database those that need it are left out."""
    found = [_settings(), _disk(), _database()]
    if found[-1].well:
        found.append(_migrations())
    if found[-1].well:
        found += [check() for check in (_integrity, _journal, _reactions, _worker)]
    return found


def _settings() -> Finding:
    known = [setting.name for setting in environment.SETTINGS]
    unknown = [name for name in os.environ if name.startswith("PENSTOCK_") and name not in known]
    if not unknown:
        words = _("The settings are understood; the data is in %(folder)s.")
        return Finding("settings", True, words % {"folder": settings.DATA})
    guess = difflib.get_close_matches(unknown[0], known, n=1)
    words = _("There is no setting %(name)s. Did you mean %(guess)s?") if guess else _("There is no setting %(name)s.")
    return Finding("settings", False, words % {"name": unknown[0], "guess": "".join(guess)})


def _disk() -> Finding:
    free = shutil.disk_usage(settings.DATA).free
    enough = free >= ENOUGH_DISK
    words = (
        _("%(megabytes)s MB are free on the disk that holds the data.")
        if enough
        else _("Only %(megabytes)s MB are free on the disk that holds the data.")
    )
    return Finding("disk", enough, words % {"megabytes": free // 1024**2})


def _database() -> Finding:
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(connection.vendor, connection.vendor)
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        words = _("%(name)s does not answer: %(reason)s")
        return Finding("database", False, words % {"name": name, "reason": str(error).strip()})
    return Finding("database", True, _("%(name)s answers.") % {"name": name})


def _migrations() -> Finding:
    if not has_tables():
        words = _("There are no tables yet; `penstock up` makes them.")
        return Finding("migrations", False, words)
    if is_outdated():
        return Finding("migrations", False, OUTDATED)
    return Finding("migrations", True, _("The tables are those of this version."))


def _integrity() -> Finding:
    if connection.vendor != "sqlite":
        return Finding("integrity", True, _("PostgreSQL looks after its own files."))
    with connection.cursor() as cursor:
        broken = [
            *cursor.execute("PRAGMA quick_check(1)").fetchall()[:1],
            *cursor.execute("PRAGMA foreign_key_check").fetchmany(1),
        ]
    if broken[0] != ("ok",) or len(broken) > 1:
        words = _("The database file is damaged: %(reason)s. Restore a backup.")
        return Finding("integrity", False, words % {"reason": broken})
    return Finding("integrity", True, _("The database file is whole and every reference leads somewhere."))


def _journal() -> Finding:
    counted = dict(Event.unscoped.values_list("workspace").annotate(Count("pk")).order_by())
    broken = [space.name for space in Workspace.objects.all() if counted.get(space.pk, 0) != space.journal_head]
    if broken:
        words = _("The journal of %(workspace)s has gaps. Restore a backup.")
        return Finding("journal", False, words % {"workspace": broken[0]})
    count = sum(counted.values())
    words = ngettext("The journal has no gaps (%(count)s event).", "The journal has no gaps (%(count)s events).", count)
    return Finding("journal", True, words % {"count": count})


def _reactions() -> Finding:
    parked = ReactionTrouble.unscoped.filter(parked_at__isnull=False)
    count, one = parked.count(), parked.order_by("-parked_at").first()
    if one is None:
        return Finding("reactions", True, _("Every event that calls for something was worked on, or is being so."))
    words = ngettext(
        "%(count)s event could not be worked on (%(name)s: %(error)s). Try again with `penstock automation retry`.",
        "%(count)s events could not be worked on (%(name)s: %(error)s). Try again with `penstock automation retry`.",
        count,
    )
    return Finding("reactions", False, words % {"count": count, "name": one.name, "error": one.error})


def _worker() -> Finding:
    if not is_held(settings.DATA):
        return Finding("worker", True, _("Penstock is not running on this folder."))
    if heartbeat.is_fresh():
        return Finding("worker", True, _("Penstock is running and its worker is well."))
    words = _("Penstock is running, but its worker has not been heard of for a while.")
    return Finding("worker", False, words)
