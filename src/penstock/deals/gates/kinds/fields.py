"""Required fields: the deal's own, the workspace's, the company's, a contact's."""

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.common.errors import Refused
from penstock.deals.gates.facts import Facts
from penstock.deals.gates.kinds.kind import Kind, Lack, Params
from penstock.deals.gates.names import COMPANY, CONTACT, CONTACT_LABELS, Names
from penstock.deals.gates.rules import Rule, Step
from penstock.deals.models import ValueBasis
from penstock.fields.forms import PREFIX
from penstock.fields.models import Field, Subject
from penstock.fields.values import fields_of
from penstock.pipelines.models import Stage, StageKind
from penstock.workspaces.actor import Actor

OWN = (
    *("amount", "expected_close_on", "forecast_category", "company", "owner", "source", "type"),
    *("monthly_amount", "description"),
)
OF_LOSS = ("loss_reason", "loss_comment")
OF_COMPANY = (
    "inn",
    "kpp",
    "uscc",
    "sector",
    "employees",
    "country",
    "region",
    "city",
    "address",
    "website",
    "phones",
    "emails",
)
EMPTY: tuple[Any, ...] = (None, "", [])


class FieldsKind(Kind):
    """Some fields are filled in."""

    key = "fields"
    label = gettext_lazy("Fields are filled in")

    def needs(self, params: Params) -> set[str]:
        """The company or the contacts, where a field is theirs."""
        names = params["fields"]
        found = {"company"} if any(name.startswith(COMPANY) for name in names) else set()
        if any(name.startswith(CONTACT) for name in names):
            found |= {"contacts", "channels"}
        return found

    def words(self, params: Params, names: Names) -> str:
        """The fields by their names."""
        return _("Filled in: %(fields)s") % {"fields": ", ".join(map(names.field, params["fields"]))}

    def boxes(self, by: Actor, stage: Stage) -> dict[str, forms.Field]:
        """All fields that a deal of the pipeline can have, in groups."""
        choices = field_choices(by, stage)
        widget = forms.CheckboxSelectMultiple
        return {"fields": forms.MultipleChoiceField(label=_("Which fields"), choices=choices, widget=widget)}

    def params(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """At least one."""
        if not cleaned.get("fields"):
            sentence = _("Choose at least one field.")
            raise Refused(sentence, fields={"fields": sentence})
        return {"fields": list(cleaned["fields"])}

    def refers(self, params: Params) -> Iterator[tuple[str, Any]]:
        """The workspace's own fields."""
        for name in params["fields"]:
            subject, own = (
                (Subject.COMPANY, name.removeprefix(COMPANY)) if name.startswith(COMPANY) else (Subject.DEAL, name)
            )
            if own.startswith(PREFIX):
                yield "field", (str(subject), own.removeprefix(PREFIX))

    def check(self, rule: Rule, facts: Facts, step: Step) -> Iterator[Lack]:
        """A sentence for each field that is empty."""
        for name in rule.params["fields"]:
            if not is_filled(name, facts):
                yield _lack(name, facts)


def is_filled(name: str, facts: Facts) -> bool:
    """Whether a field holds anything."""
    if name.startswith(CONTACT):
        return _of_contacts(name.removeprefix(CONTACT), facts)
    if name.startswith(COMPANY):
        return facts.company is not None and _holds(facts.company, name.removeprefix(COMPANY))
    if name == "amount":
        return facts.deal.value_basis != ValueBasis.NONE
    if name in facts.said:
        return facts.said[name] not in EMPTY
    return _holds(facts.deal, name)


def field_choices(by: Actor, stage: Stage) -> list[tuple[str, list[tuple[str, str]]]]:
    """The fields that can be asked for on the way into or out of a stage, under headings."""
    names = Names(by)
    own = [
        *OWN,
        *(OF_LOSS if stage.kind == StageKind.LOST else ()),
        *_custom(fields_of(by, Subject.DEAL, stage.pipeline_id)),
    ]
    company = [*OF_COMPANY, *_custom(fields_of(by, Subject.COMPANY))]
    return [
        (_("Deal"), [(name, names.field(name)) for name in own]),
        (_("Company"), [(COMPANY + name, names.field(COMPANY + name)) for name in company]),
        (_("Contacts"), [(CONTACT + name, names.field(CONTACT + name)) for name in CONTACT_LABELS]),
    ]


def _custom(fields: list[Field]) -> list[str]:
    return [PREFIX + field.key for field in fields]


def _holds(record: Any, name: str) -> bool:
    if name.startswith(PREFIX):
        return record.custom.get(name.removeprefix(PREFIX)) not in EMPTY
    field = record._meta.get_field(name)
    return getattr(record, field.attname) not in EMPTY


CONTACT_HAS: dict[str, Callable[[Facts], bool]] = {
    "email": lambda facts: "email" in facts.channels,
    "phone": lambda facts: "phone" in facts.channels,
    "position": lambda facts: any(link.contact.position for link in facts.contacts),
}


def _of_contacts(name: str, facts: Facts) -> bool:
    return CONTACT_HAS[name](facts)


def _lack(name: str, facts: Facts) -> Lack:
    sentence = _("%(field)s is not filled in.") % {"field": facts.names.field(name)}
    if name.startswith(CONTACT):
        return Lack(name, sentence, page="deals:add_contact")
    if name.startswith(COMPANY) and facts.deal.company_id is None:
        return Lack(
            "company", _("%(field)s is not filled in.") % {"field": facts.names.field("company")}, box="company"
        )
    return Lack(name, sentence, box=name)
