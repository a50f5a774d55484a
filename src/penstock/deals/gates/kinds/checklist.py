"""The checklist of the stage is ticked off."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.deals.gates.facts import Facts
from penstock.deals.gates.kinds.kind import Kind, Lack, Params
from penstock.deals.gates.names import Names
from penstock.deals.gates.rules import Rule, Step

CHECKLIST = "checklist"
"""What ticks are called in ``DealWork``."""


class ChecklistKind(Kind):
    """Everything that the stage's checklist requires is ticked, as the list stands on the day."""

    key = CHECKLIST
    label = gettext_lazy("The checklist is ticked off")
    sides = ("exit",)

    def needs(self, params: Params) -> set[str]:
        """The ticks, which are kept with the work."""
        return {"work"}

    def words(self, params: Params, names: Names) -> str:
        """The same for every stage: the list itself stands in its playbook."""
        return _("Ticked: all that the stage's checklist requires")

    def check(self, rule: Rule, facts: Facts, step: Step) -> Iterator[Lack]:
        """What is not ticked, item by item."""
        ticked = {row.purpose_id for row in facts.work if row.what == CHECKLIST}
        for item in facts.names.required_items.get(rule.stage.pk, ()):
            if item.pk not in ticked:
                yield Lack(f"{CHECKLIST}:{item.pk}", _("Not ticked yet: %(item)s.") % {"item": item.name})
