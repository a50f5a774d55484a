"""Questions about automations: which there are, how they stand, what they did."""

from datetime import timedelta
from typing import NamedTuple

from django.db.models import Count, F, Prefetch, Q, QuerySet

from penstock.automation.firing import acting, held_because
from penstock.automation.models import Automation, Delivery, DeliveryState, Run, RunState, Version
from penstock.automation.rules import Rule, read_rule
from penstock.common import clock
from penstock.workspaces.actor import Actor

LATELY = timedelta(days=30)


class AutomationLine(NamedTuple):
    """An automation as the list shows it: its sentence, why it is held, how often it ran lately and what went wrong."""

    automation: Automation
    sentence: str
    held: str
    runs: int
    troubled: int


def automations_in_use(by: Actor) -> QuerySet[Automation]:
    """The automations of the workspace that were not removed."""
    rows = Automation.objects.of(by).filter(removed_at__isnull=True)
    return rows.select_related("owner__role", "owner__team", "owner__workspace", "workspace")


def version_of(automation: Automation) -> Version:
    """The version in force."""
    return Version.objects.on(automation).select_related("workspace").get(number=automation.number)


def rule_of(automation: Automation, by: Actor | None = None) -> Rule:
    """The rule in force, as its owner may use it; for an editor as the editor reads it."""
    return read_rule(version_of(automation).rule, by or acting(automation))


def automation_lines(by: Actor) -> list[AutomationLine]:
    """Every automation with how it stands."""
    counts = _counts(by)
    rows = Version.objects.of(by).filter(automation__removed_at__isnull=True, number=F("automation__number"))
    owners = ("automation__owner__role", "automation__owner__team", "automation__owner__workspace", "workspace")
    versions = rows.select_related(*owners).order_by("automation__name", "automation_id")
    return [_line(one, by, *counts.get(one.automation_id, (0, 0))) for one in versions]


def _line(version: Version, by: Actor, runs: int, troubled: int) -> AutomationLine:
    automation = version.automation
    automation.owner.workspace = by.workspace
    rule = read_rule(version.rule, acting(automation) if automation.owner.is_active else by)
    return AutomationLine(automation, rule.sentence, held_because(version, rule.by, rule), runs, troubled)


def _counts(by: Actor) -> dict[int, tuple[int, int]]:
    rows = Run.objects.of(by).filter(begun_at__gte=clock.now() - LATELY)
    undelivered = Delivery.objects.of(by).filter(state=DeliveryState.FAILED).values("run_id")
    troubled = Q(state__in=[RunState.REFUSED, RunState.HELD, RunState.FAILED]) | Q(pk__in=undelivered)
    done = Q(state__in=[RunState.DONE, RunState.UNDONE])
    counted = (
        rows.values("automation_id")
        .order_by()
        .annotate(runs=Count("pk", filter=done), wrong=Count("pk", filter=troubled))
    )
    return {row["automation_id"]: (row["runs"], row["wrong"]) for row in counted}


def runs_of(by: Actor, automation: Automation | None = None) -> QuerySet[Run]:
    """The log: the runs on deals that may be read, the latest first."""
    rows = Run.objects.of(by).select_related("automation__owner", "version", "deal", "workspace")
    rows = rows.prefetch_related(Prefetch("deliveries", Delivery.objects.of(by).order_by("pk")))
    return (rows.filter(automation=automation) if automation else rows).order_by("-cause", "-pk")
