"""The boxes in which what a gate wants is filled in on the spot."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from penstock.common.errors import Missing
from penstock.companies.forms import fact_form as company_form
from penstock.companies.models import Company
from penstock.deals.forms.facts import FACT_BOXES
from penstock.deals.forms.moving import SeenForm
from penstock.deals.gates.names import COMPANY
from penstock.deals.models import Deal
from penstock.fields.forms import PREFIX, custom_box, shown_value
from penstock.fields.models import Subject
from penstock.fields.values import fields_of
from penstock.pipelines.models import LossReason, Stage, StageKind
from penstock.workspaces.actor import Actor

FILL = "fill."
"""The boxes of facts begin with this; the rest of the name is the fact's."""

OF_THE_STEP = ("loss_reason", "loss_comment")
"""What the step itself takes along, in boxes of its own."""


class GateForm(SeenForm):
    """What is missing, as far as it can be written here; ``override`` where the actor may go past the rules."""

    def __init__(self, given: Any, *, deal: Deal, stage: Stage, by: Actor, missing: list[Missing]) -> None:
        super().__init__(given, initial={"seen_stage": deal.stage_id})
        self.deal, self.by = deal, by
        sent = [name.removeprefix(FILL) for name in given or () if name.startswith(FILL)]
        for name in dict.fromkeys([*sent, *(one.box for one in missing)]):
            self._add_box(name)
        if stage.kind == StageKind.LOST:
            self._add_loss()
        if by.may_override and any(one.rule for one in missing):
            self._add_override()

    def box_of(self, name: str) -> forms.BoundField | None:
        """The box that fills something missing, if it can be filled here."""
        place = name if name in OF_THE_STEP else FILL + name
        return self[place] if name and place in self.fields else None

    def filled(self) -> dict[str, Any]:
        """The facts that were written, by name; boxes left empty say nothing."""
        facts = {name.removeprefix(FILL): value for name, value in self.cleaned_data.items() if name.startswith(FILL)}
        return {name: value for name, value in facts.items() if value not in (None, "", [])}

    def said(self) -> dict[str, Any]:
        """What goes along with the step."""
        names = ("seen_stage", *OF_THE_STEP, "override")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}

    def _add_box(self, name: str) -> None:
        if name in OF_THE_STEP:
            return
        found = box_for(name, self.deal, self.by)
        if found is not None:
            self.fields[FILL + name], self.initial[FILL + name] = found

    def _add_loss(self) -> None:
        reasons = LossReason.objects.of(self.by).filter(retired_at__isnull=True)
        self.fields["loss_reason"] = forms.ModelChoiceField(
            reasons, label=_("Reason"), required=False, empty_label=_("Choose a reason")
        )
        self.fields["loss_comment"] = FACT_BOXES["loss_comment"](self.by)

    def _add_override(self) -> None:
        hint = _("Say why; it is kept and counted.")
        self.fields["override"] = forms.CharField(
            label=_("Move anyway, because"), required=False, max_length=500, help_text=hint
        )


def box_for(name: str, deal: Deal, by: Actor) -> tuple[forms.Field, Any] | None:
    """The box of a fact of the deal or of its company, and what stands in it; None where it cannot be written here."""
    if name.startswith(COMPANY):
        return _company_box(name.removeprefix(COMPANY), deal, by)
    if name.startswith(PREFIX):
        field = next((one for one in fields_of(by, Subject.DEAL, deal.pipeline_id) if PREFIX + one.key == name), None)
        return (custom_box(field, by), shown_value(field, deal.custom.get(field.key))) if field else None
    return (FACT_BOXES[name](by), getattr(deal, name)) if name in FACT_BOXES else None


def _company_box(name: str, deal: Deal, by: Actor) -> tuple[forms.Field, Any] | None:
    company = Company.objects.of(by).filter(pk=deal.company_id).first() if deal.company_id else None
    if company is None or not by.may_write_for(company.owner_id):
        return None
    form = company_form(None, company, name, by)
    return (form.fields[name], form.initial[name]) if form is not None else None
