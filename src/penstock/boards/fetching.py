"""Fetching the deals whose ids were just found within the reader's scope."""

from typing import Any

from penstock.deals.models import Deal


def deals_in_hand(ids: list[int], *related: str, without: tuple[str, ...] = ()) -> dict[int, Any]:
    """The deals by id, with related records, ``without`` some columns; only for ids out of ``Deal.objects.of(actor)``.

    Asking for the workspace again would lead SQLite, when it keeps no statistics, to walk all of the workspace's deals
    by an index that begins with the workspace, instead of looking up the few ids.
    """
    found = Deal.objects.on(ids, "pk__in").select_related(*related).defer(*without)
    return {deal.pk: deal for deal in found}
