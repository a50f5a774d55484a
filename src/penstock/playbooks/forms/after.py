"""Giving, calling in, handing over, and what comes after the sale."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from penstock.contacts.models import Contact
from penstock.deals.forms.facts import day_box, long_box
from penstock.deals.models import Deal, DealContact, SellingRole
from penstock.pipelines.queries import pipelines_in_use
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


class GiveForm(forms.Form):
    """To whom something was given."""

    def __init__(self, *given: Any, deal: Deal, by: Actor) -> None:
        super().__init__(*given)
        linked = DealContact.objects.on(deal).values("contact_id")
        contacts = Contact.objects.of(by).filter(pk__in=linked)
        self.fields["contact"] = forms.ModelChoiceField(
            contacts, label=_("To whom"), required=False, empty_label=_("The company"), initial=contacts.first()
        )


class RoleForm(forms.Form):
    """The role to call in."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.fields["role"] = forms.ChoiceField(label=_("Role"), choices=SellingRole.choices)


class HandoverForm(forms.Form):
    """To whom a deal is offered, and what they should know."""

    def __init__(self, *given: Any, deal: Deal, by: Actor) -> None:
        super().__init__(*given)
        people = Person.objects.of(by).filter(deactivated_at__isnull=True).exclude(pk=deal.owner_id).order_by("name")
        self.fields["taker"] = forms.ModelChoiceField(people, label=_("To whom"))
        self.fields["note"] = long_box(_("What they should know"))


class FollowUpForm(forms.Form):
    """Where a won deal goes on."""

    def __init__(self, *given: Any, deal: Deal, by: Actor) -> None:
        super().__init__(*given)
        self.fields["pipeline"] = forms.ModelChoiceField(pipelines_in_use(by), label=_("Pipeline"), empty_label=None)
        self.fields["name"] = forms.CharField(label=_("Name"), max_length=300, initial=deal.name)
        people = Person.objects.of(by).filter(deactivated_at__isnull=True).order_by("name")
        self.fields["owner"] = forms.ModelChoiceField(
            people, label=_("Owner"), required=False, empty_label=_("Its owner"), initial=deal.owner_id
        )
        self.fields["products"] = forms.BooleanField(
            label=_("With its products: what they are worth counts in that pipeline too"), required=False, initial=True
        )


class ReorderForm(forms.Form):
    """When the next order is expected; empty: not at all."""

    def __init__(self, *given: Any, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.fields["expected_on"] = day_box(_("The next order is expected on"))
