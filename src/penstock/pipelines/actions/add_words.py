"""Add a loss reason or a source."""

from django.utils.translation import gettext as _

from penstock.common.actions import action
from penstock.common.errors import Refused
from penstock.journal.recording import record
from penstock.pipelines.actions.change_words import restore_loss_reason, restore_source
from penstock.pipelines.events import LossReasonAdded, SourceAdded
from penstock.pipelines.models import LossReason, Source
from penstock.workspaces.actor import Actor


@action
def add_loss_reason(name: str, *, by: Actor) -> LossReason:
    """The loss reason of this name: new, known, or retired and brought back."""
    by.require_admin(_("Only an administrator may change the loss reasons."))
    known = LossReason.objects.of(by).filter(name=_word(name)).first()
    if known is not None:
        restore_loss_reason(known, by=by)
        return known
    reason = LossReason(workspace=by.workspace, name=_word(name), order=LossReason.objects.of(by).count())
    reason.save()
    record(by, LossReasonAdded(loss_reason_id=reason.pk))
    return reason


@action
def add_source(name: str, *, by: Actor, channel: str = "") -> Source:
    """The source of this name: new, known, or retired and brought back."""
    by.require_admin(_("Only an administrator may change the sources."))
    known = Source.objects.of(by).filter(name=_word(name)).first()
    if known is not None:
        restore_source(known, by=by)
        return known
    source = Source(workspace=by.workspace, name=_word(name), channel=channel.strip()[:60])
    source.save()
    record(by, SourceAdded(source_id=source.pk))
    return source


def _word(name: str) -> str:
    word = " ".join(name.split())[:120]
    if not word:
        raise Refused(_("It needs a name."), fields={"name": _("Write a name.")})
    return word
