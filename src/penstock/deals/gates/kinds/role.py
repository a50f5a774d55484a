"""Who may: only people of certain roles take deals through."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.common.errors import Refused
from penstock.deals.gates.facts import Facts
from penstock.deals.gates.kinds.kind import Domain, Kind, Lack, Params
from penstock.deals.gates.names import Names
from penstock.deals.gates.rules import Rule, Step
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Role


class RoleKind(Kind):
    """The house itself (jobs, imports on the command line) has no role and may."""

    key = "role"
    label = gettext_lazy("Only certain roles may")

    def words(self, params: Params, names: Names) -> str:
        """The roles by their names."""
        return _("Only: %(roles)s") % {"roles": ", ".join(map(names.role, params["roles"]))}

    def boxes(self, by: Actor, stage: Stage) -> dict[str, forms.Field]:
        """The roles of the workspace."""
        choices = list(Role.objects.of(by).order_by("pk").values_list("key", "name"))
        widget = forms.CheckboxSelectMultiple
        return {"roles": forms.MultipleChoiceField(label=_("Who may"), choices=choices, widget=widget)}

    def params(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """At least one."""
        if not cleaned.get("roles"):
            sentence = _("Choose at least one role.")
            raise Refused(sentence, fields={"roles": sentence})
        return {"roles": sorted(cleaned["roles"])}

    def refers(self, params: Params) -> Iterator[tuple[str, Any]]:
        """The roles."""
        for key in params["roles"]:
            yield "role", key

    def check(self, rule: Rule, facts: Facts, step: Step) -> Iterator[Lack]:
        """Another role."""
        if step.role and step.role not in rule.params["roles"]:
            words = {"stage": rule.stage.name, "roles": ", ".join(map(facts.names.role, rule.params["roles"]))}
            yield Lack("role", _("Only these may take deals past the gate of %(stage)s: %(roles)s.") % words)

    def bounds(self, params: Params) -> dict[str, Domain]:
        """The roles."""
        return {"role": Domain(names=frozenset(params["roles"]))}
