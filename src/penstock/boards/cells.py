"""The columns that the list can show: how each reads, sorts, and is edited where it stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.attention.models import Level
from penstock.attention.reasons import Watch, mark_of
from penstock.boards.cards import readable_company
from penstock.boards.filters.definition import Words
from penstock.deals.models import Deal
from penstock.fields.models import Field, FieldType, Subject
from penstock.fields.readings import reading
from penstock.fields.values import fields_of
from penstock.ui import formats
from penstock.ui.markup import escaped, format_html
from penstock.ui.templatetags.ui_tags import avatar, badge, day, due, icon, money
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import calendar_of

ASKING = '<a class="fact-value" href="{0}" hx-get="{0}" hx-target="#dialogs">{1}</a>'
NOTHING = mark_safe('<span class="none">—</span>')
NEXT_DUE = "next_step__due_at"
TIME_IN_STAGE = "stage_time"
"""What days in a stage are sorted by: no column of the deal, for those of an open deal grow."""


@dataclass(frozen=True)
class Sort:
    """What a column is sorted by; only an indexed one is offered when there are many deals."""

    field: str
    is_indexed: bool = False
    is_nullable: bool = False


@dataclass(frozen=True)
class Column:
    """One column: ``shown`` draws the cell, ``fact`` is edited under this name, ``needs`` is a relation.

    A cell that takes long is filled afterwards: ``asks`` is the address that answers with those of
    some deals, empty where none of them has any.
    """

    key: str
    label: Words
    shown: Callable[[Deal, "Reader"], Any]
    sort: Sort | None = None
    fact: str = ""
    is_number: bool = False
    needs: str = ""
    asks: Callable[[list[Deal]], str] | None = None


@dataclass
class Reader:
    """Who reads, when, and what all rows share."""

    by: Actor
    now: datetime
    tags: dict[int, list[str]]
    names: dict[int, str]

    def may_write(self, deal: Deal) -> bool:
        """Whether the reader may change the deal."""
        return self.by.may_write_for(deal.owner_id)

    @cached_property
    def watch(self) -> Watch:
        """Reads the marks of all rows."""
        return Watch(calendar_of(self.by.workspace), self.now)

    @cached_property
    def plan_url(self) -> str:
        """Where a next step is planned."""
        return reverse("activities:next_step")

    @cached_property
    def move_url(self) -> str:
        """Where a deal is moved, with 0 for its id."""
        return reverse("deals:move", args=[0])


def _stage(deal: Deal, reader: Reader) -> Any:
    """The stage, with the way to move the deal; a mark says that it is set aside."""
    if not reader.may_write(deal):
        return _marked(deal, deal.stage.name)
    url = reader.move_url.replace("0", str(deal.pk))
    return _marked(deal, format_html(ASKING, url, deal.stage.name))


def _marked(deal: Deal, stage: str) -> str:
    words = deal.get_status_display()
    return (
        format_html('<span class="stage-marked">{}<span title="{}">{}</span></span>', stage, words, icon("moon", words))
        if deal.is_aside
        else stage
    )


def _company(deal: Deal, reader: Reader) -> Any:
    company = readable_company(deal, reader.by)
    return company.name if company else ""


def _owner(deal: Deal, _reader: Reader) -> Any:
    return format_html('<span class="person">{}{}</span>', avatar(deal.owner, "tiny"), deal.owner) if deal.owner else ""


def _step(deal: Deal, reader: Reader) -> Any:
    step = getattr(deal, "next_step", None)
    if step is not None:
        return format_html('<span class="truncate">{}</span> {}', step.subject, due(step.due_at))
    if not (deal.is_open and reader.may_write(deal)):
        return ""
    url = f"{reader.plan_url}?deal={deal.pk}"
    return format_html('<a href="{0}" hx-get="{0}" hx-target="#dialogs">{1}</a>', url, badge(_("plan"), "plan"))


def _days(deal: Deal, reader: Reader) -> Any:
    days = formats.number(deal.days_in_stage(reader.now))
    return badge(days, "stuck") if reader.watch.level(deal) == Level.STUCK else days


def _touches(deal: Deal, _reader: Reader) -> Any:
    """Calls, meetings and mails so far, of an open deal."""
    mark = mark_of(deal)
    return formats.number(mark.touches) if mark else ""


def _pace(deal: Deal, reader: Reader) -> Any:
    """Slow or stuck, with the reason."""
    level = reader.watch.level(deal)
    if not level:
        return ""
    state = "stuck" if level == Level.STUCK else "warning"
    return format_html('<span title="{}">{}</span>', reader.watch.words(deal), badge(level.label, state))


def _status(deal: Deal, _reader: Reader) -> Any:
    return badge(deal.get_status_display(), str(deal.status))


def _mrr(deal: Deal, _reader: Reader) -> Any:
    return "" if deal.mrr is None else money(deal.mrr, deal.currency)


def _category(deal: Deal, _reader: Reader) -> Any:
    return deal.get_forecast_category_display() if deal.forecast_category else ""


COLUMNS: tuple[Column, ...] = (
    Column("name", gettext_lazy("Name"), lambda d, _r: d.name, Sort("name"), "name"),
    Column("company", gettext_lazy("Company"), _company, fact="company", needs="company"),
    Column("stage", gettext_lazy("Stage"), _stage, Sort("stage__order")),
    Column(
        "value",
        gettext_lazy("Value"),
        lambda d, _r: money(d.value, d.currency, exact=True),
        Sort("value", is_indexed=True),
        "amount",
        is_number=True,
    ),
    Column("owner", gettext_lazy("Owner"), _owner, Sort("owner__name", is_nullable=True), "owner", needs="owner"),
    Column(
        "expected",
        gettext_lazy("Expected close"),
        lambda d, _r: due(d.expected_close_on) if d.is_open else day(d.expected_close_on),
        Sort("expected_close_on", is_indexed=True, is_nullable=True),
        "expected_close_on",
    ),
    Column(
        "next_step", gettext_lazy("Next step"), _step, Sort("next_step__due_at", is_nullable=True), needs="next_step"
    ),
    Column(
        "days_in_stage",
        gettext_lazy("Days in stage"),
        _days,
        Sort(TIME_IN_STAGE),
        is_number=True,
        needs="mark",
    ),
    Column("touches", gettext_lazy("Contacts made"), _touches, is_number=True, needs="mark"),
    Column("pace", gettext_lazy("Pace"), _pace, Sort("mark__stuck_at", is_nullable=True), needs="mark"),
    Column("status", gettext_lazy("Status"), _status),
    Column(
        "aside_until",
        gettext_lazy("Set aside until"),
        lambda d, _r: (
            format_html('<span title="{}">{}</span>', d.aside_reason, day(d.aside_until)) if d.is_aside else ""
        ),
        Sort("aside_until", is_nullable=True),
    ),
    Column("pipeline", gettext_lazy("Pipeline"), lambda d, _r: d.stage.pipeline.name, needs="stage__pipeline"),
    Column("source", gettext_lazy("Source"), lambda d, _r: str(d.source or ""), fact="source", needs="source"),
    Column("forecast_category", gettext_lazy("Forecast category"), _category, fact="forecast_category"),
    Column("type", gettext_lazy("Type"), lambda d, _r: d.get_type_display() if d.type else "", fact="type"),
    Column(
        "probability",
        gettext_lazy("Probability"),
        lambda d, _r: formats.percent(d.odds / 100),
        Sort("odds"),
        "probability",
        is_number=True,
    ),
    Column("opened", gettext_lazy("Opened"), lambda d, _r: day(d.opened_at), Sort("opened_at", is_indexed=True)),
    Column("closed", gettext_lazy("Closed"), lambda d, _r: day(d.closed_at), Sort("closed_at", is_nullable=True)),
    Column("age", gettext_lazy("Age in days"), lambda d, r: formats.number(d.age_days(r.now)), is_number=True),
    Column("mrr", gettext_lazy("Monthly revenue"), _mrr, fact="monthly_amount", is_number=True),
    Column("currency", gettext_lazy("Currency"), lambda d, _r: d.currency, fact="currency"),
    Column("loss_reason", gettext_lazy("Loss reason"), lambda d, _r: str(d.loss_reason or ""), needs="loss_reason"),
    Column("tags", gettext_lazy("Tags"), lambda d, r: ", ".join(r.tags.get(d.pk, [])), fact="tags"),
)
ADDED: dict[str, Column] = {}
"""The columns of apps above, which register them."""
STANDARD = ("name", "company", "stage", "value", "owner", "expected", "next_step", "days_in_stage")


def known_columns(by: Actor) -> dict[str, Column]:
    """Every column that the list can show this reader, by key."""
    own = [_own(field) for field in fields_of(by, Subject.DEAL)]
    return {column.key: column for column in (*COLUMNS, *ADDED.values(), *own)}


def add_column(column: Column) -> None:
    """Offer a column that an app above fills; called from ``AppConfig.ready``. The same key replaces."""
    ADDED[column.key] = column


def _own(field: Field) -> Column:
    key = f"custom.{field.key}"
    is_number = field.type in (FieldType.NUMBER, FieldType.MONEY)

    def shown(deal: Deal, reader: Reader) -> Any:
        return reading(field, deal.custom.get(field.key), reader.names)

    return Column(key, field.label, shown, fact=key, is_number=is_number)


def cell(deal: Deal, column: Column, reader: Reader, *, may_write: bool) -> SafeString:
    """A table cell; where the reader may change the fact, a click edits it."""
    shown = escaped(column.shown(deal, reader))
    css = f"cell-{column.key.partition('.')[0]}" + (" num" if column.is_number else "")
    if column.key == "name":
        return format_html('<td class="cell-main"><a href="/deals/{}/" data-sheet>{}</a></td>', deal.pk, shown)
    if not (column.fact and may_write):
        return format_html('<td class="{}">{}</td>', css, shown or NOTHING)
    where = "tag" if column.fact == "tags" else f"change/{column.fact}"
    return format_html(EDITABLE, css, f"/deals/{deal.pk}/{where}/", shown or NOTHING)


EDITABLE = '<td class="{0}"><penstock-inline src="{1}"><a class="fact-value" href="{1}">{2}</a></penstock-inline></td>'


def foot(columns: Iterable[Column], shown: dict[str, Any]) -> list[SafeString]:
    """The cells of the last row: the totals under their columns."""
    return [
        format_html('<td class="{}">{}</td>', "num" if column.is_number else "", shown.get(column.key, ""))
        for column in columns
    ]
