"""Undoing: what an import made goes out of sight and what it changed is as it was, block by block."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from penstock.activities.actions.withdraw_activities import withdraw_activities
from penstock.activities.models import Activity
from penstock.common.errors import Problem, Refused
from penstock.companies.actions import change_company, remove_company
from penstock.companies.models import Company
from penstock.contacts.actions import change_contact, remove_contact
from penstock.contacts.models import Contact
from penstock.deals.actions import assign_deal, change_deal, move_deal
from penstock.deals.actions.rewrite_histories import restore_histories
from penstock.deals.actions.withdraw_deals import withdraw_deals
from penstock.deals.models import Deal, DealContact, DealItem
from penstock.imports.events import ImportUndone
from penstock.imports.files import throw_away
from penstock.imports.models import Import, ImportedRecord, ImportState
from penstock.imports.running.resting import restore_rest
from penstock.journal.recording import record
from penstock.people.actions import deactivate_person
from penstock.pipelines.actions.change_pipeline import retire_pipeline
from penstock.pipelines.models import Pipeline, Stage
from penstock.products.actions import change_product, retire_product
from penstock.products.models import Product
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

BLOCK = 500


def run_undo(one: Import, by: Actor) -> None:
    """Take an import back; cut off half-way it goes on where it stopped, since what is undone already stays so."""
    if one.state != ImportState.UNDOING:
        return
    kept = 0
    try:
        for kind, undo in UNDO:
            kept += _undo_kind(one, by, kind, undo)
    except Problem as problem:
        one.state, one.message = ImportState.FAILED, problem.message
        one.save(update_fields=["state", "message"])
        return
    with transaction.atomic():
        one.state, one.message = (
            ImportState.UNDONE,
            " ".join(filter(None, [_kept_sentence(kept), _last_pipeline(one, by)])),
        )
        one.save(update_fields=["state", "message"])
        record(by, ImportUndone(import_id=one.pk, records=ImportedRecord.objects.on(one, "brought_by").count()))
    throw_away(one)


def _kept_sentence(kept: int) -> str:
    if not kept:
        return ""
    return ngettext(
        "%(count)d record stays, because other records have come to need it.",
        "%(count)d records stay, because other records have come to need them.",
        kept,
    ) % {"count": kept}


def _last_pipeline(one: Import, by: Actor) -> str:
    """The sentence for a pipeline that could not be retired, since a workspace needs one."""
    made = ImportedRecord.objects.on(one, "brought_by").filter(kind="pipeline", made=True).values("record_id")
    in_use = list(Pipeline.objects.of(by).filter(retired_at__isnull=True)[:2])
    stays = len(in_use) == 1 and made.filter(record_id=in_use[0].pk).exists()
    return _("The pipeline “%(name)s” stays, because it is the only one.") % {"name": in_use[0].name} if stays else ""


Undo = Callable[[Sequence[ImportedRecord], Actor], int]


def _undo_kind(one: Import, by: Actor, kind: str, undo: Undo) -> int:
    kept, last = 0, None
    while True:
        rows = ImportedRecord.objects.on(one, "brought_by").filter(kind=kind).order_by("-pk")
        block = list((rows.filter(pk__lt=last) if last else rows)[:BLOCK])
        if not block:
            return kept
        with transaction.atomic():
            kept += undo(block, by)
        last = block[-1].pk


def _made(block: Sequence[ImportedRecord]) -> list[int]:
    return [row.record_id for row in block if row.made]


def _changed(block: Sequence[ImportedRecord]) -> list[tuple[int, dict[str, Any]]]:
    return [(row.record_id, row.before) for row in block if row.before and not row.made]


def _deals(block: Sequence[ImportedRecord], by: Actor) -> int:
    withdraw_deals(_made(block), by=by)
    changed = _changed(block)
    restore_histories([before["history"] for _pk, before in changed if "history" in before], by=by)
    deals = Deal.objects.of(by).select_related("stage", "workspace").in_bulk([pk for pk, _before in changed])
    for pk, before in changed:
        if pk in deals:
            _restore_deal(deals[pk], before, by)
    return 0


GIVEN_BACK = ("name", "amount", "expected_close_on", "forecast_category")


def _restore_deal(deal: Deal, before: dict[str, Any], by: Actor) -> None:
    facts = {name: value for name, value in before.items() if name in GIVEN_BACK}
    if facts.get("amount") is not None:
        facts["amount"] = Decimal(facts["amount"])
    if facts.get("expected_close_on"):
        facts["expected_close_on"] = date.fromisoformat(facts["expected_close_on"])
    if facts:
        change_deal(deal, by=by, **facts)
    if "owner_id" in before:
        assign_deal(deal, Person.objects.of(by).filter(pk=before["owner_id"]).first(), by=by)
    if "stage_id" in before:
        stage = Stage.objects.of(by).select_related("pipeline").get(pk=before["stage_id"])
        # Where the deal stood before it needs no leave of today's rules; going back to it is told like any override.
        move_deal(deal, stage, by=by, override=_("The import is taken back."))
    if "aside_until" in before:
        restore_rest(deal, before, by)


def _activities(block: Sequence[ImportedRecord], by: Actor) -> int:
    withdraw_activities(_made(block), by=by)
    return 0


def _contacts(block: Sequence[ImportedRecord], by: Actor) -> int:
    made = _made(block)
    needed = set(DealContact.objects.of(by).filter(contact_id__in=made).values_list("contact_id", flat=True))
    needed |= set(Activity.objects.of(by).filter(contact_id__in=made).values_list("contact_id", flat=True))
    for contact in Contact.objects.of(by).filter(pk__in=made).exclude(pk__in=needed):
        remove_contact(contact, by=by)
    _give_back(Contact, change_contact, block, by)
    return len(needed)


def _companies(block: Sequence[ImportedRecord], by: Actor) -> int:
    made = _made(block)
    needed: set[int] = set()
    for model in (Deal, Contact, Activity):
        needed |= set(model.objects.of(by).filter(company_id__in=made).values_list("company_id", flat=True))
    for company in Company.objects.of(by).filter(pk__in=made).exclude(pk__in=needed):
        remove_company(company, by=by)
    _give_back(Company, change_company, block, by)
    return len(needed)


def _products(block: Sequence[ImportedRecord], by: Actor) -> int:
    made = _made(block)
    needed = set(DealItem.objects.of(by).filter(product_id__in=made).values_list("product_id", flat=True))
    for product in Product.objects.of(by).filter(pk__in=made).exclude(pk__in=needed):
        retire_product(product, by=by)
    _give_back(Product, change_product, block, by)
    return len(needed)


def _give_back(model: Any, change: Callable[..., Any], block: Sequence[ImportedRecord], by: Actor) -> None:
    """Set the facts that were changed to what they were."""
    changed = _changed(block)
    rows = model.objects.of(by).in_bulk([pk for pk, _before in changed])
    for pk, before in changed:
        if pk in rows:
            change(rows[pk], by=by, **before)


def _pipelines(block: Sequence[ImportedRecord], by: Actor) -> int:
    made = _made(block)
    needed = set(Deal.objects.of(by).filter(pipeline_id__in=made).values_list("pipeline_id", flat=True))
    for pipeline in Pipeline.objects.of(by).filter(pk__in=made, retired_at__isnull=True).exclude(pk__in=needed):
        with suppress(Refused):  # the only one in use stays, and is told
            retire_pipeline(pipeline, by=by)
    return len(needed)


def _people(block: Sequence[ImportedRecord], by: Actor) -> int:
    """Owners who can not sign in and own nothing that is in sight leave again."""
    people = Person.objects.of(by).filter(pk__in=_made(block), user__isnull=True, deactivated_at__isnull=True)
    kept = 0
    for person in people:
        owned = Q(owner=person)
        if any(model.objects.of(by).filter(owned).exists() for model in (Deal, Company, Contact, Activity)):
            kept += 1
        else:
            deactivate_person(person, by=by)
    return kept


UNDO: tuple[tuple[str, Undo], ...] = (
    ("activity", _activities),
    ("deal", _deals),
    ("contact", _contacts),
    ("company", _companies),
    ("product", _products),
    ("pipeline", _pipelines),
    ("person", _people),
)
