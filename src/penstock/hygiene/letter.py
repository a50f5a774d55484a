"""The text of the last letter: of the lost stage's playbook where it has one, else our own, filled from the deal."""

from urllib.parse import quote

from django.utils.translation import gettext as _

from penstock.contacts.models import ChannelKind, ContactChannel
from penstock.deals.models import Deal, DealContact
from penstock.pipelines.models import StageKind
from penstock.playbooks.filling import filled
from penstock.playbooks.models import Asset, AssetVersion
from penstock.playbooks.models.assets import AssetKind


def letter_for(deal: Deal) -> str:
    """What the letter says to begin with."""
    text = _of_playbook(deal) or _(
        "Hello {contact},\n\nI have not heard from you about “{deal}” for a while, and I take it that it is not the "
        "right time. I will close it on our side and not trouble you any more.\n\nIf it is still on your list, one "
        "line is enough and I will gladly go on.\n\n{owner}"
    )
    return filled(text, deal)


def mail_to(deal: Deal, text: str) -> str:
    """The address that opens the reader's mail program with the letter; empty where no e-mail is known."""
    links = DealContact.objects.on(deal).filter(contact__removed_at__isnull=True).order_by("-is_primary", "pk")
    ids = list(links.values_list("contact_id", flat=True))
    channels = ContactChannel.objects.on(ids, "contact_id__in").filter(kind=ChannelKind.EMAIL)
    found = {row.contact_id: row.value for row in channels.order_by("-order", "-pk")}
    address = next((found[pk] for pk in ids if pk in found), "")
    return f"mailto:{quote(address)}?subject={quote(deal.name)}&body={quote(text)}" if address else ""


def _of_playbook(deal: Deal) -> str:
    assets = Asset.objects.on(deal.workspace).filter(
        stage__pipeline_id=deal.pipeline_id, stage__kind=StageKind.LOST, kind=AssetKind.TEXT, retired_at__isnull=True
    )
    versions = AssetVersion.objects.on(deal.workspace).filter(asset__in=assets).order_by("asset__order", "-number")
    return versions.values_list("text", flat=True).first() or ""
