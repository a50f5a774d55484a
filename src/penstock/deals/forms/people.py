"""The forms in which people join a deal: the buyer's and ours."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.deals.forms.choosing import RecordField
from penstock.deals.models import BuyingRole, SellingRole
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person


class ContactForm(forms.Form):
    """One of the buyer's people and what they mean for the purchase."""

    def __init__(self, *given: Any, by: Actor, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self.fields["contact"] = RecordField("contact", by, label=_("Contact"))
        self.fields["role"] = forms.ChoiceField(
            label=_("Role in the purchase"), required=False, choices=[("", "—"), *BuyingRole.choices]
        )
        self.fields["is_primary"] = forms.BooleanField(label=_("The one we talk to first"), required=False)


class PersonForm(forms.Form):
    """One of our people and what they do on the deal."""

    def __init__(self, *given: Any, by: Actor, **settings: Any) -> None:
        super().__init__(*given, **settings)
        people = Person.objects.of(by).filter(deactivated_at__isnull=True).order_by("name")
        self.fields["person"] = forms.ModelChoiceField(people, label=_("Person"))
        self.fields["role"] = forms.ChoiceField(label=_("Role"), choices=SellingRole.choices)


class TagForm(forms.Form):
    """The tags of a deal, with commas between them."""

    tags = forms.CharField(
        label=gettext_lazy("Tags"), required=False, help_text=gettext_lazy("Several with commas between them.")
    )

    def names(self) -> list[str]:
        """The words, one by one."""
        return self.cleaned_data["tags"].replace("，", ",").split(",")
