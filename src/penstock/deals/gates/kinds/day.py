"""A day lies near enough, or not in the past: the expected close, a date field of one's own."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from penstock.common.errors import Refused
from penstock.deals.gates.facts import Facts
from penstock.deals.gates.kinds.kind import Domain, Kind, Lack, Params
from penstock.deals.gates.names import Names
from penstock.deals.gates.rules import Rule, Step
from penstock.fields.forms import PREFIX
from penstock.fields.models import FieldType, Subject
from penstock.fields.values import fields_of
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor

FAR = 36_500


class DayKind(Kind):
    """A day counted from today: ``low`` and ``high`` in days, 0 is today, -1 yesterday."""

    key = "day"
    label = gettext_lazy("A day lies in a range")

    def words(self, params: Params, names: Names) -> str:
        """The day and its range."""
        return _("%(field)s %(range)s") % {"field": names.field(params["field"]), "range": _range(params)}

    def boxes(self, by: Actor, stage: Stage) -> dict[str, forms.Field]:
        """Which day, from, to."""
        names = Names(by)
        own = [PREFIX + one.key for one in fields_of(by, Subject.DEAL, stage.pipeline_id) if one.type == FieldType.DATE]
        choices = [(name, names.field(name)) for name in ("expected_close_on", *own)]
        hint = _("Days from today: 0 is today, −1 is yesterday.")
        span: dict[str, Any] = {"required": False, "min_value": -FAR, "max_value": FAR}
        return {
            "field": forms.ChoiceField(label=_("Which day"), choices=choices),
            "low": forms.IntegerField(label=_("Not before"), initial=0, help_text=hint, **span),
            "high": forms.IntegerField(label=_("Not after"), **span),
        }

    def params(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """At least one end, and in order."""
        low, high = cleaned["low"], cleaned["high"]
        if low is None and high is None:
            sentence = _("Say from which or up to which day.")
            raise Refused(sentence, fields={"low": sentence})
        if low is not None and high is not None and low > high:
            sentence = _("No day is that late and that early at once.")
            raise Refused(sentence, fields={"high": sentence})
        return cleaned

    def refers(self, params: Params) -> Iterator[tuple[str, Any]]:
        """A field of one's own."""
        if params["field"].startswith(PREFIX):
            yield "field", (str(Subject.DEAL), params["field"].removeprefix(PREFIX))

    def check(self, rule: Rule, facts: Facts, step: Step) -> Iterator[Lack]:
        """It is not known, or lies outside."""
        name = rule.params["field"]
        day = _day(name, facts)
        away = None if day is None else Decimal((day - step.today).days)
        domain = next(iter(self.bounds(rule.params).values()))
        if away is None or domain.narrowed(Domain(away, away)).is_empty:
            words = {"field": facts.names.field(name), "range": _range(rule.params)}
            yield Lack(name, _("%(field)s must be %(range)s.") % words, box=name)

    def bounds(self, params: Params) -> dict[str, Domain]:
        """The range in days from today."""
        low, high = (None if params[name] is None else Decimal(params[name]) for name in ("low", "high"))
        return {f"day:{params['field']}": Domain(low, high)}


def _day(name: str, facts: Facts) -> date | None:
    if not name.startswith(PREFIX):
        return facts.deal.expected_close_on
    text = facts.deal.custom.get(name.removeprefix(PREFIX))
    return date.fromisoformat(text) if text else None


def _range(params: Params) -> str:
    low, high = (None if params[name] is None else _away(params[name]) for name in ("low", "high"))
    if low is None:
        return _("not after %(high)s") % {"high": high}
    if high is None:
        return _("not before %(low)s") % {"low": low}
    return _("from %(low)s to %(high)s") % {"low": low, "high": high}


def _away(days: int) -> str:
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("%(days)s day ago", "%(days)s days ago", -days) % {"days": -days}
    return ngettext("%(days)s day from today", "%(days)s days from today", days) % {"days": days}
