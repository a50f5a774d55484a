"""After the sale: open a deal that goes on from a won one, and say when the next order is expected."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.deals.actions import carry_contacts, carry_items, open_deal
from penstock.deals.changing import hold
from penstock.deals.models import Deal
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.pipelines.models import Pipeline, StageKind
from penstock.pipelines.queries import first_stage
from penstock.playbooks.events import FollowUpOpened, ReorderExpected
from penstock.playbooks.models import FollowUp, Reorder
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


@action
def open_follow_up(
    deal: Deal,
    pipeline: Pipeline,
    *,
    by: Actor,
    name: str = "",
    owner: Person | None = None,
    type: str = "",  # noqa: A002 -- a deal's type
    products: bool = True,
    override: str = "",
) -> Deal:
    """A deal in a pipeline with the won deal's company and contacts, linked to it both ways.

    With its ``products`` what they are worth counts in that pipeline again.
    """
    held = hold(deal, by)
    require_won(held)
    opened = open_deal(
        name.strip() or held.name,
        by=by,
        stage=first_stage(by, pipeline.pk),
        owner=owner or held.owner,
        company=held.company,
        currency=held.currency,
        source=held.source,
        type=type,
        override=override,
    )
    carry_contacts(held, opened, by=by)
    if products:
        carry_items(held, opened, by=by)
    FollowUp(workspace=by.workspace, deal=opened, origin=held).save()
    record(by, FollowUpOpened(deal_id=held.pk, company_id=held.company_id, opened_deal_id=opened.pk))
    due = Reorder.objects.on(held).filter(expected_on__lte=clock.day_of(clock.now(), by.zone))
    if due.exists():
        expect_reorder(held, None, by=by)
    return opened


@action
def expect_reorder(deal: Deal, expected_on: date | None, *, by: Actor, at: datetime | None = None) -> Event | None:
    """When the customer is expected to order again; None as the day: not at all. None when it is so already."""
    held = hold(deal, by)
    require_won(held)
    row = Reorder.objects.on(held).select_for_update(of=("self",)).first()
    before = row.expected_on if row else None
    if before == expected_on:
        return None
    if expected_on is None:
        Reorder.objects.on(held).delete()
    else:
        row = row or Reorder(workspace=by.workspace, deal=held)
        row.expected_on = _sound(expected_on)
        row.save()
    event = ReorderExpected(deal_id=held.pk, company_id=held.company_id, before=before, expected_on=expected_on)
    return record(by, event, at=at)[0]


def require_won(deal: Deal) -> None:
    """Raise Refused unless something can come after the sale."""
    if deal.status != StageKind.WON:
        raise Refused(_("“%(deal)s” is not won; this comes after the sale.") % {"deal": deal})


def _sound(day: date) -> date:
    if not 1990 <= day.year <= 2200:
        raise Refused(_("A date lies between 1990 and 2200."), fields={"expected_on": _("Choose a day to come.")})
    return day
