"""From where a stage may be entered: no skipping, no going back, or only from certain stages."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.common.errors import Refused
from penstock.deals.gates.facts import Facts
from penstock.deals.gates.kinds.kind import Kind, Lack, Params
from penstock.deals.gates.names import Names
from penstock.deals.gates.rules import Rule, Step, goes_back, goes_on, place
from penstock.pipelines.models import Stage
from penstock.pipelines.queries import stages_in_use
from penstock.workspaces.actor import Actor

NEXT, FORWARD, LISTED = "next", "forward", "listed"
WAYS = {
    NEXT: gettext_lazy("No skipping: forward only from the stage just before"),
    FORWARD: gettext_lazy("No going back to it"),
    LISTED: gettext_lazy("Only from certain stages"),
}


class DirectionKind(Kind):
    """No skipping, no going back, or only from ``stages``."""

    key = "direction"
    label = gettext_lazy("Allowed directions")
    passing = False
    sides = ("entry",)

    def words(self, params: Params, names: Names) -> str:
        """The way in."""
        if params["way"] != LISTED:
            return str(WAYS[params["way"]])
        return _("Only from: %(stages)s") % {"stages": ", ".join(map(names.stage, params["stages"]))}

    def boxes(self, by: Actor, stage: Stage) -> dict[str, forms.Field]:
        """The way, and the stages where they are listed."""
        others = [(str(one.pk), one.name) for one in stages_in_use(by, stage.pipeline_id) if one.pk != stage.pk]
        listed = forms.MultipleChoiceField(
            label=_("Certain stages"), choices=others, required=False, widget=forms.CheckboxSelectMultiple
        )
        return {"way": forms.ChoiceField(label=_("From where"), choices=list(WAYS.items())), "stages": listed}

    def initial(self, params: Params) -> dict[str, Any]:
        """Ids as the boxes name them."""
        return {"way": params["way"], "stages": [str(pk) for pk in params["stages"]]}

    def params(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """Stages only where they are listed, and then at least one."""
        listed = cleaned["way"] == LISTED
        if listed and not cleaned["stages"]:
            sentence = _("Choose at least one stage; from nowhere nobody could enter.")
            raise Refused(sentence, fields={"stages": sentence})
        return {"way": cleaned["way"], "stages": sorted(map(int, cleaned["stages"])) if listed else []}

    def refers(self, params: Params) -> Iterator[tuple[str, Any]]:
        """The stages that are listed."""
        for pk in params["stages"]:
            yield "stage", pk

    def check(self, rule: Rule, facts: Facts, step: Step) -> Iterator[Lack]:
        """It comes from elsewhere."""
        if self.forbids(rule, step):
            words = {"stage": rule.stage.name, "rule": self.words(rule.params, facts.names)}
            yield Lack(f"direction:{rule.stage.pk}", _("%(stage)s cannot be entered from here. %(rule)s.") % words)

    def forbids(self, rule: Rule, step: Step) -> bool:
        """Whether the step comes from where nobody may."""
        before, way = step.before, rule.params["way"]
        if way == FORWARD:
            return goes_back(step)
        if way == LISTED:
            return before is None or before.pk not in rule.params["stages"]
        return _skips(step)


def _skips(step: Step) -> bool:
    """Whether a step forward leaves out a stage; what comes from outside comes from before the first."""
    if goes_back(step):
        return False
    earlier = [one for one in step.stages if one.is_open and place(one) < place(step.after)]
    just_before = max(earlier, key=place).pk if earlier else None
    came_from = step.before.pk if step.before is not None and goes_on(step) else None
    return came_from != just_before
