"""What was found, ready to be shown: checked once more against the actor's scope, with its address and its words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from penstock.activities.models import Activity
from penstock.companies.models import Company
from penstock.contacts.models import Contact
from penstock.deals.models import Deal
from penstock.products.models import Product
from penstock.search.finding import Hits, find
from penstock.search.models import Kind
from penstock.workspaces.actor import Actor


@dataclass(frozen=True)
class Result:
    """One record that was found."""

    record: Any
    url: str
    detail: str
    icon: str


@dataclass(frozen=True)
class Group:
    """The results of one kind."""

    kind: Kind
    label: str | Promise
    results: list[Result]
    has_more: bool
    is_guess: bool


@dataclass(frozen=True)
class Shape:
    """How a kind of record is shown: its name, icon, the rows with some ids, its address and a second line."""

    label: str | Promise
    icon: str
    rows: Callable[[list[int]], QuerySet[Any]]
    url: Callable[[Any, Actor], str]
    detail: Callable[[Any, Actor], str]


def groups(by: Actor, text: str, kinds: list[Kind], most: int) -> list[Group]:
    """What the actor may see that fits the words, by kind, best first."""
    return [group for hits in find(by, text, kinds, most) if (group := _group(by, hits)).results]


def _group(by: Actor, hits: Hits) -> Group:
    shape = SHAPES[hits.kind]
    rows = {record.pk: record for record in shape.rows(hits.ids) if _seen(record, by)}
    records = [rows[pk] for pk in hits.ids if pk in rows]
    results = [Result(one, shape.url(one, by), shape.detail(one, by), shape.icon) for one in records]
    return Group(hits.kind, shape.label, results, hits.has_more, hits.is_guess)


def _page(name: str) -> Callable[[Any, Actor], str]:
    return lambda record, _by: reverse(name, args=[record.pk])


def _activity_page(activity: Activity, by: Actor) -> str:
    """An activity is shown in the story of what it is about, where one may read that."""
    pages = (("deals:deal", "deal"), ("contacts:contact", "contact"), ("companies:company", "company"))
    for page, about in pages:
        if record := _seen(getattr(activity, about), by):
            return reverse(page, args=[record.pk])
    return reverse("activities:today")


def _seen(record: Any, by: Actor) -> Any:
    """A record, unless it is out of sight for the actor: the rule of ``objects.of(actor)`` for a row in hand."""
    if record is None or record.workspace_id != by.workspace_id or getattr(record, "removed_at", None) is not None:
        return None
    if isinstance(record, Activity) and record.deal is not None:
        return (
            record if _seen(record.deal, by) or (_is_of(record.owner_id, by) and not record.deal.removed_at) else None
        )
    owner_id = getattr(record, "owner_id", None)
    return record if owner_id is None or _is_of(owner_id, by) else None


def _is_of(owner_id: int | None, by: Actor) -> bool:
    people = by.readable_people
    return people is None or owner_id in people


def _joined(*parts: Any) -> str:
    return " · ".join(str(part) for part in parts if part)


SHAPES: dict[Kind, Shape] = {
    Kind.COMPANY: Shape(
        _("Companies"),
        "building-2",
        lambda ids: Company.objects.on(ids, "pk__in"),
        _page("companies:company"),
        lambda company, _by: _joined(company.sector, company.city or company.country),
    ),
    Kind.CONTACT: Shape(
        _("Contacts"),
        "contact-round",
        lambda ids: Contact.objects.on(ids, "pk__in").select_related("company"),
        _page("contacts:contact"),
        lambda contact, by: _joined(contact.position, _seen(contact.company, by)),
    ),
    Kind.DEAL: Shape(
        _("Deals"),
        "circle-dollar-sign",
        lambda ids: Deal.objects.on(ids, "pk__in").select_related("company", "stage", "owner"),
        _page("deals:deal"),
        lambda deal, _by: _joined(deal.company, deal.stage),
    ),
    Kind.PRODUCT: Shape(
        _("Products"),
        "package",
        lambda ids: Product.objects.on(ids, "pk__in"),
        _page("products:product"),
        lambda product, _by: _joined(product.code, product.category),
    ),
    Kind.ACTIVITY: Shape(
        _("Activities"),
        "square-check",
        lambda ids: Activity.objects.on(ids, "pk__in").select_related("deal", "contact", "company"),
        _activity_page,
        lambda activity, by: _joined(activity.get_kind_display(), _seen(activity.deal, by)),
    ),
}
