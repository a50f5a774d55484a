"""Tag a deal."""

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.deals.changing import hold
from penstock.deals.events import DealTagged
from penstock.deals.models import Deal, DealTag, Tag
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


@action
def tag_deal(deal: Deal, names: list[str], *, by: Actor) -> Event | None:
    """Let a deal have exactly these tags; new words become tags of the workspace. None when it is already so."""
    held = hold(deal, by)
    wanted = {tag.pk for tag in _tags(names, by)}
    present = set(DealTag.objects.on(held).values_list("tag_id", flat=True))
    if wanted == present:
        return None
    added, removed = sorted(wanted - present), sorted(present - wanted)
    DealTag.objects.on(held).filter(tag_id__in=removed).delete()
    DealTag.objects.insert([DealTag(workspace=by.workspace, deal=held, tag_id=tag) for tag in added])
    return record(by, DealTagged(deal_id=held.pk, company_id=held.company_id, added=added, removed=removed))[0]


def _tags(names: list[str], by: Actor) -> list[Tag]:
    words = list(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
    if any(len(word) > 60 for word in words):
        raise Refused(_("A tag has at most 60 letters."), fields={"tags": _("A tag has at most 60 letters.")})
    known = {tag.name: tag for tag in Tag.objects.of(by).filter(name__in=words)}
    return [known.get(word) or Tag.objects.of(by).create(workspace=by.workspace, name=word) for word in words]
