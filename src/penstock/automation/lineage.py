"""Where an event comes from: the chain of causes behind it, so that no automation runs in a circle."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from penstock.automation.models import Run
from penstock.journal.models import Event
from penstock.workspaces.actor import Actor

DEEPEST = 5
"""So many automations may follow from each other; then the chain is cut and the log says so."""

LONGEST = 50


@dataclass(frozen=True)
class Lineage:
    """The automations in the chain behind an event, the latest first."""

    automations: tuple[int, ...]

    def refusal(self, automation_id: int) -> str:
        """Why an automation does not run on it; empty when it may."""
        if automation_id in self.automations:
            return _("It does not run on what it caused itself.")
        if len(self.automations) >= DEEPEST:
            return ngettext(
                "%(count)s automation already led to this; the chain ends here.",
                "%(count)s automations already led to this; the chain ends here.",
                DEEPEST,
            ) % {"count": DEEPEST}
        return ""


def lineage_of(event: Event, by: Actor) -> Lineage:
    """Walk the causes back; each step that an automation took is named by the run that caused it."""
    found: list[int] = []
    for _step in range(LONGEST):
        if event.caused_by is None:
            break
        if event.origin == "automation":
            runs = Run.objects.on(by.workspace).filter(cause=event.caused_by)
            found += [pk for pk, effects in runs.values_list("automation_id", "effects") if event.position in effects]
        event = Event.objects.of(by).get(position=event.caused_by)
    return Lineage(tuple(found))
