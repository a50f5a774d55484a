"""Preparing: an import's files and choices become recognised tables and a survey, the same each time."""

from typing import Any

from penstock.imports.drafting.drafts import CUSTOM, Draft
from penstock.imports.drafting.survey import Choices, Survey, survey
from penstock.imports.files import tables_of
from penstock.imports.models import Import, KeptMapping
from penstock.imports.reading import Table
from penstock.imports.recognise.tables import Recognised, as_kind, recognise, system_of
from penstock.imports.running.books import headers_key, known_names, open_books
from penstock.imports.running.custom_fields import custom_names, with_custom
from penstock.imports.running.known_deals import deals_elsewhere, told_by_histories, usual_pipeline
from penstock.imports.running.run import Run
from penstock.workspaces.actor import Actor

SAMPLE = 500


def prepare(record: Import, by: Actor) -> Run:
    """Everything that the preview and the run need; the files are read once more for it."""
    recognised = recognised_tables(record, by)
    return run_of(record, by, survey(recognised, by.workspace.zone, choices_of(record), known_names(by)), recognised)


def run_of(record: Import, by: Actor, found: Survey, recognised: list[Recognised]) -> Run:
    """A run over a survey, with the books as they stand now."""
    books = open_books(by, recognised, found.aliases)
    run = Run(record, by, found, books, currency_of(record, found, by), pipeline_of(record, recognised), recognised)
    run.elsewhere, run.historic = deals_elsewhere(by, found, recognised), told_by_histories(by)
    if not record.choices.get("pipeline"):
        run.pipeline = usual_pipeline(by, _told_elsewhere(run)) or run.pipeline
    return run


def _told_elsewhere(run: Run) -> list[int]:
    """Deals of the files that other files brought: they stay in their pipeline."""
    told = set(run.survey.histories)
    for table in run.survey.of_kind("deal") if run.elsewhere else []:
        told |= {row.values.get("external_id", "") for row in table.reader.drafts(0, SAMPLE) if isinstance(row, Draft)}
    return [pk for key, (pk, _name) in run.elsewhere.items() if key in told]


def recognised_tables(record: Import, by: Actor) -> list[Recognised]:
    """The tables as recognised, with what a person kept from before and chose now."""
    tables = tables_of(record)
    kept = {one.headers: one for one in KeptMapping.objects.of(by)}
    own = custom_names(by)
    found = [with_custom(one, own) for one in recognise(tables)]
    return [_chosen(one, record.choices, kept.get(headers_key(one.table.headers))) for one in found]


def _chosen(one: Recognised, choices: dict[str, Any], kept: KeptMapping | None) -> Recognised:
    """A table under a person's word: what was kept for such headers, then what was said for this import."""
    if kept:
        one = _mapped(_as(one, kept.kind), kept.columns)
    name = one.table.name
    one = _as(one, choices.get("kinds", {}).get(name, one.kind.key))
    return _mapped(one, choices.get("columns", {}).get(name, {}))


def _as(one: Recognised, kind: str) -> Recognised:
    return one if kind == one.kind.key else as_kind(one.table, kind)


def _mapped(one: Recognised, columns: dict[str, str | None]) -> Recognised:
    for header, name in columns.items():
        if not name or name in one.kind.fields or name.startswith(CUSTOM):
            one = one.with_field(header, name or None)
    return one


def choices_of(record: Import) -> Choices:
    """A person's choices in the survey's form."""
    said = record.choices
    return Choices(said.get("stage_kinds", {}), said.get("aliases", {}), said.get("take_near", True))


def currency_of(record: Import, found: Survey, by: Actor) -> str:
    """The currency of amounts that name none: as chosen, else the one the files name most, else the workspace's."""
    usual = found.currencies.most_common(1)
    return record.choices.get("currency") or (usual[0][0] if usual else by.workspace.currency)


def pipeline_of(record: Import, recognised: list[Recognised]) -> str:
    """The name of the pipeline whose name the files do not tell: as chosen, else the system's or the table's."""
    chosen = record.choices.get("pipeline")
    if chosen:
        return str(chosen)
    system = system_of(recognised)
    table = next((one.table for one in recognised if one.kind.key in ("deal", "history")), None)
    return pipeline_title(table) if system.key in ("generic", "event_log") and table else system.title


def pipeline_title(table: Table) -> str:
    """A table's name as a title."""
    words = table.name.replace("_", " ").replace("-", " ").split()
    return " ".join(words)[:1].upper() + " ".join(words)[1:]
