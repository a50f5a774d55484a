"""Try again what did not arrive, and make the secret that calls are signed with."""

from django.utils.translation import gettext as _

from penstock.automation.events import AutomationDeliveryRetried, SigningKeyMade
from penstock.automation.models import Delivery, DeliveryState
from penstock.automation.permissions import hold_run, require_automator
from penstock.automation.signing import new_secret
from penstock.common import clock
from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def retry_delivery(delivery: Delivery, *, by: Actor) -> Event | None:
    """It is posted again, as it was written then; None when it waits already."""
    run = hold_run(delivery.run, by)
    held = Delivery.objects.on(run).select_for_update(of=("self",)).get(pk=delivery.pk)
    if held.state == DeliveryState.WAITING:
        return None
    if held.state != DeliveryState.FAILED:
        raise Refused(_("Only what did not arrive is tried again."))
    held.state, held.attempts, held.next_at, held.ended_at = DeliveryState.WAITING, 0, clock.now(), None
    held.save(update_fields=["state", "attempts", "next_at", "ended_at"])
    return record(by, AutomationDeliveryRetried(automation_id=run.automation_id, delivery_id=held.pk))[0]


@action
def make_signing_key(*, by: Actor) -> str:
    """Another secret, answered this once; whoever checks our calls has to be told of it."""
    require_automator(by)
    secret = new_secret(by)
    record(by, SigningKeyMade())
    return secret
