"""Who works here and when: users who sign in, workspaces, teams, roles, people, currency rates, working time."""

from typing import Self
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from penstock.common.managers import ScopedQuerySet, scoped
from penstock.common.models import WorkspaceRecord
from penstock.workspaces.managers import UserManager


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in; the e-mail address is the user name."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.email


class Workspace(models.Model):
    """One company's Penstock; ``journal_head`` is the position of its newest event.

    ``settled_head`` is that of the newest one that may have changed a setting, see ``workspaces.kept``.
    The fiscal year begins with the ``fiscal_month``.
    """

    name = models.CharField(max_length=200)
    currency = models.CharField(max_length=3, default="USD")
    time_zone = models.CharField(max_length=64, default="UTC")
    language = models.CharField(max_length=10, default="en")
    region = models.CharField(max_length=2, default="US")
    fiscal_month = models.PositiveSmallIntegerField(default=1)
    journal_head = models.BigIntegerField(default=0)
    settled_head = models.BigIntegerField(default=0)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    may_keep = False
    """Whether what is settled may come from this process's memory: within a request, until it changes a setting."""

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which this workspace's days begin."""
        return ZoneInfo(self.time_zone)

    @property
    def fiscal_shift(self) -> int:
        """So many months later a day stands in the calendar year after which its fiscal year is called."""
        return (13 - self.fiscal_month) % 12


class Team(WorkspaceRecord):
    """A group of people; teams stand in a hierarchy."""

    name = models.CharField(max_length=200)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="team_name")]

    def __str__(self) -> str:
        return self.name


class Scope(models.TextChoices):
    """How far a role reaches."""

    NONE = "none", _("Nothing")
    OWN = "own", _("Own records")
    TEAM = "team", _("The team's records")
    ALL = "all", _("Everything")


class Role(WorkspaceRecord):
    """What a person may see and do; ``key`` names the roles that every workspace begins with.

    ``may_override`` lets a person take a deal past a stage's rules with a reason, ``may_see_costs`` see what
    products cost us and so what margin a deal leaves. ``may_see_pay`` lets them see what people are paid:
    no role has it of itself, not that of administrators either.
    """

    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=100)
    read_scope = models.CharField(max_length=4, choices=Scope, default=Scope.TEAM)
    write_scope = models.CharField(max_length=4, choices=Scope, default=Scope.OWN)
    is_admin = models.BooleanField(default=False)
    may_override = models.BooleanField(default=False)
    may_see_costs = models.BooleanField(default=False)
    may_see_pay = models.BooleanField(default=False)

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="role_key")]

    def __str__(self) -> str:
        return self.name


class Person(WorkspaceRecord):
    """A member of a workspace; without a user they cannot sign in (imported owners, leavers).

    ``started_on`` is their first day at work as somebody entered it, who may have begun before there were records here.
    """

    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="people")
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+", db_index=False)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    language = models.CharField(max_length=10, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    started_on = models.DateField(null=True, blank=True)
    deactivated_at = models.DateTimeField(null=True, blank=True)

    class Meta(WorkspaceRecord.Meta):
        indexes = [models.Index(fields=["workspace", "team"], name="person_team")]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "user"], name="person_user"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        """Whether the person still works here."""
        return self.deactivated_at is None

    @property
    def zone(self) -> ZoneInfo:
        """The person's own time zone, else the workspace's."""
        return ZoneInfo(self.time_zone or self.workspace.time_zone)


class Invitation(WorkspaceRecord):
    """An open invitation to a person; only a hash of its secret is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta(WorkspaceRecord.Meta):
        pass


class ExchangeRate(WorkspaceRecord):
    """What one unit of a currency was worth in the workspace's currency from that day on."""

    currency = models.CharField(max_length=3)
    on = models.DateField()
    rate = models.DecimalField(max_digits=20, decimal_places=10)

    objects = scoped()

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "currency", "on"], name="exchange_rate_day")]


class WorkingHours(WorkspaceRecord):
    """The hours worked on a weekday (0 is Monday); a weekday without a row is free, no row at all is the usual week."""

    weekday = models.PositiveSmallIntegerField()
    begins = models.TimeField()
    ends = models.TimeField()

    class Meta(WorkspaceRecord.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "weekday"], name="working_hours_weekday")]
        ordering = ["weekday"]


class SpecialDayQuerySet(ScopedQuerySet):
    """Days that differ from the week, everybody's and a person's own."""

    def for_person(self, person_id: int | None) -> Self:
        """Those that count for a person; without one only everybody's."""
        everybodys = models.Q(person__isnull=True)
        return self.filter(everybodys if person_id is None else everybodys | models.Q(person_id=person_id))


class SpecialDay(WorkspaceRecord):
    """Days from ``first_on`` to ``last_on`` that differ from the week: a holiday, a day made up for, days off."""

    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    name = models.CharField(max_length=120)
    first_on = models.DateField()
    last_on = models.DateField()
    is_working = models.BooleanField(default=False)

    objects = scoped(SpecialDayQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [models.Index(fields=["workspace", "first_on"], name="special_day_first")]
        ordering = ["first_on", "pk"]

    def __str__(self) -> str:
        return self.name
