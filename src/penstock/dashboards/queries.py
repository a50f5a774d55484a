"""Questions about dashboards: those that somebody may see, and who may see one."""

from django.db.models import QuerySet

from penstock.dashboards.models import Dashboard, Widget
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


def dashboards_for(by: Actor) -> QuerySet[Dashboard]:
    """What somebody may see, one's own first."""
    return Dashboard.objects.of(by).present().select_related("owner")


def widgets_of(dashboard: Dashboard) -> list[Widget]:
    """The widgets in their order."""
    return list(Widget.objects.on(dashboard).present())


def may_see(dashboard: Dashboard, person: Person) -> bool:
    """Whether a dashboard is shared with somebody, or theirs."""
    return bool(Dashboard.objects.of(Actor.of_person(person)).filter(pk=dashboard.pk).exists())
