"""Texts that somebody wrote for an automation: a few names in braces are put in, nothing in them is ever run."""

import re

from penstock.deals.models import Deal, DealContact

NAMES = re.compile(r"\{(deal|company|contact|owner)\}")


def filled(text: str, deal: Deal) -> str:
    """The text with the deal's names in place of ``{deal}``, ``{company}``, ``{contact}`` and ``{owner}``.

    In one pass, so that a deal called “{owner}” stays what it is.
    """
    told = {"deal": deal.name, "company": deal.company, "owner": deal.owner}
    if "{contact}" in text:
        told["contact"] = _contact(deal)
    return NAMES.sub(lambda found: str(told[found[1]] or ""), text)


def _contact(deal: Deal) -> str:
    link = DealContact.objects.on(deal).select_related("contact").order_by("-is_primary", "pk").first()
    return link.contact.name if link else ""
