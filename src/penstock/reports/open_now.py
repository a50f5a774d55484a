"""How many open deals of each stage wait, as it is now: the flags of the list, counted, each leading to that list.

These live by the hour (a step becomes overdue while one looks), so they are not of the catalogue and have no past day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, FilteredRelation, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from penstock.boards.filters import Filtering, read_filters
from penstock.boards.filters.choices import NONE
from penstock.common import clock
from penstock.deals.models import Deal
from penstock.fields.models import FieldType
from penstock.metrics.asked import Asked
from penstock.metrics.asking import ids_of
from penstock.metrics.copies import caught_up
from penstock.metrics.deal_filters import DEAL, is_deal_filter
from penstock.metrics.dimensions import CUSTOM, TARGET_METRIC
from penstock.metrics.question import MISSING
from penstock.metrics.words import custom_fields
from penstock.reports.report import Drawn, Nothing
from penstock.reports.tables import Cell
from penstock.ui import formats
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, Team

KINDS = {"pipeline": "pipeline", "stage": "stage", "team": "team", "owner": "person", "source": "source"}
KINDS |= {"loss_reason": "loss_reason"}
"""The filters of a page that the list has too, and the kind of names that they choose from."""
UNSET = ("owner", "source", "type", "forecast_category", "loss_reason")
"""Filters of the list that know those who have none."""
SAME = ("type", "forecast_category", "sector", "currency")
"""Filters whose values are the same on the list."""
TICKED = {"true": "yes", "false": "no"}


@dataclass(frozen=True)
class Waiting:
    """So many open deals of each stage for which a flag of the list holds."""

    filtering: Filtering
    counts: dict[int, int]
    stages: dict[str, int]

    def count(self, stage: str | None) -> int:
        """How many of a stage."""
        return self.counts.get(self.stages.get(stage or "", 0), 0)

    def cell(self, stage: str | None, note: str = "") -> Cell:
        """The number, leading to these deals on the list."""
        url = f"{reverse('boards:list')}?{self.filtering.query}&stage={self.stages.get(stage or '', 0)}"
        return Cell(formats.number(self.count(stage)), self.count(stage), url=url, note=note)


NOBODY = Cell(MISSING)
"""What stands where it cannot be told."""


def waiting(flags: Sequence[str], asked: Asked, by: Actor) -> dict[str, Waiting | None]:
    """The deals that wait now, by flag; None of a past day, or with a filter that the list does not have."""
    params = as_listed(asked, by)
    if asked.as_of or asked.known_as_of or params is None:
        return dict.fromkeys(flags)
    counts, stages = _counted(tuple(flags), params, by), ids_of("stage", by=by)
    return {
        flag: Waiting(_flagged(flag, params, by), {stage: row[place] for stage, *row in counts}, stages)
        for place, flag in enumerate(flags)
    }


def _flagged(flag: str, params: QueryDict, by: Actor) -> Filtering:
    """The list's own filters: these and the flag."""
    together = params.copy()
    together[flag] = "1"
    return read_filters(together, by)


def _counted(flags: tuple[str, ...], params: QueryDict, by: Actor) -> list[tuple[int, ...]]:
    """Of each stage, how many open deals each flag holds of: one walk, kept until something changes or a minute ends.

    Put as the list puts them, one by one, each would be a walk of its own over all open deals.
    """
    minute = clock.now().replace(second=0, microsecond=0)

    def read() -> list[tuple[int, ...]]:
        # With the workspace in the join the moments come from the index alone, in half the time.
        moments = FilteredRelation("mark", condition=Q(mark__workspace=by.workspace_id))
        deals = read_filters(params, by).find(Deal.objects.of(by).open()).annotate(moments=moments)
        holds = _holds(by)
        counts = {f"n_{flag}": Count("pk", filter=holds[flag]) for flag in flags}
        return list(deals.order_by().values_list("stage_id").annotate(**counts))

    key = ("waiting", minute, by.person_id, by.readable_people, by.zone.key, params.urlencode(), flags)
    with caught_up(by.workspace) as copy:
        return copy.keep(key, read)


def _holds(by: Actor) -> dict[str, Any]:
    """What each flag of the list says of an open deal, in words that one walk can answer together."""
    now = clock.now()
    return {
        "no_next_step": Q(next_step__isnull=True),
        "step_overdue": Q(next_step__due_at__lt=now),
        "slow": Q(moments__slow_at__lte=now),
        "stuck": Q(moments__stuck_at__lte=now),
        "close_overdue": Q(expected_close_on__lt=clock.day_of(now, by.zone)),
    }


def told_as_listed(sentence: str, asked: Asked) -> Drawn:
    """What a report shows that is told as it is now, with filters of the list, where more is asked."""
    plain = replace(asked, where=(), as_of=None, known_as_of=None)
    words = _("A past day, or a filter that the list of deals does not have, leaves nothing to tell here.")
    return Drawn(sentence, (), nothing=Nothing(sentence, words, _("Show it without filters"), plain.query()))


def filtered(asked: Asked, by: Actor) -> QuerySet[Deal] | None:
    """The open deals that fit the page's filters now; None of a past day, or with a filter that the list lacks."""
    params = as_listed(asked, by)
    if asked.as_of or asked.known_as_of or params is None:
        return None
    found: QuerySet[Deal] = read_filters(params, by).find(Deal.objects.of(by).open())
    return found


def as_listed(asked: Asked, by: Actor) -> QueryDict | None:
    """The page's filters as the list has them; None where the list has no such filter, or cannot mean it."""
    params, types = QueryDict(mutable=True), {CUSTOM + key: kind for key, _label, kind in custom_fields(by)}
    for name, value in asked.where:
        if name == TARGET_METRIC:
            continue
        if is_deal_filter(name):
            listed: tuple[str, str] | None = (name.removeprefix(DEAL), value)
        elif name in types:
            listed = _own(name, types[name], value)
        else:
            listed = _named(name, value, by)
        if listed is None:
            return None
        params.appendlist(*listed)
    # The list takes one pipeline at a time.
    found = _of_these_teams(params, by) if len(set(params.getlist("pipeline"))) < 2 else None
    return None if found is None or read_filters(found, by).problems else found


def _named(name: str, value: str, by: Actor) -> tuple[str, str] | None:
    if value == MISSING:
        return (name, NONE) if name in UNSET else None
    if name in SAME:
        return name, value
    known = {label.casefold(): pk for label, pk in ids_of(KINDS[name], by=by).items()} if name in KINDS else {}
    pk = known.get(value.casefold())
    return None if pk is None else (name, str(pk))


def _of_these_teams(params: QueryDict, by: Actor) -> QueryDict | None:
    """The same with owners in the place of teams that have others beneath them, which the list would take along."""
    teams = {int(pk) for pk in params.getlist("team")}
    if not Team.objects.of(by).filter(parent_id__in=teams).exists():
        return params
    owners = {str(pk) for pk in Person.objects.of(by).filter(team_id__in=teams).values_list("pk", flat=True)}
    owners &= set(params.getlist("owner")) or owners
    del params["team"]
    params.setlist("owner", sorted(owners))
    return params if owners else None


def _own(name: str, kind: str, value: str) -> tuple[str, str] | None:
    """A field with few values; the list looks for other texts otherwise than figures do."""
    told = TICKED.get(value) if kind == FieldType.YES_NO else value if kind == FieldType.CHOICE else None
    return None if told is None or value == MISSING else (f"custom.{name.removeprefix(CUSTOM)}", told)
