"""The page of numbers."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from penstock.metrics.asked import FILTERS, Asked, read
from penstock.metrics.asking import labels, newest_closing, values
from penstock.metrics.catalogue.metric import Words
from penstock.metrics.deal_filters import is_deal_filter
from penstock.metrics.deal_filters import told as in_chips
from penstock.metrics.dimensions import DIMENSIONS, TARGET_METRIC
from penstock.metrics.numbers import Numbers, without_aim
from penstock.metrics.periods import KINDS, MONTHS, Period, period_of
from penstock.metrics.views.waiting import once_ready
from penstock.metrics.words import OURS, dimension_name, said
from penstock.ui import formats
from penstock.ui.panels import panels
from penstock.workspaces.actor import Actor


@require_GET
@once_ready
def numbers(request: HttpRequest) -> HttpResponse:
    """The pipeline as it is, the funnel beside it, and who won what."""
    newest = newest_closing(request.actor)
    asked = read(request.GET, newest)
    page = Numbers(asked, request.actor)
    page.foresee()
    context = {
        "headlines": page.headlines(),
        "tables": {"pipeline": page.pipeline(), "funnel": page.funnel(), "people": page.people()},
        "files": {key: panels("numbers", "table", request, key) for key in ("pipeline", "funnel", "people")},
        "left_out": left_out_words(page.left_out),
        "split_name": page.splits[page.split],
        "splits": [(words, asked.query(by=key), key == page.split) for key, words in page.splits.items()],
        **tools(asked, request.actor, (TARGET_METRIC,) if page.may_have_plan else ()),
        "tabs": tabs(asked, newest),
        "pages": pages("numbers", without_aim(asked)),
    }
    return render(request, "metrics/numbers.html", context)


PAGES: dict[str, Words] = {
    "numbers": gettext_lazy("Overview"),
    "changes": gettext_lazy("What changed"),
    "over_time": gettext_lazy("Over time"),
}


def pages(current: str, asked: Asked) -> list[dict[str, Any]]:
    """The pages of the numbers, each for the same question."""
    return [
        {"label": words, "url": reverse(f"metrics:{key}") + asked.query(), "current": key == current, "count": None}
        for key, words in PAGES.items()
    ]


def tools(asked: Asked, by: Actor, also: tuple[str, ...] = ()) -> dict[str, Any]:
    """What the page's controls show: the period, the chips, and the choices of the filters, ``also`` of others."""
    filters = (*FILTERS, *also)
    return {
        "asked": asked,
        "before_url": asked.in_period(asked.period.before) if asked.period.steps else "",
        "after_url": asked.in_period(asked.period.after) if asked.period.steps else "",
        "chips": chips(asked, by),
        "choices": [choice for key in filters if (choice := choices(key, asked, by))["options"]],
        "kept": [(name, value) for name, value in asked.where if name not in filters],
        "more_filters": more_filters(asked),
    }


def more_filters(asked: Asked) -> str:
    """The query of the dialog with all filters; the page adds where it is to lead."""
    return f"{reverse('metrics:filters')}{asked.query()}"


def tabs(asked: Asked, newest: Any) -> list[dict[str, Any]]:
    """The kinds of period; a kind begins where the period in hand ends, else at the newest closing."""
    day = asked.period.from_on or newest
    urls = {kind: asked.in_period(period_of(kind, day) if kind in MONTHS else Period(kind)) for kind in KINDS}
    return [
        {"label": words, "url": urls[kind], "current": kind == asked.period.kind, "count": None}
        for kind, words in KINDS.items()
    ]


def chips(asked: Asked, by: Actor) -> list[dict[str, Words]]:
    """What is filtered, each with the address without it."""
    told: list[dict[str, Words]] = [
        {"name": dimension_name(name, by), "value": said(name, value), "url": asked.query(**{name: None})}
        for name, value in asked.where
        if not is_deal_filter(name)
    ]
    told += [
        {"name": one.name, "value": one.value, "url": asked.query(**dict.fromkeys(one.names))}
        for one in in_chips(asked.where, by)
    ]
    if asked.known_as_of:
        known = formats.day(asked.known_as_of)
        told.insert(0, {"name": _("Known as of"), "value": known, "url": asked.query(known_as_of=None)})
    if asked.as_of:
        told.insert(0, {"name": _("As of"), "value": formats.day(asked.as_of), "url": asked.query(as_of=None)})
    return told


def choices(key: str, asked: Asked, by: Actor) -> dict[str, Any]:
    """A filter and its options."""
    dimension = DIMENSIONS[key]
    options = labels(dimension.names, by=by) if dimension.names else values_of(key, by)
    chosen = {value for name, value in asked.where if name == key}
    return {
        "key": key,
        "label": dimension.name,
        "options": [(option, said(key, option), option in chosen) for option in options[:500]],
    }


def values_of(key: str, by: Actor) -> list[str]:
    """The values of a dimension without names: our own, else what the asker's deals have."""
    return list(OURS[key]) if key == TARGET_METRIC else values(key, by=by)


def left_out_words(left_out: dict[str, Decimal]) -> str:
    """Which amounts are in no figure because their currency has no rate."""
    amounts = formats.listed(formats.money_exact(amount, currency) for currency, amount in left_out.items())
    return _("Without an exchange rate, and so in no figure: %(amounts)s.") % {"amounts": amounts} if amounts else ""
