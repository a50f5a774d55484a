"""Who may set up automations, and the lock under which one is changed."""

from django.utils.translation import gettext as _

from penstock.automation.models import Automation, Run
from penstock.automation.queries import automations_in_use
from penstock.common.errors import NotPermitted
from penstock.workspaces.actor import Actor


def require_automator(by: Actor) -> None:
    """Raise unless the actor may set up automations: they act on everybody's deals, so it is an administrator."""
    by.require_admin(_("Only an administrator may set up automations."))


def hold(automation: Automation, by: Actor) -> Automation:
    """The automation as it is now, locked for this transaction."""
    require_automator(by)
    held: Automation | None = automations_in_use(by).select_for_update(of=("self",)).filter(pk=automation.pk).first()
    if held is None:
        raise NotPermitted(_("This automation does not exist."))
    return held


def hold_run(run: Run, by: Actor) -> Run:
    """The run as it is now, locked for this transaction."""
    require_automator(by)
    rows = Run.objects.of(by).select_for_update(of=("self",)).select_related("automation", "version")
    held: Run | None = rows.filter(pk=run.pk).first()
    if held is None:
        raise NotPermitted(_("This run does not exist or you may not see its deal."))
    return held
