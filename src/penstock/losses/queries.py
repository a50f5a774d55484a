"""Questions about losses: which were asked about, what stands, which survey a secret opens."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from penstock.common import clock
from penstock.deals.models import Deal, DealStatus
from penstock.losses.models import AskingPlan, LossCheck, LossSurvey
from penstock.workspaces.actor import Actor

USUAL_DAYS_OPEN = 30
OTHER, SILENT = "other", "silent"
"""What stands where a reason would: another one, told in words, or nothing was said."""


def hash_of(secret: str) -> str:
    """What is kept of a link's secret; it has 256 random bits, so a plain hash is enough."""
    return sha256(secret.encode()).hexdigest()


def plan_of(by: Actor) -> AskingPlan:
    """When owners are reminded, and how long links are open."""
    return AskingPlan.objects.of(by).first() or AskingPlan(workspace=by.workspace, days_open=USUAL_DAYS_OPEN)


def standing(deal: Deal) -> LossCheck | None:
    """What the customer said about the deal's last loss."""
    rows = LossCheck.objects.on(deal).filter(ended_at__isnull=True).select_related("reason", "contact", "person")
    found: LossCheck | None = rows.first()
    return found if found and deal.closed_at and found.checked_at >= deal.closed_at else None


def open_survey(deal: Deal, at: datetime | None = None) -> LossSurvey | None:
    """The link that waits for an answer."""
    rows = LossSurvey.objects.on(deal).filter(answered_at__isnull=True, revoked_at__isnull=True)
    found: LossSurvey | None = rows.filter(expires_at__gt=at or clock.now()).order_by("-pk").first()
    return found


def survey_of(secret: str, at: datetime | None = None) -> LossSurvey | None:
    """The survey that a secret opens now, or at a moment; whoever holds the secret has no actor.

    Nothing is opened by one that was answered, revoked or has expired, nor once the deal is no loss any more.
    """
    rows = LossSurvey.unscoped.filter(secret_hash=hash_of(secret), answered_at__isnull=True, revoked_at__isnull=True)
    standing_deals = rows.filter(deal__status=DealStatus.LOST, deal__removed_at__isnull=True)
    open_ones = standing_deals.filter(expires_at__gt=at or clock.now(), made_at__gte=F("deal__closed_at"))
    return open_ones.select_related("workspace", "deal").first()


def not_asked(by: Actor) -> Q:
    """Lost deals of whose customers nobody has asked since why."""
    since = {"deal": OuterRef("pk")}
    links = LossSurvey.objects.on(by.workspace).filter(
        **since, made_at__gte=OuterRef("closed_at"), revoked_at__isnull=True
    )
    return Q(status=DealStatus.LOST) & ~Q(Exists(links)) & ~Q(Exists(_said(by)))


def verified(by: Actor) -> Q:
    """Lost deals whose customers were asked, and what they said was noted."""
    return Q(status=DealStatus.LOST) & Q(Exists(_said(by)))


def said_to_be(values: list[str], by: Actor) -> Q:
    """Lost deals of which customers said one of these reasons."""
    reasons = [value for value in values if value not in (OTHER, SILENT)]
    chosen = Q(reason_id__in=reasons)
    if OTHER in values:
        chosen |= Q(reason_id__isnull=True, would_not_say=False)
    if SILENT in values:
        chosen |= Q(would_not_say=True)
    return Q(status=DealStatus.LOST) & Q(Exists(_said(by).filter(chosen)))


def _said(by: Actor) -> Any:
    standing_ones = LossCheck.objects.on(by.workspace).filter(deal=OuterRef("pk"), ended_at__isnull=True)
    return standing_ones.filter(checked_at__gte=OuterRef("closed_at"))
