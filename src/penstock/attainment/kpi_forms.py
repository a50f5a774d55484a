"""The form of a set of metrics: for each metric a weight, a cap, and of rates the target."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from penstock.targets.kpis import Weighed
from penstock.targets.models import Kpi, Measure
from penstock.ui.numbers import AmountField


class KpiForm(forms.Form):
    """A metric without a weight is not in the set; shares are written in percent."""

    def __init__(self, data: Any, *, known: Iterable[Kpi]) -> None:
        self.known = {row.measure: row for row in known}
        super().__init__(data, initial={key: value for row in self.known.values() for key, value in _begun(row)})
        for measure in Measure:
            key = measure.value
            self.fields[f"weight_{key}"] = AmountField(label=_("Weight, %"), required=False, widget=_box())
            if measure.aim is None:
                words = _("Target, %") if measure.is_share else _("Target")
                self.fields[f"target_{key}"] = AmountField(label=words, required=False, widget=_box())
            self.fields[f"cap_{key}"] = forms.IntegerField(
                label=_("Cap, %"), required=False, min_value=0, widget=_box()
            )

    @property
    def heads(self) -> tuple[str, str]:
        """What stands above the boxes of weights and caps."""
        return _("Weight, %"), _("Cap, %")

    def rows(self) -> list[dict[str, Any]]:
        """The metrics with their boxes."""
        return [
            {
                "name": measure.label,
                "boxes": [
                    self[f"weight_{measure.value}"],
                    self[f"target_{measure.value}"] if measure.aim is None else None,
                    self[f"cap_{measure.value}"],
                ],
            }
            for measure in Measure
        ]

    def lines(self) -> list[Weighed]:
        """The set that was sent."""
        told = self.cleaned_data
        found = []
        for measure in Measure:
            weight = told.get(f"weight_{measure.value}")
            if weight:
                target = told.get(f"target_{measure.value}")
                target = target / 100 if target is not None and measure.is_share else target
                found.append(Weighed(measure, weight, target, told.get(f"cap_{measure.value}")))
        return found


def _box() -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "input num"})


def _begun(row: Kpi) -> Iterable[tuple[str, Any]]:
    key = row.measure.value
    yield f"weight_{key}", row.weight.normalize()
    yield f"cap_{key}", row.cap
    if row.target is not None:
        yield f"target_{key}", (row.target * 100 if row.measure.is_share else Decimal(row.target)).normalize()
