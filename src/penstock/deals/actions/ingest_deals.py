"""Write many deals with their dated histories at once: the import's form of open, move, win, lose and assign.

Each step of a history goes through the same rules of state as a single action; only the writing is in bulk.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.bulk import fresh
from penstock.common.errors import Missing, Refused
from penstock.common.references import require_ours
from penstock.companies.models import Company
from penstock.contacts.models import Contact
from penstock.deals.actions.move_deal import EVENTS, told
from penstock.deals.actions.open_deal import opened
from penstock.deals.changing import DERIVED, next_span
from penstock.deals.events import Changes, DealAssigned, DealChanged, DealEvent
from penstock.deals.gates.opening import Newcomer, any_rules, missing_of_newcomers
from penstock.deals.gates.overriding import record_override
from penstock.deals.gates.passing import let_past
from penstock.deals.models import Deal, DealContact, DealItem, DealSpan, DealTag, Tag
from penstock.deals.models.span import TRACKED
from penstock.deals.state import monthly_of, odds_of, status_of, step_name, value_of
from penstock.journal.models import Event
from penstock.journal.recording import record_dated
from penstock.pipelines.models import LossReason, Source, Stage
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

KEPT = (*TRACKED, *DERIVED)
REFERENCES: dict[Any, str] = {
    Person: "owner_id",
    Company: "company_id",
    Source: "source_id",
    LossReason: "loss_reason_id",
}


@dataclass(frozen=True)
class Step:
    """What became true of a deal at a moment; ``facts`` are fields of the deal (owner_id, amount, currency, …).

    ``enters`` says that the deal entered the stage then even if it was in it already: a visit of its own.
    ``is_aside`` says that it was set aside from then on, which only the past of a deal that is here already knows.
    """

    at: datetime
    stage: Stage
    facts: dict[str, Any] = field(default_factory=dict)
    enters: bool = False
    is_aside: bool = False


@dataclass
class DealHistory:
    """A deal as another system tells it: its facts, its steps in order of time, and what hangs on it."""

    name: str
    steps: list[Step]
    facts: dict[str, Any] = field(default_factory=dict)
    items: list[DealItem] = field(default_factory=list)
    contacts: list[DealContact] = field(default_factory=list)
    tag_ids: list[int] = field(default_factory=list)


class Moment(NamedTuple):
    """A step drawn out: the tracked facts it led to, what changed, and the stage before it."""

    at: datetime
    before: Stage | None
    facts: dict[str, Any]
    changes: Changes


class Drawn(NamedTuple):
    """A history drawn out in memory: the deal as it ends, and its moments."""

    deal: Deal
    moments: list[Moment]


@action
def ingest_deals(histories: list[DealHistory], *, by: Actor, override: str = "") -> list[Deal]:
    """Write deals with all their spans and events, dated as they happened; returns them in the order given.

    Where a deal stands at the end of its history is met by the gates up to there, as if it were opened there; what the
    history passed through before is the past. Raises Unready unless ``override`` says why somebody with the right takes
    the deals past the rules; ``missing_of_histories`` tells beforehand.
    """
    require_sound(histories, by)
    drawn = [draw(history, by) for history in histories]
    missing = _missing(histories, drawn, by)
    for history, lacking in zip(histories, missing, strict=True):
        let_past(lacking, history.steps[-1].stage, by, override)
    deals = Deal.objects.insert([one.deal for one in drawn])
    events = iter(record_dated(by, [dated for one in drawn for dated in _events(one)]))
    DealSpan.objects.insert([span for one in drawn for span in spans_of(one, events)])
    _write_parts(histories, deals, by)
    for deal, lacking in zip(deals, missing, strict=True):
        record_override(deal, deal.stage, lacking, override, by=by, at=deal.stage_entered_at)
    return deals


def missing_of_histories(histories: list[DealHistory], by: Actor) -> list[list[Missing]]:
    """What each history would lack where it ends, in their order; nothing is drawn out where no stage asks anything."""
    if not any_rules((history.steps[-1].stage for history in histories), by):
        return [[] for _history in histories]
    return _missing(histories, [draw(history, by) for history in histories], by)


def _missing(histories: list[DealHistory], drawn: list[Drawn], by: Actor) -> list[list[Missing]]:
    if not any_rules((history.steps[-1].stage for history in histories), by):
        return [[] for _history in histories]
    return missing_of_newcomers(list(map(_newcomer, histories, drawn)), by)


def _newcomer(history: DealHistory, drawn: Drawn) -> Newcomer:
    """A deal as it ends, for the gates."""
    steps = history.steps
    ends = [*(step.at for step in steps[1:]), clock.now()]
    spans = [(step.stage.pk, step.at, end) for step, end in zip(steps, ends, strict=True)]
    return Newcomer(drawn.deal, steps[-1].stage, history.contacts, history.items, list(spans))


def require_sound(histories: list[DealHistory], by: Actor) -> None:
    """Raise unless the actor may write these histories, they are in order of time, and all they refer to is ours."""
    told = _referred(histories)
    for owner in told["owner_id"] or {None}:
        by.require_write(owner, _("You may not import deals of other people."))
    now = clock.now()
    for history in histories:
        moments = [step.at for step in history.steps]
        if not moments or moments[-1] > now or moments != sorted(moments):
            sentence = _("The history of “%(deal)s” is not in order of time, or lies in the future.")
            raise Refused(sentence % {"deal": history.name})
    _require_ours(histories, told, by)


def _referred(histories: list[DealHistory]) -> dict[str, set[int | None]]:
    """The ids of everything that the facts refer to, by the name of the fact; one walk through all of them."""
    found: dict[str, set[int | None]] = {name: set() for name in REFERENCES.values()}
    for history in histories:
        for facts in (history.facts, *[step.facts for step in history.steps]):
            for name in found.keys() & facts.keys():
                found[name].add(facts[name])
    return found


def _require_ours(histories: list[DealHistory], told: dict[str, set[int | None]], by: Actor) -> None:
    """Everything that the histories refer to is of the actor's workspace; a query for each kind of record."""
    stages = {id(step.stage): step.stage for history in histories for step in history.steps}
    require_ours(by, Stage, {stage.pk for stage in stages.values()})
    for model, name in REFERENCES.items():
        require_ours(by, model, told[name])
    require_ours(by, Contact, {link.contact_id for history in histories for link in history.contacts})
    require_ours(by, Tag, {tag for history in histories for tag in history.tag_ids})


def draw(history: DealHistory, by: Actor) -> Drawn:
    """Walk through the steps in memory; a step that changes nothing leaves no trace."""
    told = {"workspace_id": by.workspace_id, "name": history.name, "opened_at": history.steps[0].at, **history.facts}
    deal: Deal = fresh(Deal, **told)
    columns = deal.__dict__  # written directly: this is the hot loop of an import
    columns["currency"] = columns["currency"] or by.workspace.currency
    before: Stage | None = None
    was: dict[str, Any] = {}
    moments: list[Moment] = []
    for step in history.steps:
        _take(columns, step, history.items)
        now = {name: columns[name] for name in KEPT}
        changes = {name: [value, now[name]] for name, value in was.items() if now[name] != value}
        if before is None or changes:
            moments.append(Moment(step.at, before, now, changes))
        before, was = step.stage, now
    deal._state.fields_cache["stage"] = history.steps[-1].stage  # its id stands there already
    return Drawn(deal, moments)


def _take(columns: dict[str, Any], step: Step, items: list[DealItem]) -> None:
    """Let a step become true of the deal with these columns, with all that follows from it."""
    stage, at = step.stage, step.at
    key = stage.id
    if columns["stage_id"] != key:
        columns["closed_at"] = None if stage.is_open else at
    if columns["stage_id"] != key or step.enters:
        columns["stage_entered_at"] = at
    columns.update(step.facts)
    columns["stage_id"], columns["pipeline_id"], columns["status"] = (
        key,
        stage.pipeline_id,
        status_of(stage, step.is_aside),
    )
    columns["odds"] = odds_of(stage, columns["probability"])
    columns["value"], columns["value_basis"] = value_of(columns["amount"], items)
    columns["mrr"] = monthly_of(columns["monthly_amount"], items)


def _events(one: Drawn) -> Iterator[tuple[DealEvent, datetime]]:
    for moment in one.moments:
        if moment.before is None:
            yield opened(one.deal, moment.facts), moment.at
        else:
            yield _event(one.deal, moment, moment.before), moment.at


def _event(deal: Deal, moment: Moment, before: Stage) -> DealEvent:
    shared: dict[str, Any] = {"deal_id": deal.id, "company_id": deal.company_id, "changes": moment.changes}
    facts, changes = moment.facts, moment.changes
    if "stage_id" in changes:
        name = step_name(before.kind, facts["status"])
        return EVENTS[name](**shared, **told(name, before.pk, facts))
    if set(changes) == {"owner_id"}:
        return DealAssigned(**shared, from_owner_id=changes["owner_id"][0], owner_id=facts["owner_id"])
    return DealChanged(**shared)


def spans_of(one: Drawn, events: Iterable[Event]) -> Iterator[DealSpan]:
    """A span for each moment whose tracked facts differ or that begins a visit, closed by the next."""
    last: DealSpan | None = None
    for moment, event in zip(one.moments, events, strict=False):
        enters = "stage_entered_at" in moment.changes
        if last is not None and not enters and not any(name in TRACKED for name in moment.changes):
            continue
        span = next_span(one.deal, moment.facts, last, event, enters=enters)
        if last is not None:
            last.to_at = event.occurred_at
            yield last
        last = span
    if last is not None:
        yield last


def _write_parts(histories: list[DealHistory], deals: list[Deal], by: Actor) -> None:
    """What hangs on the deals: line items, contacts, tags."""
    items, contacts, tags = [], [], []
    for history, deal in zip(histories, deals, strict=True):
        parts: list[Any] = [*history.items, *history.contacts]
        for part in parts:
            part.workspace_id, part.deal_id = by.workspace_id, deal.pk
        items += history.items
        contacts += history.contacts
        tags += [DealTag(workspace_id=by.workspace_id, deal_id=deal.pk, tag_id=tag) for tag in history.tag_ids]
    DealItem.objects.insert(items)
    DealContact.objects.insert(contacts)
    DealTag.objects.insert(tags)
