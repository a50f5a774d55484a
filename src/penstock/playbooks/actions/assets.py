"""Put a version of an asset, and give an asset to a buyer."""

from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from penstock.activities.files import checked_name, keep, require_size
from penstock.common import clock
from penstock.common.actions import action
from penstock.common.checks import plain, web_address
from penstock.common.errors import Refused
from penstock.contacts.models import Contact
from penstock.deals.changing import hold
from penstock.deals.models import Deal, DealContact
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.pipelines.changing import held
from penstock.playbooks.events import AssetGiven, AssetRenewed
from penstock.playbooks.models import Asset, AssetKind, AssetUse, AssetVersion
from penstock.playbooks.queries import version_of
from penstock.workspaces.actor import Actor

LONGEST = 50_000


@action
def renew_asset(
    asset: Asset, *, by: Actor, text: str = "", content: "File[bytes] | None" = None, name: str = ""
) -> AssetVersion | None:
    """The asset holds this from now on: a text, an address or a file, as its kind wants; None when it does already."""
    row = held(asset, by)
    now = version_of(row)
    fresh = _file(content, name) if row.kind == AssetKind.FILE else {"text": _text(row, text)}
    if now is not None and row.kind != AssetKind.FILE and now.text == fresh["text"]:
        return None
    version = AssetVersion(workspace=by.workspace, asset=row, number=now.number + 1 if now else 1, **fresh)
    version.person, version.made_at = by.person, clock.now()
    version.save()
    record(by, AssetRenewed(stage_id=row.stage_id, asset_id=row.pk, number=version.number))
    return version


@action
def give_asset(deal: Deal, asset: Asset, *, by: Actor, contact: Contact | None = None) -> Event:
    """The newest version was given on the deal, to one of its contacts where that is known."""
    on = hold(deal, by)
    known = Asset.objects.of(by).filter(pk=asset.pk, retired_at__isnull=True).first()
    version = version_of(known) if known is not None else None
    if version is None:
        raise Refused(_("There is nothing to give; it may have been retired."))
    if contact is not None and not DealContact.objects.on(on).filter(contact=contact).exists():
        raise Refused(_("%(contact)s is not on this deal.") % {"contact": contact})
    use = AssetUse(workspace=by.workspace, deal=on, version=version, person=by.person, contact=contact, at=clock.now())
    use.save()
    to = contact.pk if contact is not None else None
    return record(by, AssetGiven(deal_id=on.pk, company_id=on.company_id, contact_id=to, asset_use_id=use.pk))[0]


def _text(asset: Asset, text: str) -> str:
    words = web_address(text) if asset.kind == AssetKind.LINK else plain(text)[:LONGEST]
    if not words:
        sentence = _("Write what is to be given.")
        raise Refused(sentence, fields={"text": sentence})
    return words


def _file(content: "File[bytes] | None", name: str) -> dict[str, Any]:
    if content is None:
        raise Refused(_("Choose a file."), fields={"file": _("Choose a file.")})
    require_size(content.size)
    return {"name": checked_name(name), "stored_as": keep(content), "size": content.size}
