"""Late histories: what a stage history tells of deals that are here already, and what a row adds to such a history.

A history tells the past; where a deal stands now is told by its row. What happened here after the last step goes on.
"""

from dataclasses import replace
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from penstock.deals.actions.ingest_deals import DealHistory, Step
from penstock.deals.actions.rewrite_histories import believed_spans, rewrite_histories
from penstock.deals.models import Deal, DealSpan, DealStatus
from penstock.imports.drafting.drafts import Draft
from penstock.imports.drafting.histories import Entry
from penstock.imports.drafting.names import trim_name
from penstock.imports.drafting.survey import TableSurvey
from penstock.imports.drafting.visits import LaidOut, lay_out
from penstock.imports.running.deal_histories import history_of, step_of
from penstock.imports.running.gates import override_of, refuse_unready_ways
from penstock.imports.running.references import owner_of
from penstock.imports.running.run import Run
from penstock.journal.models import Event
from penstock.pipelines.models import Stage

Known = list[tuple[int, Draft, LaidOut]]
OWNERS = ("owner", "owner_id", "owner_email")


def rewrite_from_histories(run: Run, table: TableSurvey, known: Known) -> None:
    """Tell the pasts of known deals as the histories of the files do."""
    deals = _in_sight(run, [pk for pk, _draft, _laid in known])
    spans, stages = believed_spans(deals), _stages(run)
    pairs: dict[int, tuple[DealHistory, Draft]] = {}
    for pk, draft, _laid in known:
        if pk not in deals:
            run.refuse("deal", table, draft, removed_sentence())
        else:
            pairs[pk] = _past(run, deals[pk], spans[pk], draft, stages), draft
    _rewrite(run, table, deals, pairs)


def complete_histories(run: Run, table: TableSurvey, known: Known) -> Known:
    """Join rows with the histories of their deals, the files' or the one that made the deal; returns the other rows.

    Where people have changed a deal since, its row is an update like any other.
    """
    joined = [one for one in known if one[0] in run.historic or run.survey.entries_of(one[1].values)]
    deals = _in_sight(run, [pk for pk, _draft, _laid in joined])
    changed_here = _changed_here(run, list(deals))
    spans = believed_spans({pk: deal for pk, deal in deals.items() if pk not in changed_here})
    stages = _stages(run)
    pairs = {
        pk: (_joined(run, deals[pk], spans[pk], draft.values, stages), draft)
        for pk, draft, _laid in joined
        if pk in spans
    }
    _rewrite(run, table, deals, pairs)
    for pk in run.historic & pairs.keys():
        run.told_by_row(pk, table, pairs[pk][1].values.get("external_id", ""))
    return [one for one in known if one[0] not in pairs]


def told_anew(run: Run, known: dict[str, int]) -> int:
    """How many of these deals would have another past than is believed."""
    spans = believed_spans(_in_sight(run, list(known.values())))
    names = dict(Stage.objects.of(run.by).values_list("pk", "name"))
    return sum(1 for key, pk in known.items() if pk in spans and _differs(run.survey.histories[key], spans[pk], names))


def removed_sentence() -> str:
    """Why a row of a deal that was removed is not taken."""
    return _("this deal was imported before and has been removed here since; restore it first")


def _in_sight(run: Run, deal_ids: list[int]) -> dict[int, Deal]:
    deals: dict[int, Deal] = Deal.objects.of(run.by).select_related("stage", "workspace").in_bulk(deal_ids)
    return deals


def _differs(entries: list[Entry], spans: list[DealSpan], names: dict[int, str]) -> bool:
    believed = {(span.entered_at, trim_name(names[span.stage_id])) for span in spans}
    return any((entry.at, trim_name(entry.stage)) not in believed for entry in entries)


def _rewrite(run: Run, table: TableSurvey, deals: dict[int, Deal], pairs: dict[int, tuple[DealHistory, Draft]]) -> None:
    refuse_unready_ways(run, table, deals, pairs)
    told = [(deals[pk], history) for pk, (history, _draft) in pairs.items()]
    positions = rewrite_histories(told, by=run.by, override=override_of(run.record))
    for (pk, (_history, draft)), position in zip(pairs.items(), positions, strict=True):
        before = {} if position is None else {"history": position}
        run.matched("deal", pk, table, draft.values.get("external_id", ""), before)


def _past(run: Run, deal: Deal, spans: list[DealSpan], draft: Draft, stages: dict[int, Stage]) -> DealHistory:
    """The history of the files, then what happened here after it; the deal stands where it stands."""
    entries = _entries(run, run.survey.histories[draft.values["external_id"]])
    until = entries[-1].at
    later = [span for span in spans if span.from_at > until]
    standing = next((span for span in reversed(spans) if span.from_at <= until), spans[0])
    values = {"created_at": deal.opened_at, **_told(deal, standing)}
    pipeline = run.survey.pipeline_of(draft.values)
    laid = lay_out(values, entries, run.courses[pipeline])
    steps = [step_of(run, visit, pipeline) for visit in laid.visits] + _later_steps(deal, later, spans, stages)
    if steps[-1].stage.pk != deal.stage_id:
        steps.append(Step(steps[-1].at, deal.stage, {}))
    steps[-1].facts.update(currency=deal.currency, loss_reason_id=deal.loss_reason_id)
    return DealHistory(deal.name, steps)


def _told(deal: Deal, span: DealSpan) -> dict[str, Any]:
    """What a span says as a row of the files would; what nobody ever told of the deal is left out."""
    amount = {"value": span.value, "currency": span.currency} if deal.amount is not None else {}
    return amount | ({"person_id": span.owner_id} if span.owner_id is not None else {})


def _later_steps(deal: Deal, later: list[DealSpan], spans: list[DealSpan], stages: dict[int, Stage]) -> list[Step]:
    visits = {span.pk: before.visit for before, span in pairwise(spans)}
    found = []
    for span in later:
        facts: dict[str, Any] = {
            "owner_id": span.owner_id,
            "currency": span.currency,
            "loss_reason_id": span.loss_reason_id,
        }
        if deal.amount is not None:
            facts["amount"] = span.value
        enters = visits.get(span.pk) != span.visit
        is_aside = span.status == DealStatus.ASIDE
        found.append(Step(span.from_at, stages[span.stage_id], facts, enters, is_aside))
    return found


def _joined(
    run: Run, deal: Deal, spans: list[DealSpan], values: dict[str, Any], stages: dict[int, Stage]
) -> DealHistory:
    """A row and a history as if they had come together."""
    pipeline = run.survey.pipeline_of(values)
    told = run.survey.entries_of(values)
    entries = _entries(run, told) if told else _entries_of_spans(run, deal, spans, pipeline, stages)
    owner = owner_of(run, values)
    values = {name: value for name, value in values.items() if name not in OWNERS}
    if owner is not None:
        values["person_id"] = owner
    laid = lay_out(values, entries, run.courses[pipeline])
    history = history_of(run, values, laid, pipeline)
    history.facts = {name: value for name, value in history.facts.items() if value not in (None, "")}
    return history


def _entries(run: Run, entries: list[Entry]) -> list[Entry]:
    """The steps of a history with their owners as people who are known here."""
    return [replace(entry, facts=_with_person(run, entry.facts)) for entry in entries]


def _with_person(run: Run, facts: dict[str, Any]) -> dict[str, Any]:
    owner = owner_of(run, facts)
    plain = {name: value for name, value in facts.items() if name not in OWNERS}
    return plain | ({"person_id": owner} if owner is not None else {})


def _entries_of_spans(
    run: Run, deal: Deal, spans: list[DealSpan], pipeline: str, stages: dict[int, Stage]
) -> list[Entry]:
    """The history that made a deal, out of its spans; stages that the files do not name keep their own name."""
    names = {stage.pk: name for (place, name), stage in run.stages.items() if place == pipeline}
    found: list[Entry] = []
    last: DealSpan | None = None
    for span in spans:
        name = names.setdefault(span.stage_id, stages[span.stage_id].name)
        run.stages.setdefault((pipeline, name), stages[span.stage_id])
        again = last is not None and last.stage_id == span.stage_id and last.visit != span.visit
        found.append(Entry(span.from_at, name, _told(deal, span), 0, again))
        last = span
    return found


def _stages(run: Run) -> dict[int, Stage]:
    return {stage.pk: stage for stage in Stage.objects.of(run.by)}


def _changed_here(run: Run, deal_ids: list[int]) -> set[int]:
    """The deals that somebody has changed otherwise than by imports."""
    events = Event.objects.on(run.by.workspace).filter(deal_id__in=deal_ids, kind__startswith="deal.")
    return set(events.exclude(origin="import").values_list("deal_id", flat=True))
