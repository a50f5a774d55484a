"""How busy people are: by what is planned for them."""

from django.db.models import Count

from penstock.activities.models import Activity
from penstock.playbooks.models import RoleMember
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


def least_busy(role: str, by: Actor, *, besides: int | None = None) -> Person | None:
    """Of those who can be called in for a role, the one with the fewest planned activities; by name where even."""
    members = RoleMember.objects.on(by.workspace).filter(role=role, person__deactivated_at__isnull=True)
    people = {row.person_id: row.person for row in members.exclude(person_id=besides).select_related("person")}
    planned = Activity.objects.on(by.workspace).planned().filter(removed_at__isnull=True, owner_id__in=people)
    load = dict(planned.order_by().values_list("owner_id").annotate(Count("pk")))
    return min(people.values(), key=lambda one: (load.get(one.pk, 0), one.name, one.pk), default=None)
