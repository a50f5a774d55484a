"""Fills what is known of a deal into texts of the playbook: ``{company}`` becomes the company's name."""

import re
from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from penstock.deals.models import Billing, Deal, DealContact, DealItem
from penstock.playbooks.models import Finding
from penstock.ui import formats

PLACE = re.compile(r"\{([a-z_]+)\}")

WORDS: dict[str, Callable[[Deal], str]] = {
    "company": lambda deal: str(deal.company or ""),
    "contact": lambda deal: _contact(deal),
    "deal": lambda deal: deal.name,
    "owner": lambda deal: str(deal.owner or ""),
    "value": lambda deal: formats.money_exact(deal.value, deal.currency),
    "close_day": lambda deal: formats.day(deal.expected_close_on) if deal.expected_close_on else "",
    "needs": lambda deal: _needs(deal),
    "products": lambda deal: _products(deal),
    "today": lambda _deal: formats.full_day(formats.today()),
}

LABELS = {
    "company": _("the company"),
    "contact": _("whom we talk to"),
    "deal": _("the deal"),
    "owner": _("its owner"),
    "value": _("its value"),
    "close_day": _("the expected close"),
    "needs": _("the needs that were found"),
    "products": _("its products, a line each"),
    "today": _("today’s date"),
}
"""What may stand in braces, for those who write."""


def filled(text: str, deal: Deal) -> str:
    """The text with every known place filled; what is not known yet stays in its braces, to be seen."""
    return PLACE.sub(lambda found: _word(found.group(1), deal) or found.group(0), text)


def left_open(text: str, deal: Deal) -> list[str]:
    """What stays in braces because nobody knows it of the deal yet, in words."""
    names = dict.fromkeys(name for name in PLACE.findall(text) if name in WORDS)
    return [str(LABELS[name]) for name in names if not _word(name, deal)]


def _word(name: str, deal: Deal) -> str:
    return WORDS[name](deal) if name in WORDS else ""


def _contact(deal: Deal) -> str:
    rows = DealContact.objects.on(deal).select_related("contact").filter(contact__removed_at__isnull=True)
    link = rows.order_by("-is_primary", "pk").first()
    return str(link.contact) if link else ""


def _needs(deal: Deal) -> str:
    rows = Finding.objects.on(deal).filter(sort="needs", removed_at__isnull=True).order_by("at")
    return ", ".join(rows.values_list("said", flat=True))


def _products(deal: Deal) -> str:
    """What is bought, how much of it, at which price and discount, how often, and what that comes to."""
    return "\n".join(_product(item, deal.currency) for item in DealItem.objects.on(deal))


def _product(item: DealItem, currency: str) -> str:
    parts = [f"{formats.number(item.quantity)} × {formats.money_exact(item.unit_price, currency)}"]
    if item.discount:
        parts.append(f"− {formats.number(item.discount)} %")
    if item.billing != Billing.ONCE:
        parts.append(f"× {item.periods} ({item.get_billing_display()})")
    return f"{item.name}: {' '.join(parts)} = {formats.money_exact(item.total, currency)}"
