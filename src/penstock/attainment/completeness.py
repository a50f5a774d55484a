"""Whether a set of targets is complete: who lacks what is wanted of others in their team, and what kind is missing.

A complete set wants a result of people (revenue or deals won) and the work that leads to it (activities, calls,
meetings), and the same metrics of everybody in a team, so that they can be compared.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from penstock.attainment.standing import Line
from penstock.targets.models import Aim, Target
from penstock.targets.periods import Period
from penstock.targets.tree import Tree
from penstock.ui import formats
from penstock.workspaces.actor import Actor

RESULTS = frozenset({Aim.REVENUE, Aim.DEALS})
MOST = 5
"""So many people are named."""


def gaps(lines: Iterable[Line], when: Period, tree: Tree, by: Actor) -> list[str]:
    """What the set of targets lacks of the people whose targets the asker may set, in sentences; by one query."""
    people = {line.whose.id: line.name for line in lines if line.whose.kind == "person" and line.may_set}
    wanted = _wanted(when, by)
    mine = {pk: wanted[pk] for pk in people if pk in wanted}
    return [*_kinds({aim for aims in mine.values() for aim in aims}), *_lacking(people, wanted, tree)]


def _wanted(when: Period, by: Actor) -> dict[int, set[Aim]]:
    """The metrics that are wanted of each person in periods that have a day of this one."""
    found: dict[int, set[Aim]] = defaultdict(set)
    rows = Target.objects.of(by).touching(when.span).filter(person__isnull=False)
    for pk, metric in rows.values_list("person_id", "metric").distinct():
        found[pk].add(Aim(metric))
    return found


def _kinds(aims: set[Aim]) -> list[str]:
    if not aims or (aims & RESULTS and aims - RESULTS):
        return []
    if aims & RESULTS:
        return [_("Only results are wanted: add some of the work that leads to them, such as meetings held.")]
    return [_("Only work is wanted: add the result that it is for, such as revenue won.")]


def _lacking(people: dict[int, str], wanted: dict[int, set[Aim]], tree: Tree) -> list[str]:
    """For each metric those who have targets but not of it, while most others in their team have it."""
    missing: dict[Aim, list[str]] = defaultdict(list)
    for team in tree.teams:
        members = [pk for pk in tree.people_in(team) if pk in people and pk in wanted]
        for aim in Aim:
            without = [people[pk] for pk in members if aim not in wanted[pk]]
            if 0 < len(without) < len(members) / 2:
                missing[aim] += without
    return [_sentence(aim, names) for aim, names in missing.items()]


def _sentence(aim: Aim, names: list[str]) -> str:
    told = {"aim": aim.label, "people": formats.listed(names[:MOST]), "count": len(names) - MOST}
    if len(names) <= MOST:
        return _("%(aim)s: wanted of most of the team, but not of %(people)s.") % told
    words = ngettext(
        "%(aim)s: wanted of most of the team, but not of %(people)s and %(count)s more.",
        "%(aim)s: wanted of most of the team, but not of %(people)s and %(count)s more.",
        len(names) - MOST,
    )
    return words % told
