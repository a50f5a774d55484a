"""The list's filters as SQL over the present spans of the copy: which rows are of deals that fit them now."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from penstock.boards.filters import Filtering
from penstock.deals.models import Deal
from penstock.metrics.deal_filters import looked_up
from penstock.metrics.id_sets import is_among

IDS = {
    "pk": "p.deal_id",
    "owner_id": "p.owner_id",
    "stage_id": "p.stage_id",
    "source_id": "p.source_id",
    "company_id": "p.company_id",
    "loss_reason_id": "p.loss_reason_id",
}
WORDS = {"type": "coalesce(p.type, '')", "currency": "p.currency", "status": "p.status::VARCHAR"}
"""Fields of a deal that its present span has too, under these names; a company that is missing is 0 there."""


def fits(filtering: Filtering, among: Q) -> str:
    """The condition that the deal of a present span ``p`` fits the filters; it is put to deals that fit ``among``.

    What the span does not know, such as tags, is looked up among those deals; raises WrongQuestion where these are more
    than a question can hold.
    """
    deals = Deal.objects.of(filtering.by).filter(among)
    return " AND ".join(as_sql(one.question) or looked_up(one, deals) for one in filtering.conditions)


def as_sql(question: Q) -> str:
    """A question of the list as SQL; empty where a span does not know what it asks for."""
    parts = list(_parts(question))
    # What is negated means something else of what is missing.
    if question.negated or not parts or not all(parts):
        return ""
    return f"({f' {question.connector} '.join(parts)})"


def _parts(question: Q) -> Iterator[str]:
    for child in question.children:
        if isinstance(child, Q):
            yield as_sql(child)
        elif isinstance(child, tuple):
            yield _part(*child)
        else:
            yield ""


def _part(lookup: str, value: Any) -> str:
    field, _underscores, how = lookup.partition("__")
    if how == "isnull" and field in IDS and field != "company_id":
        return f"{IDS[field]} IS {'' if value else 'NOT '}NULL"
    listed = value if how == "in" else [value] if not how else None
    if not isinstance(listed, list | tuple | set):
        return ""
    if field in IDS:
        return is_among(map(int, listed), IDS[field])
    words = ", ".join("'" + str(word).replace("'", "''") + "'" for word in listed)
    return f"{WORDS[field]} IN ({words or 'NULL'})" if field in WORDS else ""
