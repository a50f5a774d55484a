"""The form of a report by e-mail: about what time, how often, at which hour, and to whom."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _

from penstock.mailings.models import Mailing, MailingReader
from penstock.metrics.relative import RELATIVE
from penstock.notifications.forms import RegularForm
from penstock.workspaces.actor import Actor


class MailingForm(RegularForm):
    """A mailing that there is, or one that is begun."""

    field_order = ("period", "rhythm", "at", "readers")

    def __init__(self, *given: Any, by: Actor, mailing: Mailing | None = None, period: str = "", **settings: Any):
        initial: dict[str, Any] = {"at": "08:00", "readers": [by.person_id], "rhythm": "week", "period": period}
        if mailing:
            readers = [one.person_id for one in MailingReader.objects.on(mailing)]
            initial = {"at": mailing.at, "rhythm": mailing.rhythm, "period": mailing.period, "readers": readers}
        super().__init__(*given, initial=initial, by=by, **settings)
        periods = [("", _("As the report begins")), *RELATIVE.items()]
        self.fields["period"] = forms.ChoiceField(label=_("Period"), choices=periods, required=False)
        if not by.may_write:
            people = cast(Any, self.fields["readers"])
            people.queryset = people.queryset.filter(pk=by.person_id)
        self.fields["readers"].required = True
        self.order_fields(self.field_order)
