"""Notifications, the mails that carry them, what is mailed regularly, and what each person wants to hear and how."""

from datetime import time
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from penstock.activities.models import Activity
from penstock.common.managers import ScopedQuerySet, scoped
from penstock.common.models import WorkspaceRecord
from penstock.deals.models import Deal
from penstock.playbooks.models import Handover, HandoverState
from penstock.workspaces.models import Person


class NotificationKind(models.TextChoices):
    """What happened that somebody should know of."""

    DUE_SOON = "due_soon", _("An activity of mine is due soon")
    OVERDUE = "overdue", _("An activity of mine is overdue")
    ACTIVITY_ASSIGNED = "activity_assigned", _("Somebody gives me an activity")
    DEAL_ASSIGNED = "deal_assigned", _("Somebody gives me a deal")
    CALLED_IN = "called_in", _("I am called into a deal")
    HANDOVER_OFFERED = "handover_offered", _("A deal is offered to me")
    HANDOVER_ACCEPTED = "handover_accepted", _("A deal that I offered is taken")
    HANDOVER_DECLINED = "handover_declined", _("A deal that I offered is not taken")
    APPROVAL_ASKED = "approval_asked", _("My approval is asked for")
    APPROVAL_GIVEN = "approval_given", _("What I asked for is approved")
    APPROVAL_REJECTED = "approval_rejected", _("What I asked for is rejected")
    STUCK = "stuck", _("A deal of mine is stuck")
    CAME_BACK = "came_back", _("A deal of mine that was set aside is back")
    MENTIONED = "mentioned", _("A note names me")
    AUTOMATION = "automation", _("An automation tells me something")
    PROCESS_GIVEN = "process_given", _("Somebody makes me responsible for a process")
    LOSS_VERIFIED = "loss_verified", _("A customer tells why a deal of mine was lost")
    ALERT = "alert", _("A number crosses the line of an alert")


class Channel(models.TextChoices):
    """How somebody hears of a kind by e-mail; the bell tells everything."""

    AT_ONCE = "at_once", _("At once")
    DIGEST = "digest", _("In the daily digest")
    NONE = "none", _("Not by e-mail")


class MailState(models.TextChoices):
    """How far a mail has come."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    NEEDLESS = "needless", _("Nothing left to tell")
    FAILED = "failed", _("Failed")


class Letter(WorkspaceRecord):
    """Something on its way to one person by e-mail, from ``next_at`` on; see ``notifications.outbox``.

    It is claimed before and marked after it is sent, so that a crash between the two repeats it once at most.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    state = models.CharField(max_length=8, choices=MailState, default=MailState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta(WorkspaceRecord.Meta):
        abstract = True


class Rhythm(models.TextChoices):
    """How often something is mailed."""

    DAY = "day", _("Every working day")
    WEEK = "week", _("Every week, on its first working day")
    MONTH = "month", _("Every month, on its first working day")


class Regular(WorkspaceRecord):
    """Something that is mailed again and again; the hour is by the clock of whoever gets it."""

    rhythm = models.CharField(max_length=5, choices=Rhythm)
    at = models.TimeField(default=time(8))
    set_at = models.DateTimeField()

    class Meta(WorkspaceRecord.Meta):
        abstract = True


class Mail(Letter):
    """A mail with notifications; ``day`` names the digest of that day."""

    day = models.DateField(null=True)

    class Meta(WorkspaceRecord.Meta):
        indexes = [models.Index(fields=["workspace", "next_at"], name="mail_due", condition=Q(state="waiting"))]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "person", "day"], name="mail_digest_a_day", condition=Q(day__isnull=False)
            )
        ]


class NotificationQuerySet(ScopedQuerySet):
    """Everybody's own, and of these only what is about records that they may read now."""

    def readable_by(self, actor: Any) -> Self:
        mine = self.filter(workspace_id=actor.workspace_id, person_id=actor.person_id)
        offers = Handover.objects.on(actor.workspace).filter(taker_id=actor.person_id, state=HandoverState.OFFERED)
        offered = Q(kind=NotificationKind.HANDOVER_OFFERED, deal__in=offers.values("deal"))
        # Row by row: given as lists, every deal and activity would be read for the bell on every page.
        about_deal = Q(Exists(Deal.objects.of(actor).filter(pk=OuterRef("deal")))) | offered
        readable = Exists(Activity.objects.of(actor).filter(pk=OuterRef("activity")))
        about_activity = Q(activity__isnull=True) | Q(readable)
        return mine.filter(Q(deal__isnull=True) | about_deal, about_activity)

    def unread(self) -> Self:
        """What has not been looked at."""
        return self.filter(read_at__isnull=True)


class Notification(WorkspaceRecord):
    """One thing that one person should know of; its sentence is made when it is shown, in the reader's language.

    ``by`` is who did it, ``text`` what was written for it. ``key`` says what it is about so that nobody is told twice.
    ``path`` is the page it leads to, where that is none of a record. ``channel`` is how it goes by e-mail, ``mail`` the
    mail that carries it.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=20, choices=NotificationKind)
    key = models.CharField(max_length=80)
    deal = models.ForeignKey(Deal, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    activity = models.ForeignKey(Activity, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    text = models.TextField(blank=True)
    path = models.TextField(blank=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    channel = models.CharField(max_length=7, choices=Channel, default=Channel.NONE)
    mail = models.ForeignKey(Mail, null=True, on_delete=models.SET_NULL, related_name="notifications", db_index=False)

    objects = scoped(NotificationQuerySet)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "person", "key"], name="notification_once")]
        indexes = [
            models.Index(fields=["workspace", "person", "-made_at"], name="notification_list"),
            models.Index(fields=["workspace", "person"], name="notification_unread", condition=Q(read_at__isnull=True)),
            models.Index(fields=["activity"], name="notification_activity", condition=Q(read_at__isnull=True)),
            models.Index(
                fields=["workspace", "person"],
                name="notification_digest",
                condition=Q(channel="digest", mail__isnull=True, read_at__isnull=True),
            ),
            models.Index(fields=["mail"], name="notification_mail", condition=Q(mail__isnull=False)),
        ]


class Preferences(WorkspaceRecord):
    """What a person chose; who never chose has the usual (see ``wishes``).

    ``channels`` maps a kind to a channel. Quiet hours are by the person's clock and may go over midnight.
    ``remind_before`` in minutes: None as the workspace, negative not at all.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    channels = models.JSONField(default=dict)
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)
    free_days_are_quiet = models.BooleanField(default=True)
    digest_at = models.TimeField()
    remind_before = models.IntegerField(null=True)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "person"], name="preferences_person")]


class UsualReminder(WorkspaceRecord):
    """How many minutes before something is due its owner is reminded, unless they or the activity say otherwise."""

    minutes = models.IntegerField()

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace"], name="usual_reminder_workspace")]


class Looked(WorkspaceRecord):
    """Up to which moment the clock was looked at for reminders: what time brought before that is told."""

    until = models.DateTimeField()

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace"], name="looked_workspace")]
