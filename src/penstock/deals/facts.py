"""The facts of a deal as its page shows them: what they are called, how they read, where they are edited."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from penstock.deals.models import Deal, ValueBasis
from penstock.deals.queries import tags_of
from penstock.fields.models import Field, FieldType, Subject
from penstock.fields.values import fields_of
from penstock.ui import formats
from penstock.ui.templatetags.ui_tags import avatar, day, money
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person

LABELS = {
    "name": gettext_lazy("Name"),
    "owner": gettext_lazy("Owner"),
    "company": gettext_lazy("Company"),
    "amount": gettext_lazy("Value"),
    "currency": gettext_lazy("Currency"),
    "monthly_amount": gettext_lazy("Monthly revenue"),
    "probability": gettext_lazy("Probability"),
    "expected_close_on": gettext_lazy("Expected close"),
    "source": gettext_lazy("Source"),
    "type": gettext_lazy("Type"),
    "description": gettext_lazy("Description"),
    "tags": gettext_lazy("Tags"),
    "loss_reason": gettext_lazy("Loss reason"),
    "loss_comment": gettext_lazy("Comment on the loss"),
}


@dataclass(frozen=True)
class Fact:
    """One fact; ``shown`` may be HTML, ``edit_url`` is empty where the reader may not change it."""

    name: str
    label: str
    shown: Any
    edit_url: str

    @property
    def context(self) -> dict[str, Any]:
        """What the fact's template is given."""
        fact_id = f"fact-{self.name.replace('.', '-')}"
        return {"label": self.label, "shown": self.shown, "edit_url": self.edit_url, "fact_id": fact_id}


def facts_of(deal: Deal, names: tuple[str, ...], by: Actor) -> list[Fact]:
    """Some facts of a deal, in this order."""
    return [fact_of(deal, name, by) for name in names]


def fact_of(deal: Deal, name: str, by: Actor) -> Fact:
    """One fact by its name, such as ``source`` or ``custom.budget``."""
    if name.startswith("custom."):
        return next(fact for fact in custom_facts(deal, by) if fact.name == name)
    return Fact(name, str(LABELS[name]), SHOWN[name](deal), _edit_url(deal, name, by))


def custom_facts(deal: Deal, by: Actor) -> list[Fact]:
    """The workspace's own fields, filled or not."""
    fields = fields_of(by, Subject.DEAL, deal.pipeline_id)
    people = _people(fields, deal, by)
    return [
        Fact(
            f"custom.{field.key}",
            field.label,
            custom_shown(field, deal.custom.get(field.key), people, deal.currency),
            _edit_url(deal, f"custom.{field.key}", by),
        )
        for field in fields
    ]


def custom_shown(field: Field, value: Any, people: dict[int, Person], currency: str) -> Any:
    """How the value of a custom field reads."""
    if value is None or value == []:
        return ""
    if field.type == FieldType.URL:
        return format_html('<a href="{}" rel="noopener noreferrer" target="_blank">{}</a>', value, value)
    if field.type == FieldType.YES_NO:
        return _("Yes") if value else _("No")
    if field.type == FieldType.PERSON:
        return str(people.get(value, "?"))
    if field.type == FieldType.MONEY:
        return money(value, currency, exact=True)
    return ", ".join(value) if isinstance(value, list) else value


def tags_fact(deal: Deal, by: Actor) -> Fact:
    """The tags, which have an endpoint of their own."""
    shown = format_html_join(" ", '<span class="mark">{}</span>', ((tag,) for tag in tags_of(deal)))
    url = reverse("deals:tag", args=[deal.pk]) if by.may_write_for(deal.owner_id) else ""
    return Fact("tags", str(LABELS["tags"]), shown, url)


def _people(fields: list[Field], deal: Deal, by: Actor) -> dict[int, Person]:
    """The people whom custom fields name, read at once."""
    wanted = [deal.custom.get(field.key) for field in fields if field.type == FieldType.PERSON]
    named = [pk for pk in wanted if pk is not None]
    return Person.objects.of(by).in_bulk(named) if named else {}


def _edit_url(deal: Deal, name: str, by: Actor) -> str:
    return reverse("deals:change", args=[deal.pk, name]) if by.may_write_for(deal.owner_id) else ""


def _owner(deal: Deal) -> SafeString | str:
    if deal.owner is None:
        return ""
    return format_html('<span class="person">{}{}</span>', avatar(deal.owner, "tiny"), deal.owner)


def _value(deal: Deal) -> SafeString | str:
    """The exact value; words say where it comes from unless somebody entered it."""
    if deal.value_basis == ValueBasis.NONE:
        return ""
    shown = money(deal.value, deal.currency, exact=True)
    if deal.value_basis == ValueBasis.ITEMS:
        return format_html('{} <small class="muted">{}</small>', shown, _("from the line items"))
    return shown


def _monthly(deal: Deal) -> SafeString | str:
    if deal.mrr is None:
        return ""
    shown = money(deal.mrr, deal.currency, exact=True)
    if deal.monthly_amount is None:
        return format_html('{} <small class="muted">{}</small>', shown, _("from the line items"))
    return shown


def _probability(deal: Deal) -> SafeString:
    whose = _("own") if deal.probability is not None and deal.is_open else _("of the stage")
    shown = formats.percent(deal.odds / 100)
    return format_html('{} <small class="muted">{}</small>', shown, whose)


def _long(text: str) -> SafeString | str:
    return mark_safe(linebreaks(text, autoescape=True)) if text else ""  # noqa: S308 - linebreaks escapes


SHOWN: dict[str, Callable[[Deal], Any]] = {
    "name": lambda deal: deal.name,
    "owner": _owner,
    "company": lambda deal: str(deal.company or ""),
    "amount": _value,
    "currency": lambda deal: deal.currency,
    "monthly_amount": _monthly,
    "probability": _probability,
    "expected_close_on": lambda deal: day(deal.expected_close_on),
    "source": lambda deal: str(deal.source or ""),
    "type": lambda deal: deal.get_type_display() if deal.type else "",
    "description": lambda deal: _long(deal.description),
    "loss_reason": lambda deal: str(deal.loss_reason or ""),
    "loss_comment": lambda deal: _long(deal.loss_comment),
}


def days_words(days: int) -> str:
    """A number of days in words."""
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": formats.number(days)}
