"""The facts of a deal as its page shows them: what they are called, how they read, where they are edited."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from penstock.common.checks import safe_link
from penstock.deals.models import Deal, ValueBasis
from penstock.deals.queries import tags_of
from penstock.fields.forms import PREFIX
from penstock.fields.models import FieldType, Subject
from penstock.fields.readings import readings
from penstock.ui import formats
from penstock.ui.facts import Fact, in_lines
from penstock.ui.markup import format_html
from penstock.ui.templatetags.ui_tags import avatar, day, money
from penstock.workspaces.actor import Actor

LABELS = {
    "name": gettext_lazy("Name"),
    "owner": gettext_lazy("Owner"),
    "company": gettext_lazy("Company"),
    "amount": gettext_lazy("Value"),
    "currency": gettext_lazy("Currency"),
    "monthly_amount": gettext_lazy("Monthly revenue"),
    "probability": gettext_lazy("Probability"),
    "expected_close_on": gettext_lazy("Expected close"),
    "closed_at": gettext_lazy("Closed"),
    "source": gettext_lazy("Source"),
    "type": gettext_lazy("Type"),
    "forecast_category": gettext_lazy("Forecast category"),
    "description": gettext_lazy("Description"),
    "tags": gettext_lazy("Tags"),
    "loss_reason": gettext_lazy("Loss reason"),
    "loss_comment": gettext_lazy("Comment on the loss"),
}

NOT_EDITED = ("closed_at",)


def facts_of(deal: Deal, names: tuple[str, ...], by: Actor) -> list[Fact]:
    """Some facts of a deal, in this order."""
    return [fact_of(deal, name, by) for name in names]


def fact_of(deal: Deal, name: str, by: Actor) -> Fact:
    """One fact by its name, such as ``source`` or ``custom.budget``."""
    if name.startswith(PREFIX):
        return next(fact for fact in custom_facts(deal, by) if fact.name == name)
    link = reverse("companies:company", args=[deal.company_id]) if name == "company" and deal.company_id else ""
    return Fact(name, str(LABELS[name]), SHOWN[name](deal), _edit_url(deal, name, by), link)


def custom_facts(deal: Deal, by: Actor) -> list[Fact]:
    """The workspace's own fields, filled or not."""
    return [
        Fact(
            PREFIX + field.key,
            field.label,
            text,
            _edit_url(deal, PREFIX + field.key, by),
            safe_link(text) if field.type == FieldType.URL else "",
        )
        for field, text in readings(by, Subject.DEAL, deal.custom)
        if field.pipeline_id in (None, deal.pipeline_id)
    ]


def tags_fact(deal: Deal, by: Actor) -> Fact:
    """The tags, which have an endpoint of their own."""
    shown = format_html_join(" ", '<span class="mark">{}</span>', ((tag,) for tag in tags_of(deal)))
    url = reverse("deals:tag", args=[deal.pk]) if by.may_write_for(deal.owner_id) else ""
    return Fact("tags", str(LABELS["tags"]), shown, url)


def _edit_url(deal: Deal, name: str, by: Actor) -> str:
    if name in NOT_EDITED or not by.may_write_for(deal.owner_id):
        return ""
    return reverse("deals:change", args=[deal.pk, name])


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
    whose = _("own") if deal.probability is not None and not deal.is_decided else _("of the stage")
    shown = formats.percent(deal.odds / 100)
    return format_html('{} <small class="muted">{}</small>', shown, whose)


def _category(deal: Deal) -> SafeString | str:
    if not deal.forecast_category:
        return format_html('<span class="muted">{}</span>', _("Not chosen"))
    return str(deal.get_forecast_category_display())


SHOWN: dict[str, Callable[[Deal], Any]] = {
    "name": lambda deal: deal.name,
    "owner": _owner,
    "company": lambda deal: str(deal.company or ""),
    "amount": _value,
    "currency": lambda deal: deal.currency,
    "monthly_amount": _monthly,
    "probability": _probability,
    "expected_close_on": lambda deal: day(deal.expected_close_on),
    "closed_at": lambda deal: day(deal.closed_at),
    "source": lambda deal: str(deal.source or ""),
    "type": lambda deal: deal.get_type_display() if deal.type else "",
    "forecast_category": _category,
    "description": lambda deal: in_lines(deal.description),
    "loss_reason": lambda deal: str(deal.loss_reason or ""),
    "loss_comment": lambda deal: in_lines(deal.loss_comment),
}


def days_words(days: int) -> str:
    """A number of days in words."""
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": formats.number(days)}
