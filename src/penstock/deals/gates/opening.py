"""The gates for deals that are not in the database yet: one that is opened, and many that an import brings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from penstock.common.errors import Missing
from penstock.contacts.models import Contact, ContactChannel
from penstock.deals.gates.conditions import tell_fitting_newcomers
from penstock.deals.gates.facts import LOADERS, Facts, days_in
from penstock.deals.gates.judge import in_doubt, judge, needs_of
from penstock.deals.gates.names import Names
from penstock.deals.gates.passing import let_past
from penstock.deals.gates.rules import Step, rules_met, rules_of
from penstock.deals.models import Deal, DealContact, DealItem, StageRule
from penstock.pipelines.models import Stage
from penstock.pipelines.queries import stages_in_use
from penstock.workspaces.actor import Actor

OF_COMPANY = ("company", "company_facts")
"""What is known before the deal is there: of its company; the rest comes with it."""


@dataclass
class Newcomer:
    """A deal about to be written into a stage, and what comes with it; ``spans`` as (stage, from, to)."""

    deal: Deal
    stage: Stage
    contacts: Sequence[DealContact] = ()
    items: Sequence[DealItem] = ()
    spans: list[tuple[int, datetime, datetime | None]] = field(default_factory=list)


def open_gates(
    deal: Deal, stage: Stage, contacts: Sequence[DealContact], by: Actor, *, override: str = ""
) -> list[Missing]:
    """Raise ``Unready`` unless the new deal may begin in the stage; with a reason and the right, what is overridden."""
    missing = missing_of_newcomers([Newcomer(deal, stage, contacts)], by)[0]
    return let_past(missing, stage, by, override)


def missing_of_newcomers(newcomers: Sequence[Newcomer], by: Actor) -> list[list[Missing]]:
    """What each would lack, in their order; a query for each pipeline where there are no rules."""
    pipelines = {one.stage.pipeline_id for one in newcomers}
    rules = {pipeline_id: rules_of(by, pipeline_id) for pipeline_id in pipelines}
    if not any(rules.values()):
        return [[] for _one in newcomers]
    stages = {pk: tuple(stages_in_use(by, pk)) if found else () for pk, found in rules.items()}
    steps = [Step.of(None, one.stage, by, stages[one.stage.pipeline_id]) for one in newcomers]
    asked = [rules_met(rules[one.stage.pipeline_id], step) for one, step in zip(newcomers, steps, strict=True)]
    known = _facts(newcomers, needs_of(rule for met in asked for rule in met), by)
    ways = list(zip(asked, known, steps, strict=True))
    tell_fitting_newcomers(known, chain.from_iterable(in_doubt(*way) for way in ways), by)
    return [judge(*way) for way in ways]


def any_rules(stages: Iterable[Stage], by: Actor) -> bool:
    """Whether the pipelines of these stages ask anything at all, in one query."""
    pipelines = {stage.pipeline_id for stage in stages}
    rows = StageRule.objects.of(by).filter(retired_at__isnull=True, stage__retired_at__isnull=True)
    return rows.filter(stage__pipeline_id__in=pipelines).exists()


def _facts(newcomers: Sequence[Newcomer], needs: list[str], by: Actor) -> list[Facts]:
    names = Names(by)
    known = {number: _of_newcomer(one, names) for number, one in enumerate(newcomers)}
    for need in needs:
        if need in OF_COMPANY:
            LOADERS[need](known, by)
    if "contacts" in needs:
        _read_contacts(known, by)
    if "channels" in needs:
        _add_channels(known, by)
    return list(known.values())


def _of_newcomer(one: Newcomer, names: Names) -> Facts:
    facts = Facts(one.deal, names, contacts=list(one.contacts), items=list(one.items))
    if one.spans:
        facts.days = days_in(one.spans, one.spans[-1][1])
    return facts


def _read_contacts(known: dict[int, Facts], by: Actor) -> None:
    """The contacts of the links, which an import names by id only."""
    links = [link for facts in known.values() for link in facts.contacts]
    contacts = Contact.objects.on(by.workspace).in_bulk({link.contact_id for link in links})
    for link in links:
        link.contact = contacts[link.contact_id]


def _add_channels(known: dict[int, Facts], by: Actor) -> None:
    ids = {link.contact_id for facts in known.values() for link in facts.contacts}
    kinds: dict[int, set[str]] = {}
    for contact_id, kind in (
        ContactChannel.objects.on(by.workspace).filter(contact_id__in=ids).values_list("contact_id", "kind")
    ):
        kinds.setdefault(contact_id, set()).add(kind)
    for facts in known.values():
        for link in facts.contacts:
            facts.channels |= kinds.get(link.contact_id, set())
