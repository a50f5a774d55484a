"""What was done first on a deal while it stood in a stage, what before what, and how many days lay between, as SQL."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from penstock.activities.models import ActivityKind
from penstock.metrics.catalogue.metric import Words
from penstock.metrics.columnar.worked import KINDS, PAIRS, order_bit

GAPS = (1, 3, 7, 14)
"""Where the days between the first two actions part."""
BANDS = (*(f"{start}–{end}" for start, end in zip((0, *GAPS), GAPS, strict=False)), f"{GAPS[-1]}+")


def _gap() -> str:
    """The days between the first two actions, in bands."""
    bands = " ".join(
        f"WHEN p.gap_seconds < {end * 86400} THEN '{band}'" for band, end in zip(BANDS, GAPS, strict=False)
    )
    return f"CASE {bands} WHEN p.gap_seconds IS NOT NULL THEN '{BANDS[-1]}' END"


def _order(one: str, other: str) -> str:
    """Which of two kinds came first, where both were done."""
    either = ((one, other), (other, one))
    found = " ".join(f"WHEN p.orders & {order_bit(*pair)} > 0 THEN '{pair[0]}>{pair[1]}'" for pair in either)
    return f"CASE {found} END"


def order_key(one: str, other: str) -> str:
    """What the dimension of two kinds is called, whichever is named first."""
    first_named, second = sorted((one, other), key=KINDS.index)
    return f"order_{first_named}_{second}"


ASKED: dict[str, tuple[Words, str]] = {
    "first_action": (_("First action in the stage"), "p.first_kind"),
    "action_gap": (_("Days between the first two actions"), _gap()),
    **{
        order_key(*pair): (
            format_lazy(
                _("Which came first: {one} or {other}"),
                one=ActivityKind(pair[0]).label,
                other=ActivityKind(pair[1]).label,
            ),
            _order(*pair),
        )
        for pair in PAIRS
    },
}
"""The dimensions of visits by their keys: the words, and the SQL."""

ORDERS: dict[str, dict[str, Words]] = {
    order_key(*pair): {
        f"{one}>{other}": format_lazy(
            _("{first} before {second}"), first=ActivityKind(one).label, second=ActivityKind(other).label
        )
        for one, other in (pair, pair[::-1])
    }
    for pair in PAIRS
}
"""What the values of an order are called."""
