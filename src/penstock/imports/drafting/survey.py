"""The survey: one reading of all files that decides what no single row can decide, before anything is written.

Which tables list people and companies, and which names nearly match them; which pipelines and stages there are, in
which order and of which kind; which ids join; what the last day is that the files know.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from penstock.imports.drafting.days import as_day, moment_in
from penstock.imports.drafting.drafts import Draft, Refusal, TableReader
from penstock.imports.drafting.histories import Entry, Histories, gather
from penstock.imports.drafting.names import Names, NearMatch
from penstock.imports.drafting.stages import StageEvidence, StagePlan, outcome_by, plan_stages
from penstock.imports.recognise.outcomes import named_outcome
from penstock.imports.recognise.stage_dates import PREFIX, map_stage_dates
from penstock.imports.recognise.tables import Recognised, system_of

REFERENCES = {
    "owner": "person", "company": "company", "contact": "contact", "product": "product", "parent": "company",
    "manager": "person",
}  # fmt: skip
LISTS = ("person", "company", "product", "contact")
ONLY_PIPELINE = ""
PAST = frozenset({"created_at", "stage_entered_at", "won_at", "lost_at", "closed_at"})
PAST_WHEN_CLOSED = PAST | {"close_date"}


@dataclass(frozen=True)
class Choices:
    """What a person decided about an import; what is absent is as proposed.

    ``stage_kinds`` and ``aliases`` are keyed by name; an alias of None means that the name is a record of its own.
    """

    stage_kinds: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, dict[str, str | None]] = field(default_factory=dict)
    take_near: bool = True


@dataclass
class TableSurvey:
    """What one table came to; ``refusals`` are kept for tables that are read once and not again row by row."""

    recognised: Recognised
    reader: TableReader
    rows: int = 0
    refused: int = 0
    warnings: Counter[str] = field(default_factory=Counter)
    refusals: list[Refusal] = field(default_factory=list)


@dataclass
class Survey:
    """What the files come to as a whole."""

    tables: list[TableSurvey]
    zone: ZoneInfo
    known_stages: Sequence[str] = ()
    histories: dict[str, list[Entry]] = field(default_factory=dict)
    history_names: dict[str, str] = field(default_factory=dict)
    history_keys: dict[str, str | None] = field(default_factory=dict)
    """The key of each history by its deal's name; None where several share it."""
    evidence: defaultdict[str, StageEvidence] = field(default_factory=lambda: defaultdict(StageEvidence))
    pipelines: dict[str, list[StagePlan]] = field(default_factory=dict)
    stage_names: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    pipeline_names: dict[str, str] = field(default_factory=dict)
    listed: dict[str, dict[str, str]] = field(default_factory=lambda: {kind: {} for kind in LISTS})
    ids: dict[str, set[str]] = field(default_factory=lambda: {kind: set() for kind in LISTS})
    named: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    near: list[NearMatch] = field(default_factory=list)
    aliases: dict[str, dict[str, str | None]] = field(default_factory=dict)
    links: defaultdict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(dict))
    owner_ids: dict[str, "TableSurvey"] = field(default_factory=dict)
    currencies: Counter[str] = field(default_factory=Counter)
    latest: datetime | None = None
    notes: list[str] = field(default_factory=list)

    def of_kind(self, *kinds: str) -> list[TableSurvey]:
        """The tables of some kinds, in the order given."""
        return [table for kind in kinds for table in self.tables if table.recognised.kind.key == kind]

    def pipeline_of(self, values: dict[str, Any]) -> str:
        """The pipeline that a row of deals or of history names, by name or by id; one without a name otherwise."""
        told = values.get("pipeline")
        if told:
            return self.pipeline_names.get(told, told)
        stage = values.get("stage")
        listed = self.stage_names.get(stage) if stage else None
        return (listed[1] if listed else None) or ONLY_PIPELINE

    def entries_of(self, values: dict[str, Any]) -> list[Entry] | None:
        """The history of the deal in a row: by its id; by its name where the table of deals tells no ids."""
        if "external_id" in values:
            return self.histories.get(values["external_id"])
        key = self.history_keys.get(values.get("name", ""))
        return self.histories.get(key) if key else None

    def stage_of(self, values: dict[str, Any]) -> str | None:
        """The stage that a row names, by name or by id."""
        stage = values.get("stage")
        return self.stage_names[stage][0] if stage in self.stage_names else stage


def survey(
    recognised: Iterable[Recognised], zone: ZoneInfo, choices: Choices, known: dict[str, list[str]] | None = None
) -> Survey:
    """Read everything once. ``known`` lists the names that the workspace already has, by kind."""
    tables = list(recognised)
    system = system_of(tables)
    tables = [_with_stage_dates(one) for one in tables if one.kind.taken]
    found = Survey(
        [TableSurvey(one, TableReader(one, month_first=system.month_first)) for one in tables], zone, system.stages
    )
    for table in found.of_kind(*LISTS):
        _list(found, table)
    _join(found, system.month_first)
    for kind, read in (
        ("pipeline", _pipelines),
        ("stage", _stages),
        ("link", _links),
        ("history", _histories),
        ("deal", _deals),
    ):
        for table in found.of_kind(kind):
            read(found, table)
    for table in found.of_kind("activity"):
        _references(found, table)
    _plan_pipelines(found, choices)
    _match_names(found, choices, known or {})
    return found


def _with_stage_dates(one: Recognised) -> Recognised:
    """Columns that date a stage can be told only once the stages are known."""
    index = one.index("stage")
    if one.kind.key != "deal" or index is None:
        return one
    sample = one.table.sample()
    stages = list(dict.fromkeys(row[index].strip() for row in sample if row[index].strip()))
    return replace(one, columns=tuple(map_stage_dates(one.columns, sample, stages)))


def drafts_of(table: TableSurvey) -> Iterable[Draft]:
    """The drafts of a table, its refusals and warnings being counted on the way."""
    table.rows, table.refused = 0, 0
    table.warnings.clear()
    for draft in table.reader.drafts():
        table.rows += 1
        if isinstance(draft, Refusal):
            table.refused += 1
            continue
        table.warnings.update(warning.split(":")[0] for warning in draft.warnings)
        yield draft


def full_name(values: dict[str, Any]) -> str:
    """A person's or contact's name: whole, else put together from the parts that are there."""
    parts = (values.get("first_name"), values.get("middle_name"), values.get("last_name"))
    return values.get("name") or " ".join(part for part in parts if part) or "".join(values.get("emails", [])[:1])


def _list(found: Survey, table: TableSurvey) -> None:
    kind = table.recognised.kind.key
    for draft in drafts_of(table):
        name = full_name(draft.values)
        found.listed[kind].setdefault(name, draft.values.get("external_id", ""))
        if "external_id" in draft.values:
            found.ids[kind].add(draft.values["external_id"])
        _count_references(found, draft.values, kind)
        _note_owner(found, draft.values, table)
        _note_currency(found, draft.values)


def _join(found: Survey, month_first: bool) -> None:
    """A column that names records by what are in truth their ids is read as ids, and the other way round."""
    for position, table in enumerate(found.tables):
        columns = tuple(_by_id(column, found, table.recognised) for column in table.recognised.columns)
        if columns != table.recognised.columns:
            one = replace(table.recognised, columns=columns)
            found.tables[position] = TableSurvey(one, TableReader(one, month_first=month_first))


def _by_id(column: Any, found: Survey, one: Recognised) -> Any:
    kind = REFERENCES.get(column.field or "")
    if not kind or f"{column.field}_id" not in one.kind.fields or not found.ids.get(kind):
        return column
    values = {row[column.index].strip() for row in one.table.sample(500)} - {""}
    by_id, by_name = values & found.ids[kind], values & found.listed[kind].keys()
    if len(by_id) > len(by_name) and len(by_id) * 2 > len(values):
        return replace(column, field=f"{column.field}_id")
    return column


def _pipelines(found: Survey, table: TableSurvey) -> None:
    for draft in drafts_of(table):
        found.pipeline_names[draft.values["external_id"]] = draft.values["name"]


def _stages(found: Survey, table: TableSurvey) -> None:
    """A list of stages settles their order and kind."""
    for draft in drafts_of(table):
        values = draft.values
        pipeline = values.get("pipeline") or found.pipeline_names.get(
            values.get("pipeline_id", ""), values.get("pipeline_id")
        )
        found.stage_names[values.get("external_id", values["name"])] = (values["name"], pipeline)
        evidence = found.evidence[pipeline or ONLY_PIPELINE]
        evidence.listed[values["name"]] = float(values.get("order", len(evidence.listed)))
        told = outcome_by(values.get("is_closed"), values.get("is_won"), None)
        if told and "is_won" in values:
            evidence.told[values["name"]] = told
        if "probability" in values:
            share = float(values["probability"])
            evidence.probabilities[values["name"]][round(share * 100 if share <= 1 else share)] += 1


def _links(found: Survey, table: TableSurvey) -> None:
    for draft in drafts_of(table):
        for name in ("contact_id", "company_id"):
            if name in draft.values:
                found.links[draft.values["deal_id"]].setdefault(name, []).append(draft.values[name])


def _histories(found: Survey, table: TableSurvey) -> None:
    gathered: Histories = gather(table.reader, found.zone)
    table.rows, table.refused, table.refusals = gathered.rows, len(gathered.refusals), gathered.refusals
    found.notes += gathered.notes
    found.history_names.update(gathered.names)
    for key, name in gathered.names.items():
        found.history_keys[name] = None if found.history_keys.get(name, key) != key else key
    for key, entries in gathered.steps.items():
        for entry in entries:
            entry.stage = found.stage_of({"stage": entry.stage}) or entry.stage
            if "stage_from" in entry.facts:
                entry.facts = {**entry.facts, "stage_from": found.stage_of({"stage": entry.facts["stage_from"]})}
            _count_references(found, entry.facts, "history")
            _note_moment(found, entry.at)
            _note_currency(found, entry.facts)
        found.histories[key] = sorted([*found.histories.get(key, []), *entries], key=lambda entry: entry.at)
        pipeline = found.pipeline_of({**entries[0].facts, "stage": entries[0].stage})
        path = [entry.stage for entry in entries]
        origin = entries[0].facts.get("stage_from")
        found.evidence[pipeline].follow([origin, *path] if origin else path)


def _deals(found: Survey, table: TableSurvey) -> None:
    for draft in drafts_of(table):
        values = draft.values
        _count_references(found, values, "deal")
        _note_owner(found, values, table)
        _note_currency(found, values)
        stage, outcome = (
            found.stage_of(values),
            outcome_by(values.get("is_closed"), values.get("is_won"), values.get("status")),
        )
        _see_deal(found.evidence[found.pipeline_of(values)], stage, outcome, values)
        for name in _past(stage, outcome, values):
            _note_moment(found, moment_in(found.zone, values[name]))


def _see_deal(evidence: StageEvidence, stage: str | None, outcome: str | None, values: dict[str, Any]) -> None:
    """What a row tells of the stages: where the deal stands, how it came out, when it entered others."""
    evidence.deals += 1
    dated = sorted((as_day(value), name[len(PREFIX) :]) for name, value in values.items() if name.startswith(PREFIX))
    path = [name for _day, name in dated]
    if path:
        evidence.follow([*path, stage] if stage and stage != path[-1] else path)
    if stage:
        evidence.see(stage, outcome)
        if "probability" in values and outcome in (None, "open"):
            evidence.probabilities[stage][round(values["probability"])] += 1


def _past(stage: str | None, outcome: str | None, values: dict[str, Any]) -> list[str]:
    """The dates of a row that lie in the past: the close of an open deal is only expected."""
    closed = outcome in ("won", "lost") or (outcome is None and named_outcome(stage or ""))
    names = PAST_WHEN_CLOSED if closed else PAST
    return [name for name in values if name in names or name.startswith(PREFIX)]


def _references(found: Survey, table: TableSurvey) -> None:
    for draft in drafts_of(table):
        _count_references(found, draft.values, "activity")
        _note_owner(found, draft.values, table)


def _count_references(found: Survey, values: dict[str, Any], kind: str) -> None:
    for name, referred in REFERENCES.items():
        if name in values and not (kind == "product" and name == "owner"):
            found.named[referred][values[name]] += 1
    if "owner_email" in values and "owner" not in values:
        found.named["person"][values["owner_email"][0]] += 1


def _note_owner(found: Survey, values: dict[str, Any], table: TableSurvey) -> None:
    """Somebody who is referred to by an id alone, of whom no list tells more."""
    if "owner_id" in values and "owner" not in values and values["owner_id"] not in found.ids["person"]:
        found.owner_ids.setdefault(values["owner_id"], table)


def _note_currency(found: Survey, values: dict[str, Any]) -> None:
    if "currency" in values:
        found.currencies[values["currency"]] += 1


def _note_moment(found: Survey, moment: datetime) -> None:
    if (found.latest is None or moment > found.latest) and moment <= datetime.now(UTC):
        found.latest = moment


def _plan_pipelines(found: Survey, choices: Choices) -> None:
    for name, evidence in found.evidence.items():
        for stage, kind in choices.stage_kinds.items():
            if stage in evidence.seen or stage in evidence.listed:
                evidence.told[stage] = kind
        if evidence.deals or not any(other.deals for other in found.evidence.values()):
            found.pipelines[name] = plan_stages(evidence, found.known_stages)


def _match_names(found: Survey, choices: Choices, known: dict[str, list[str]]) -> None:
    """Names that no table lists and the workspace does not know are held against those that are."""
    for kind in LISTS:
        names = Names(kind, [*found.listed[kind], *known.get(kind, [])])
        chosen = choices.aliases.get(kind, {})
        aliases = found.aliases[kind] = {}
        if not names.exact:
            continue
        for name, rows in found.named[kind].items():
            if names.knows(name):
                continue
            near = names.near(name, rows)
            if near:
                found.near.append(near)
            aliases[name] = chosen.get(name, near.proposed if near and choices.take_near else None)
