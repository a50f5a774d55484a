"""Dashboards, their widgets, with whom they are shared, and to whom they are mailed when."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from penstock.common.managers import ScopedQuerySet, scoped
from penstock.common.models import WorkspaceRecord
from penstock.dashboards.drafts import Compare, Draft, Kind, Whose
from penstock.notifications.models import Letter, Regular
from penstock.workspaces.models import Person, Team, Workspace


class DashboardQuerySet(ScopedQuerySet):
    """Dashboards: one's own, and those shared with everybody, one's team or oneself."""

    def readable_by(self, actor: Any) -> Self:
        mine = self.filter(workspace_id=actor.workspace_id)
        if actor.person is None:
            return mine
        shares = DashboardShare.objects.on(actor.workspace).filter(_reaches(actor.person))
        return mine.filter(Q(owner_id=actor.person_id) | Q(is_shared=True) | Q(pk__in=shares.values("dashboard_id")))

    def present(self) -> Self:
        """Those that were not removed."""
        return self.filter(removed_at__isnull=True)


def _reaches(person: Person) -> Q:
    """The shares that reach a person: their own, their team's, and those of the teams above it."""
    return Q(person_id=person.pk) | Q(team_id__in=_teams_above(person.workspace, person.team_id))


def _teams_above(workspace: Workspace, team_id: int | None) -> set[int]:
    if team_id is None:
        return set()
    parents, found = dict(Team.objects.on(workspace).values_list("pk", "parent_id")), set[int]()
    above: int | None = team_id
    while above is not None and above not in found:
        found.add(above)
        above = parents.get(above)
    return found


class Dashboard(WorkspaceRecord):
    """A page of widgets; ``ready`` is the key of the ready one that it began as."""

    name = models.CharField(max_length=80)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    ready = models.SlugField(max_length=20, blank=True, db_index=False)
    is_shared = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = scoped(DashboardQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [models.Index(fields=["workspace", "name"], name="dashboard_name")]
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class HungQuerySet(ScopedQuerySet):
    """What hangs on dashboards: readable where its dashboard is."""

    def readable_by(self, actor: Any) -> Self:
        dashboards = Dashboard.objects.of(actor).values("pk")
        return self.filter(workspace_id=actor.workspace_id, dashboard__in=dashboards)

    def present(self) -> Self:
        """Those that were not removed."""
        return self.filter(removed_at__isnull=True)


class Widget(WorkspaceRecord):
    """One picture of a dashboard; what it asks is answered with the rights of whoever looks, see ``drafts``."""

    dashboard = models.ForeignKey(Dashboard, on_delete=models.CASCADE, related_name="widgets", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind)
    metrics = models.JSONField(default=list)
    by = models.CharField(max_length=60, blank=True)
    across = models.CharField(max_length=60, blank=True)
    where = models.JSONField(default=list)
    whose = models.CharField(max_length=4, choices=Whose, blank=True)
    period = models.CharField(max_length=20)
    compare = models.CharField(max_length=6, choices=Compare, blank=True)
    title = models.CharField(max_length=80, blank=True)
    place = models.PositiveIntegerField(default=0)
    width = models.PositiveSmallIntegerField(default=1)
    removed_at = models.DateTimeField(null=True)

    objects = scoped(HungQuerySet)

    class Meta(WorkspaceRecord.Meta):
        indexes = [models.Index(fields=["workspace", "dashboard", "place"], name="widget_place")]
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return self.title or str(Kind(self.kind).label)

    def draft(self) -> Draft:
        """The same as what is drawn."""
        return Draft(
            self.kind,
            tuple(self.metrics),
            self.by,
            self.across,
            tuple((name, value) for name, value in self.where),
            self.whose,
            self.period,
            self.compare,
            self.title,
            self.width,
            self.pk,
        )


class DashboardShare(WorkspaceRecord):
    """One person or one team, with the teams beneath it, who may see a dashboard."""

    dashboard = models.ForeignKey(Dashboard, on_delete=models.CASCADE, related_name="shares", db_index=False)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta(WorkspaceRecord.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "dashboard", "person"], name="share_person", condition=Q(person__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["workspace", "dashboard", "team"], name="share_team", condition=Q(team__isnull=False)
            ),
        ]


class Schedule(Regular):
    """When a dashboard is mailed."""

    dashboard = models.OneToOneField(Dashboard, on_delete=models.CASCADE, related_name="schedule")

    objects = scoped()

    class Meta(WorkspaceRecord.Meta):
        pass


class ScheduledReader(WorkspaceRecord):
    """Somebody to whom a dashboard is mailed."""

    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="readers", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta(WorkspaceRecord.Meta):
        constraints = [
            models.UniqueConstraint(fields=["workspace", "schedule", "person"], name="scheduled_reader_once")
        ]


class DashboardLetter(Letter):
    """A dashboard on its way to one reader; once for each of their days."""

    dashboard = models.ForeignKey(Dashboard, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()

    class Meta(WorkspaceRecord.Meta):
        constraints = [
            models.UniqueConstraint(fields=["workspace", "dashboard", "person", "day"], name="dashboard_letter_once")
        ]
        indexes = [
            models.Index(fields=["workspace", "next_at"], name="dashboard_letter_due", condition=Q(state="waiting"))
        ]
