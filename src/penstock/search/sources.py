"""What can be found of each kind of record: its title, its text and whose it is."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, ExpressionWrapper, F, Max, Min, QuerySet

from penstock.activities.models import WITH_ITS_DEAL, Activity
from penstock.common.among import among
from penstock.common.bulk import fresh
from penstock.common.models import WorkspaceRecord
from penstock.common.phones import digits
from penstock.companies.models import Company
from penstock.contacts.models import ChannelKind, Contact, ContactChannel
from penstock.deals.models import Deal
from penstock.products.models import Product
from penstock.search.folding import fold_document
from penstock.search.models import Kind, SearchDocument
from penstock.search.scopes import scope_of
from penstock.workspaces.models import Workspace

BLOCK = 2000
Row = tuple[Any, ...]


class Found(NamedTuple):
    """What can be found of a record; of ``owners`` the first is its own, the second its deal's."""

    object_id: int
    owners: tuple[int | None, int | None]
    is_everybodys: bool
    title: str
    texts: list[str]


class Source(NamedTuple):
    """A kind of record: its model, the rows of it in sight, and what can be found of a block of them."""

    model: type[WorkspaceRecord]
    rows: Callable[[Any], QuerySet[Any, Row]]
    found: Callable[[list[Row]], Iterator[Found]]


def documents(workspace: Workspace, kind: str, ids: list[int] | None = None) -> Iterator[list[SearchDocument]]:
    """The documents of a kind in blocks, all of the workspace's or those of records of it in hand.

    Those in hand are looked up by their ids alone: asked for the workspace too, SQLite would walk through all of it.
    """
    source = SOURCES[Kind(kind)]
    for block in _pages(workspace, source) if ids is None else _pages_of(source, ids):
        yield [_document(workspace.id, kind, found) for found in source.found(block)]


def _pages(workspace: Workspace, source: Source) -> Iterator[list[Row]]:
    """All rows of a workspace, page by page along the primary key.

    A cursor held open while documents are written would keep SQLite from using its log again. An index that begins
    with the workspace would be sorted anew for each page, so the workspace is asked for in a way that none fits.
    """
    ends = source.model.objects.on(workspace).aggregate(first=Min("pk"), last=Max("pk"))
    if ends["last"] is None:
        return
    before, last = ends["first"] - 1, ends["last"]
    ours = ExpressionWrapper(F("workspace_id") + 0, BigIntegerField())
    while before < last:
        records = source.model.objects.on(before, "pk__gt").filter(pk__lte=last).alias(ours=ours)
        page = list(source.rows(records.filter(ours=workspace.pk)).order_by("pk")[:BLOCK])
        yield page
        before = page[-1][0] if len(page) == BLOCK else last


def _pages_of(source: Source, ids: list[int]) -> Iterator[list[Row]]:
    for start in range(0, len(ids), BLOCK):
        yield list(source.rows(source.model.objects.on(among(ids[start : start + BLOCK]), "pk__in")).order_by("pk"))


def _document(workspace_id: int, kind: str, found: Found) -> SearchDocument:
    owner_id, also_owner_id = found.owners
    owners = [owner for owner in dict.fromkeys(found.owners) if owner is not None]
    document: SearchDocument = fresh(
        SearchDocument,
        workspace_id=workspace_id,
        kind=kind,
        object_id=found.object_id,
        owner_id=owner_id,
        also_owner_id=also_owner_id,
        is_everybodys=found.is_everybodys,
        folded=fold_document(found.title, " ".join(text for text in found.texts if text)),
        scope=scope_of(workspace_id, kind, owners, found.is_everybodys),
    )
    return document


def _deal_rows(records: Any) -> QuerySet[Any, Row]:
    rows = records.filter(removed_at__isnull=True)
    return rows.values_list("pk", "owner_id", "name", "company__name", "description", "custom")


def _deals(block: list[Row]) -> Iterator[Found]:
    for pk, owner_id, name, company, description, custom in block:
        yield Found(pk, (owner_id, None), owner_id is None, name, [company, description, *_custom(custom)])


def _company_rows(records: Any) -> QuerySet[Any, Row]:
    rows = records.filter(removed_at__isnull=True)
    plain = ("inn", "kpp", "uscc", "sector", "country", "region", "city", "address", "website", "description")
    return rows.values_list("pk", "owner_id", "name", "phones", "emails", "custom", *plain)


def _companies(block: list[Row]) -> Iterator[Found]:
    for pk, owner_id, name, phones, emails, custom, *plain in block:
        numbers = [one for phone in phones for one in (phone, digits(phone))]
        yield Found(pk, (owner_id, None), owner_id is None, name, [*plain, *numbers, *emails, *_custom(custom)])


def _contact_rows(records: Any) -> QuerySet[Any, Row]:
    rows = records.filter(removed_at__isnull=True)
    company = ("company__name", "company__owner_id")
    return rows.values_list(
        "pk", "owner_id", "name", "custom", *company, "first_name", "last_name", "position", "description"
    )


def _contacts(block: list[Row]) -> Iterator[Found]:
    """A company is found with its people only where whoever reads them may read it too."""
    channels = _channels([row[0] for row in block])
    for pk, owner_id, name, custom, company, company_owner_id, *plain in block:
        told = [company] if company_owner_id in (None, owner_id) else []
        texts = [*told, *plain, *channels[pk], *_custom(custom)]
        yield Found(pk, (owner_id, None), owner_id is None, name, texts)


def _channels(contacts: list[int]) -> dict[int, list[str]]:
    """E-mails and messengers as they are, phones by the digits of both their spellings."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = ContactChannel.objects.on(among(contacts), "contact_id__in")
    for contact, kind, value, normal in rows.values_list("contact_id", "kind", "value", "normal"):
        is_phone = kind == ChannelKind.PHONE
        found[contact] += dict.fromkeys([digits(normal), digits(value)]) if is_phone else [value]
    return found


def _product_rows(records: Any) -> QuerySet[Any, Row]:
    return records.values_list("pk", "name", "custom", "code", "category", "description")


def _products(block: list[Row]) -> Iterator[Found]:
    for pk, name, custom, *plain in block:
        yield Found(pk, (None, None), True, name, [*plain, *_custom(custom)])


def _activity_rows(records: Any) -> QuerySet[Any, Row]:
    rows = records.filter(WITH_ITS_DEAL, removed_at__isnull=True)
    return rows.values_list("pk", "owner_id", "deal_id", "deal__owner_id", "subject", "body", "outcome")


def _activities(block: list[Row]) -> Iterator[Found]:
    """The rule of ``ActivityQuerySet.readable_by``: one's own, and those on deals that one may read."""
    for pk, owner_id, deal_id, deal_owner_id, subject, *texts in block:
        is_everybodys = deal_owner_id is None and (deal_id is not None or owner_id is None)
        yield Found(pk, (owner_id, deal_owner_id), is_everybodys, subject, texts)


def _custom(values: dict[str, Any]) -> Iterator[str]:
    """What was written in custom fields; numbers of people and yes or no say nothing by themselves."""
    for value in values.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from value


SOURCES: dict[Kind, Source] = {
    Kind.COMPANY: Source(Company, _company_rows, _companies),
    Kind.CONTACT: Source(Contact, _contact_rows, _contacts),
    Kind.DEAL: Source(Deal, _deal_rows, _deals),
    Kind.PRODUCT: Source(Product, _product_rows, _products),
    Kind.ACTIVITY: Source(Activity, _activity_rows, _activities),
}
