"""The numbers on top of the page, each a figure with a line beneath."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from penstock.metrics import figures as words
from penstock.metrics.catalogue.metric import Unit
from penstock.reports.outlook.asking import Outlook
from penstock.reports.outlook.ways import cumulative, short, weighted
from penstock.ui import formats


def cards(outlook: Outlook) -> list[dict[str, Any]]:
    """The figures side by side; what the reader has none of is not shown."""
    cards = (_won, _expected, _odds, _category, _rate, _target)
    return [card for one in cards if (card := one(outlook))]


def _card(label: str, amount: float, outlook: Outlook, note: str = "", url: str = "") -> dict[str, Any]:
    currency = outlook.by.workspace.currency
    return {
        "label": label,
        "shown": words.headline(amount, Unit.MONEY, currency),
        "exact": words.exact(amount, Unit.MONEY, currency),
        "note": note,
        "url": url,
    }


def _won(outlook: Outlook) -> dict[str, Any]:
    column, count = outlook.closed.column("revenue_won"), outlook.told.won_count
    deals = ngettext("%(count)s deal", "%(count)s deals", count) % {"count": formats.number(count)}
    return _card(_("Won so far"), float(column.value() or 0), outlook, deals, outlook.closed.url(column))


def _expected(outlook: Outlook) -> dict[str, Any]:
    told = outlook.told
    note = _("too little history to say how wrong")
    if told.between:
        ends = [short(end, outlook) for end in told.between]
        note = _("between %(low)s and %(high)s") % {"low": ends[0], "high": ends[1]}
    return _card(_("Expected"), told.together, outlook, note)


def _odds(outlook: Outlook) -> dict[str, Any]:
    open_deals = weighted(outlook)
    note = _("of it %(amount)s open") % {"amount": short(open_deals, outlook)}
    return _card(_("By the stages’ odds"), outlook.told.won + open_deals, outlook, note)


def _category(outlook: Outlook) -> dict[str, Any]:
    told = dict(cumulative(outlook))
    if "commit" not in told:
        return _card(_("Won and to close"), told["pipeline"], outlook, _("no category is chosen on any deal"))
    more = {key: short(amount, outlook) for key, amount in told.items()}
    note = _("with best case %(best_case)s, with all %(pipeline)s") % more
    return _card(_("Won and commit"), told["commit"], outlook, note)


def _rate(outlook: Outlook) -> dict[str, Any] | None:
    if outlook.told.run_rate is None:
        return None
    return _card(_("At the present rate"), outlook.told.run_rate, outlook, _("as on a day of the last year"))


def _target(outlook: Outlook) -> dict[str, Any] | None:
    if outlook.target is None:
        return None
    over = outlook.told.together - outlook.target
    amount = {"amount": short(abs(over), outlook)}
    missing, more = _("%(amount)s less is to be expected"), _("%(amount)s more is to be expected")
    return _card(_("Target"), outlook.target, outlook, (more if over >= 0 else missing) % amount)
