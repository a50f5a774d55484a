"""Lets a copy catch up with the journal: what happened since its mark, or everything anew where that cannot be told."""

from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from penstock.common import clock
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.metrics.columnar import Copy, Mark, Told, unheard
from penstock.metrics.feeding import DatabaseFeed
from penstock.workspaces.models import Workspace

FAR = 20_000
"""So many events behind, drawing everything anew is quicker than following."""

DEALS_ALONE = (
    "deal.",
    "activity.",
    "contact.",
    "company.",
    "note.",
    "file.",
    "need.",
    "objection.",
    "finding.",
    "loss.",
)
"""Events of these subjects change no name of a person, team, stage, source, product or rate."""


RESTAGED = ("stage.changed", "stage.merged")
"""Events of a stage that begin spans of its deals without an event of each deal."""


class News(NamedTuple):
    """What happened since a mark; ``known`` is whether the mark's own event is still what it was."""

    known: bool
    mark: Mark
    deal_ids: list[int]
    company_ids: list[int]
    names: bool


def follow(copy: Copy, workspace: Workspace, folder: Path, known_on: date | None = None) -> bool:
    """Bring a copy to the journal's head by what happened since; False where it must be drawn anew.

    With ``known_on`` it goes on holding what was known when that day ended, with the names and rates of now.
    """
    news = _news(workspace, copy.mark) if copy.mark and copy.zone == workspace.time_zone else None
    if news is None or not news.known:
        return False
    if news.mark != copy.mark:
        feed = _feed(workspace, folder, known_on)
        copy.follow(feed, news.deal_ids, news.company_ids, news.mark, names=news.names)
    return True


def draw(copy: Copy, workspace: Workspace, folder: Path, told: Told = unheard, known_on: date | None = None) -> None:
    """Draw everything anew; what happens meanwhile is followed later, because the mark is from before."""
    newest = _newest(workspace)
    copy.draw(_feed(workspace, folder, known_on), newest, told)


def _feed(workspace: Workspace, folder: Path, known_on: date | None) -> DatabaseFeed:
    before = clock.day_start(known_on + timedelta(days=1), workspace.zone) if known_on else None
    return DatabaseFeed(workspace, folder, before)


def _news(workspace: Workspace, mark: Mark) -> News:
    """What the journal says after the mark; the mark's own event comes first and must be the one we know."""
    rows = Event.objects.on(workspace).filter(position__gte=max(mark.position, 1)).order_by("position")
    told = list(rows.values_list("position", "recorded_at", "kind", "deal_id", "company_id")[: FAR + 1])
    deal_ids = {row[3] for row in told if row[3] is not None}
    deal_ids |= _restaged(workspace, [row[0] for row in told if row[2] in RESTAGED and row[0] > mark.position])
    known = max(len(told), len(deal_ids)) <= FAR
    if mark.position:
        known &= bool(told) and Mark(told[0][0], str(told[0][1])) == mark
        del told[:1]
    return News(
        known,
        Mark(told[-1][0], str(told[-1][1])) if told else mark,
        sorted(deal_ids),
        sorted({row[4] for row in told if row[4] is not None and row[2].startswith("company.")}),
        not all(row[2].startswith(DEALS_ALONE) for row in told),
    )


def _restaged(workspace: Workspace, positions: list[int]) -> set[int]:
    """The deals in stages that such events were about; those that left since have events of their own."""
    if not positions:
        return set()
    told = Event.objects.on(workspace).filter(position__in=positions).values_list("data", flat=True)
    stages = {data.get("into_stage_id", data["stage_id"]) for data in told}
    return set(Deal.objects.on(workspace).filter(stage_id__in=stages).values_list("pk", flat=True))


def _newest(workspace: Workspace) -> Mark:
    rows = Event.objects.on(workspace).order_by("-position").values_list("position", "recorded_at")
    newest = rows.first()
    return Mark(newest[0], str(newest[1])) if newest else Mark()
