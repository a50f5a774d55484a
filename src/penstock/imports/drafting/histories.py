"""Histories: rows of a stage history gathered by deal, in order of time, cleaned of what is no step of a deal.

Four written rules decide what a step is:

1. Where the log mixes several lives (``A_…`` of the application, ``W_…`` of the work, ``O_…`` of the offer), the
   pipeline is the one that begins every case and holds its outcome; the others are left out and told.
2. Every row of an event log enters its stage, also from the stage itself: a visit of its own. A stage history may hold
   rows of other changes, so there a row enters its own stage anew only when it changes nothing else.
3. Of rows that only differ in their life cycle (scheduled, started, complete) the completion counts.
4. Stages that come with an outcome at the same instant, now before and now after it, are the outcome's companions: the
   outcome stands for them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from sys import intern
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from penstock.imports.drafting.days import moment_in
from penstock.imports.drafting.drafts import Draft, Refusal, TableReader
from penstock.imports.recognise.outcomes import named_outcome
from penstock.imports.recognise.systems import event_log

Shared = dict[tuple[tuple[str, Any], ...], dict[str, Any]]
"""Facts that rows have in common are kept once: a log of millions of events has few different ones."""
FAMILY = re.compile(r"^([A-Za-z]{1,3})[_:]")
COMPLETE = frozenset({"complete", "completed", "end", "завершено"})
INSTANT = 2.0
"""Seconds within which two events happen together."""
STAGE_PROPERTIES = frozenset(
    {"dealstage", "stage", "stagename", "hs_pipeline_stage", "стадия", "этап", "deal stage", "sales stage"}
)


@dataclass(slots=True)
class Entry:
    """One step: when, which stage, and the facts that the row tells (owner, value, …)."""

    at: datetime
    stage: str
    facts: dict[str, Any]
    row: int
    enters: bool = False


@dataclass
class Histories:
    """The steps of every deal by its id, and what has to be told about them."""

    steps: dict[str, list[Entry]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rows: int = 0


def gather(reader: TableReader, zone: ZoneInfo) -> Histories:
    """Read a history table whole."""
    found = Histories()
    gathered: defaultdict[str, list[tuple[Entry, str]]] = defaultdict(list)
    lifecycles: Counter[str] = Counter()
    shared: Shared = {}
    for draft in reader.drafts():
        found.rows += 1
        if isinstance(draft, Refusal):
            found.refusals.append(draft)
            continue
        if not _is_stage_row(draft.values):
            continue
        problem = _problem(draft.values)
        if problem:
            found.refusals.append(Refusal(draft.row, draft.cells, problem))
            continue
        lifecycle = draft.values.get("lifecycle", "").casefold()
        lifecycles[lifecycle] += 1
        key = draft.values.get("deal_id") or draft.values["deal_name"]
        if "deal_name" in draft.values:
            found.names[key] = draft.values["deal_name"]
        gathered[key].append((_entry(draft, zone, shared), intern(lifecycle)))
    _settle(found, gathered, lifecycles)
    is_log = reader.recognised.system.key == event_log.SYSTEM.key
    for entries in found.steps.values():
        mark_entries(entries, is_log=is_log)
    return found


def mark_entries(entries: list[Entry], *, is_log: bool) -> None:
    """Rule 2: which steps enter their stage although the deal is in it."""
    for before, entry in pairwise(entries):
        again = entry.stage == before.stage and entry.at > before.at
        entry.enters = again and (is_log or entry.facts == before.facts)


def _is_stage_row(values: dict[str, Any]) -> bool:
    """Whether a row of a property history is about the stage; a pure stage history always is."""
    return "property" not in values or values["property"].casefold() in STAGE_PROPERTIES


def _problem(values: dict[str, Any]) -> str | None:
    for name, sentence in (("stage", _("the stage is blank")), ("entered_at", _("the date is blank"))):
        if name not in values:
            return sentence
    return None


def _entry(draft: Draft, zone: ZoneInfo, shared: Shared) -> Entry:
    values = draft.values
    at: date | datetime = values["entered_at"]
    facts = {name: values[name] for name in FACTS if name in values}
    return Entry(
        moment_in(zone, at), intern(values["stage"]), shared.setdefault(tuple(facts.items()), facts), draft.row
    )


FACTS = (
    *("owner", "owner_id", "value", "currency", "probability", "expected_close_on", "pipeline", "company"),
    "stage_from",
)


def _settle(found: Histories, gathered: dict[str, list[tuple[Entry, str]]], lifecycles: Counter[str]) -> None:
    """Order each deal's rows and apply the rules."""
    family = _family(gathered)
    completes = lifecycles.keys() & COMPLETE
    only = completes if completes and len(lifecycles) > 1 else None
    dropped: Counter[str] = Counter()
    for key, rows in gathered.items():
        kept = [entry for entry, lifecycle in rows if _wanted(entry, lifecycle, family, only, dropped)]
        if kept:
            found.steps[key] = sorted(kept, key=lambda entry: entry.at)
    _tell_families(found, family, dropped)
    _drop_companions(found)


def _wanted(
    entry: Entry, lifecycle: str, family: str | None, only: Iterable[str] | None, dropped: Counter[str]
) -> bool:
    if family and not entry.stage.startswith(family):
        match = FAMILY.match(entry.stage)
        dropped[match[0] if match else entry.stage] += 1
        return False
    return only is None or lifecycle in only


def _family(gathered: dict[str, list[tuple[Entry, str]]]) -> str | None:
    """The prefix of the life that is the pipeline, where stages carry prefixes of several."""
    stages = {entry.stage for rows in gathered.values() for entry, _lifecycle in rows}
    families = Counter(match[0] for stage in stages if (match := FAMILY.match(stage)))
    if len(families) < 2 or sum(families.values()) < len(stages) * 0.9:
        return None
    firsts = Counter(_prefix(min(rows, key=lambda row: row[0].at)[0].stage) for rows in gathered.values())
    outcomes = Counter(_prefix(stage) for stage in stages if named_outcome(stage) in ("won", "lost"))
    return max(families, key=lambda prefix: firsts[prefix] / len(gathered) + 0.1 * min(outcomes[prefix], 2))


def _prefix(stage: str) -> str:
    match = FAMILY.match(stage)
    return match[0] if match else ""


def _tell_families(found: Histories, family: str | None, dropped: Counter[str]) -> None:
    if not family:
        return
    others = ", ".join(f"{prefix}… ({count})" for prefix, count in dropped.most_common())
    found.notes.append(
        _(
            "The pipeline is made of the stages %(family)s…, which begin every case; "
            "rows of other lives are left out: %(others)s."
        )
        % {"family": family, "others": others}
    )


def _drop_companions(found: Histories) -> None:
    """Rule 4: stages that always come within an instant of an outcome, in any order, are not stages of their own."""
    companions = companions_of(found.steps)
    if not companions:
        return
    for key, entries in found.steps.items():
        found.steps[key] = [entry for entry in entries if entry.stage not in companions] or entries
    for companion, outcome in sorted(companions.items()):
        found.notes.append(
            _("%(stage)s always comes at the same moment as %(outcome)s, which stands for it.")
            % {"stage": companion, "outcome": outcome}
        )


def companions_of(steps: dict[str, list[Entry]]) -> dict[str, str]:
    """Companion stage → the outcome that it comes with."""
    totals: Counter[str] = Counter(entry.stage for entries in steps.values() for entry in entries)
    won = {stage for stage in totals if named_outcome(stage) in ("won", "lost")}
    together: Counter[tuple[str, str]] = Counter()
    before: Counter[tuple[str, str]] = Counter()
    for entries in steps.values():
        for outcome in (entry for entry in entries if entry.stage in won):
            for entry in entries:
                if entry.stage not in won and abs((entry.at - outcome.at).total_seconds()) <= INSTANT:
                    together[entry.stage, outcome.stage] += 1
                    before[entry.stage, outcome.stage] += entry.at < outcome.at or (
                        entry.at == outcome.at and entry.row < outcome.row
                    )
    return {
        stage: outcome
        for (stage, outcome), count in together.items()
        if count >= totals[stage] * 0.98 and count >= 5 and 0.02 < before[stage, outcome] / count < 0.98
    }
