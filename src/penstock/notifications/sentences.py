"""Each notification in one sentence, in the language of whoever reads it, and where it leads."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.deals.models import SellingRole
from penstock.notifications.models import Notification
from penstock.notifications.models import NotificationKind as Kind
from penstock.ui import formats

Words = str | Promise

ICONS = {
    Kind.DUE_SOON: "alarm-clock",
    Kind.OVERDUE: "clock-alert",
    Kind.ACTIVITY_ASSIGNED: "square-check",
    Kind.DEAL_ASSIGNED: "circle-dollar-sign",
    Kind.CALLED_IN: "user-plus",
    Kind.HANDOVER_OFFERED: "handshake",
    Kind.HANDOVER_ACCEPTED: "handshake",
    Kind.HANDOVER_DECLINED: "handshake",
    Kind.APPROVAL_ASKED: "stamp",
    Kind.APPROVAL_GIVEN: "circle-check",
    Kind.APPROVAL_REJECTED: "circle-x",
    Kind.STUCK: "triangle-alert",
    Kind.CAME_BACK: "undo-2",
    Kind.MENTIONED: "at-sign",
    Kind.AUTOMATION: "workflow",
    Kind.PROCESS_GIVEN: "workflow",
    Kind.LOSS_VERIFIED: "message-circle-question-mark",
    Kind.ALERT: "siren",
}

SENTENCES: dict[str, Words] = {
    Kind.OVERDUE: gettext_lazy("“%(activity)s” is overdue."),
    Kind.ACTIVITY_ASSIGNED: gettext_lazy("%(by)s gave you “%(activity)s”."),
    Kind.DEAL_ASSIGNED: gettext_lazy("%(by)s gave you the deal “%(deal)s”."),
    Kind.HANDOVER_OFFERED: gettext_lazy("%(by)s offers you the deal “%(deal)s”."),
    Kind.HANDOVER_ACCEPTED: gettext_lazy("%(by)s took over the deal “%(deal)s”."),
    Kind.HANDOVER_DECLINED: gettext_lazy("%(by)s does not take the deal “%(deal)s”."),
    Kind.APPROVAL_ASKED: gettext_lazy("%(by)s asks for your approval of “%(deal)s”."),
    Kind.APPROVAL_GIVEN: gettext_lazy("“%(deal)s” is approved."),
    Kind.APPROVAL_REJECTED: gettext_lazy("%(by)s rejected “%(deal)s”."),
    Kind.STUCK: gettext_lazy("“%(deal)s” is stuck."),
    Kind.CAME_BACK: gettext_lazy("“%(deal)s” is back: it was set aside until now."),
    Kind.LOSS_VERIFIED: gettext_lazy("The customer tells why “%(deal)s” was lost."),
    Kind.MENTIONED: gettext_lazy("%(by)s named you in the note “%(activity)s”."),
}
NOBODY: dict[str, Words] = {
    Kind.ACTIVITY_ASSIGNED: gettext_lazy("You have a new activity: “%(activity)s”."),
    Kind.DEAL_ASSIGNED: gettext_lazy("You have a new deal: “%(deal)s”."),
    Kind.APPROVAL_ASKED: gettext_lazy("Your approval of “%(deal)s” is asked for."),
    Kind.MENTIONED: gettext_lazy("You are named in the note “%(activity)s”."),
}
"""Where it was no person: an automation, or the house."""


def sentence(one: Notification) -> str:
    """What happened."""
    if one.kind in MADE:
        return MADE[one.kind](one, _said(one))
    words = NOBODY.get(one.kind, SENTENCES[one.kind]) if one.by is None else SENTENCES[one.kind]
    return str(words) % _said(one)


def address(one: Notification) -> str:
    """The page of the record that it is about; for what is offered the day's page, where it can be taken."""
    if one.path:
        return one.path
    if one.kind == Kind.HANDOVER_OFFERED:
        return reverse("activities:today")
    if one.kind == Kind.APPROVAL_ASKED:
        return reverse("deals:approvals")
    if one.deal_id is not None:
        return reverse("deals:deal", args=[one.deal_id])
    if one.activity_id is not None:
        return reverse("activities:activity", args=[one.activity_id])
    return reverse("notifications:notifications")


def icon_name(one: Notification) -> str:
    """The mark of its kind."""
    return ICONS[Kind(one.kind)]


def _said(one: Notification) -> dict[str, Any]:
    return {"by": one.by, "deal": one.deal, "activity": one.activity}


def _due_soon(one: Notification, said: dict[str, Any]) -> str:
    activity = one.activity
    if activity is None or activity.due_at is None:
        return _("“%(activity)s” is due soon.") % said
    said["day"] = formats.near_day(activity.due_at)
    if activity.is_all_day:
        return _("“%(activity)s” is due %(day)s.") % said
    return _("“%(activity)s” is due %(day)s at %(time)s.") % {**said, "time": formats.clock(activity.due_at)}


def _process_given(one: Notification, said: dict[str, Any]) -> str:
    if one.by is None:
        return _("You are responsible for “%(process)s” of the deal “%(deal)s” now.") % {**said, "process": one.text}
    words = _("%(by)s made you responsible for “%(process)s” of the deal “%(deal)s”.")
    return words % {**said, "process": one.text}


def _called_in(one: Notification, said: dict[str, Any]) -> str:
    role = SellingRole(one.text).label if one.text in SellingRole.values else one.text
    if one.by is None:
        return _("You are called into the deal “%(deal)s” as “%(role)s”.") % {**said, "role": role}
    return _("%(by)s calls you into the deal “%(deal)s” as “%(role)s”.") % {**said, "role": role}


MADE: dict[str, Callable[[Notification, dict[str, Any]], str]] = {
    Kind.DUE_SOON: _due_soon,
    Kind.CALLED_IN: _called_in,
    Kind.PROCESS_GIVEN: _process_given,
    Kind.AUTOMATION: lambda one, _said: one.text,
    Kind.ALERT: lambda one, _said: one.text,
}


def detail(one: Notification) -> str:
    """What was written for it, where that is not its sentence; otherwise the deal it is about, if it names none."""
    if one.kind in (Kind.HANDOVER_OFFERED, Kind.APPROVAL_REJECTED, Kind.APPROVAL_GIVEN) and one.text:
        return one.text
    names_deal = one.kind not in (Kind.DUE_SOON, Kind.OVERDUE, Kind.ACTIVITY_ASSIGNED, Kind.AUTOMATION)
    return "" if names_deal or one.deal is None else one.deal.name
