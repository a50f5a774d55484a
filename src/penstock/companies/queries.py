"""Questions about companies that need more than one word."""

from typing import Any

from django.db.models import QuerySet

from penstock.companies.models import Company
from penstock.workspaces.actor import Actor


def removed_companies(by: Actor) -> QuerySet[Company]:
    """The removed companies that the actor could read if they were not removed."""
    everything = Company.objects.on(by.workspace)
    return everything._within(by, by.readable_people).filter(removed_at__isnull=False)


def children_of(company: Company, by: Actor) -> QuerySet[Company]:
    """The companies directly beneath one, as far as the actor may read them."""
    return Company.objects.of(by).filter(parent=company).order_by("name", "pk")


def readable_parent(company: Company, by: Actor) -> Any:
    """The company above, or None when there is none or the actor may not read it."""
    return Company.objects.of(by).filter(pk=company.parent_id).first() if company.parent_id else None
