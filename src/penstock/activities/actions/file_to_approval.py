"""Send a file of a deal to those who have to approve it, like a document that was drawn up."""

from django.utils.translation import gettext as _

from penstock.activities.models import Attachment
from penstock.common.actions import action
from penstock.common.errors import NotPermitted, Refused
from penstock.deals.actions import put_forward_file
from penstock.deals.models import DealDocument, WorkPurpose
from penstock.workspaces.actor import Actor


@action
def file_to_approval(
    attachment: Attachment, *, by: Actor, purpose: WorkPurpose | None = None
) -> tuple[DealDocument, int]:
    """The file is its deal's document for the purpose (its own, unless told): a version, approved by itself alone.

    Returns the version and how many approvals were asked for: none where no gate ahead wants one.
    """
    rows = Attachment.objects.of(by).select_related("deal__stage", "purpose")
    file = rows.filter(pk=attachment.pk).first()
    if file is None:
        raise NotPermitted(_("This file does not exist or you may not see it."))
    if file.deal is None:
        raise Refused(_("Only a file of a deal can be sent to approval."))
    what = purpose or file.purpose
    if what is None:
        raise Refused(_("Say what the file is."), fields={"purpose": _("Choose one from the list.")})
    return put_forward_file(file.deal, what, file.pk, file.name, by=by)
