"""The tags that pages are made of: icons, people, money, days, marks, meters, forms and tables."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _

from penstock.ui import formats
from penstock.ui.icons import icon_svg
from penstock.ui.markup import format_html
from penstock.ui.standing import drawn

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """A Lucide icon; ``label`` names it for a screen reader when no words stand beside it."""
    if not label:
        return icon_svg(name, css)
    return format_html('{}<span class="sr-only">{}</span>', icon_svg(name, css), label)


@register.simple_tag
def avatar(person: Any, size: str = "") -> SafeString:
    """A person's initials on a steady colour of their own; the name is the title and the spoken text."""
    return _face(str(person or _("Nobody")), size)


# A board draws the same people, sums and days hundreds of times: what is drawn depends on the arguments alone.
@lru_cache(maxsize=2048)
def _face(name: str, size: str) -> SafeString:
    return format_html(
        '<span class="face hue-{}{}" title="{}"><span aria-hidden="true">{}</span>'
        '<span class="sr-only">{}</span></span>',
        sum(map(ord, name)) % 8,
        f" face-{size}" if size else "",
        name,
        initials(name),
        name,
    )


@register.simple_tag
def between() -> str:
    """What stands between two sentences: nothing where a full stop is as wide as a letter."""
    return "" if formats.reader_locale().startswith("zh") else " "


@register.simple_tag
def scrolls() -> SafeString:
    """What lets a box that scrolls sideways be reached and scrolled with the keyboard, and be named."""
    return format_html(' tabindex="0" role="region" aria-label="{}"', _("Table; it can be scrolled sideways"))


@register.filter
def initials(name: Any) -> str:
    """One or two letters for a name; a Chinese name keeps its last two characters."""
    words = str(name).split()
    if len(words) == 1 and words[0] and ord(words[0][0]) > 0x2E80:
        return words[0][-2:]
    return "".join(word[0] for word in words[:2]).upper()


@register.simple_tag
def money(amount: Any, currency: str, exact: bool = False) -> SafeString:
    """An amount in short with the exact one on hover, or the exact one."""
    if amount is None:
        return mark_safe('<span class="none">—</span>')
    return _money(amount, currency, exact, formats.reader_locale())


@lru_cache(maxsize=8192)
def _money(amount: Any, currency: str, exact: bool, _locale: str) -> SafeString:
    full = formats.money_exact(amount, currency)
    shown = full if exact else formats.money_short(amount, currency)
    return format_html('<data class="money" value="{}" title="{}">{}</data>', amount, full, shown)


@register.filter
def number(value: Any, digits: int | None = None) -> str:
    """A number with the reader's separators."""
    return "" if value is None else formats.number(value, digits)


@register.filter
def short(value: Any) -> str:
    """A count at a glance: 1.2K."""
    return "" if value is None else formats.number_short(value)


@register.filter
def days(count: Any) -> str:
    """A number of days, short: 12d."""
    return "" if count is None else formats.days(count)


@register.filter
def percent(share: Any, digits: int = 0) -> str:
    """A share of one as a percentage."""
    return "—" if share is None else formats.percent(share, digits)


@register.filter
def day_in_full(value: date | None) -> str:
    """A calendar day as a sentence has it."""
    return formats.full_day(value) if value else ""


@register.simple_tag
def day(value: date | datetime | None, near: bool = False) -> SafeString | str:
    """A calendar day; ``near=True`` says today and tomorrow by name."""
    if value is None:
        return ""
    shown = formats.near_day(value) if near else formats.day(value)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), shown)


@register.simple_tag
def due(value: date | datetime | None) -> SafeString | str:
    """The day something is due: red and said to be overdue when it has passed."""
    if value is None:
        return ""
    where = (formats.today(), formats.reader_locale(), get_current_timezone_name())
    return _due(value, formats.is_past(value), where)


@lru_cache(maxsize=2048)
def _due(value: date | datetime, late: bool, _where: tuple[date, str, str]) -> SafeString:
    words = format_html('<span class="sr-only">{}</span> ', _("overdue")) if late else ""
    css = "due overdue" if late else "due"
    return format_html(
        '<time class="{}" datetime="{}">{}{}</time>', css, value.isoformat(), words, formats.near_day(value)
    )


@register.simple_tag
def ago(value: datetime | None) -> SafeString | str:
    """How long ago, with the full moment on hover."""
    if value is None:
        return ""
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', value.isoformat(), formats.moment_exact(value), formats.ago(value)
    )


@register.simple_tag
def moment(value: datetime | None) -> SafeString | str:
    """Day and time to the minute, with the seconds on hover."""
    if value is None:
        return ""
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        value.isoformat(),
        formats.moment_exact(value),
        formats.moment(value),
    )


@register.simple_tag
def clock(value: datetime | None) -> SafeString | str:
    """The time of day."""
    if value is None:
        return ""
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', value.isoformat(), formats.moment_exact(value), formats.clock(value)
    )


@register.simple_tag(takes_context=True)
def standing(context: Any, template: str, here: bool = False) -> SafeString:
    """A part of the frame that is drawn once for all who are offered the same; ``here`` says where they are as well."""
    ui = context["ui"]
    return drawn(template, ui.offer_here(context.get("nav", "")) if here else ui.offer)


@register.simple_tag
def modules(names: str) -> SafeString:
    """Our scripts with these names."""
    return format_html_join("\n", '<script type="module" src="{}"></script>', _files("ui/js/{}.js", names))


@register.simple_tag
def stylesheets(names: str) -> SafeString:
    """Our style sheets with these names."""
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', _files("ui/css/{}.css", names))


def _files(path: str, names: str) -> Iterator[tuple[str]]:
    return ((static(path.format(name)),) for name in names.split())


STATES = {
    "won": "trophy",
    "lost": "circle-x",
    "overdue": "clock-alert",
    "stuck": "hourglass",
    "done": "check",
    "open": "circle-dot",
    "warning": "triangle-alert",
    "info": "info",
    "plan": "calendar-plus",
    "aside": "moon",
}


@register.simple_tag
def badge(label: Any, state: str = "") -> SafeString:
    """A mark with a word; ``state`` is one of won lost overdue stuck done open warning info plan aside, or nothing."""
    mark = icon_svg(STATES[state]) if state else ""
    return format_html('<span class="mark{}">{}{}</span>', f" is-{state}" if state else "", mark, label)


@register.simple_tag
def meter(value: float, of: float, label: str, state: str = "") -> SafeString:
    """A thin bar: how much of ``of`` is there; beyond it the bar is full."""
    share = 0 if not of else max(0.0, min(1.0, float(value) / float(of)))
    return _meter(round(share * 100), label, state)


@lru_cache(maxsize=4096)
def _meter(percent: int, label: str, state: str) -> SafeString:
    return format_html(
        '<svg class="meter{}" role="img" aria-label="{}" width="100%" height="3"><rect class="meter-rail" width="100%" '
        'height="3" rx="1.5"/><rect class="meter-fill" width="{}%" height="3" rx="1.5"/></svg>',
        f" is-{state}" if state else "",
        label,
        percent,
    )


@register.inclusion_tag("ui/parts/field.html")
def field(bound: BoundField, **choices: Any) -> dict[str, Any]:
    """A form's field with label, help and errors; ``css``, ``hide_label`` and ``placeholder`` may be given."""
    return {"field": dressed(bound, choices.pop("placeholder", "")), "kind": bound.widget_type, **choices}


def dressed(bound: BoundField, placeholder: str = "") -> BoundField:
    """Gives the widget its class and ties its help and errors to it for screen readers."""
    attrs = bound.field.widget.attrs
    kind = bound.widget_type
    css = {"select": "select", "nullbooleanselect": "select", "textarea": "textarea", "checkbox": "checkbox"}
    dress = css.get(kind, "" if kind in ("radioselect", "checkboxselectmultiple", "hidden") else "input")
    attrs["class"] = " ".join(dict.fromkeys([*attrs.get("class", "").split(), *dress.split()]))
    if placeholder:
        attrs["placeholder"] = placeholder
    return bound


@register.inclusion_tag("ui/parts/form_body.html")
def form_body(form: Any, sentence_case: bool = False) -> dict[str, Any]:
    """All of a form: what is wrong as a whole, hidden fields, then every field; labels of others made like ours."""
    for bound in form if sentence_case else ():
        bound.label = sentence(bound.label)
    return {"form": form}


@register.inclusion_tag("ui/parts/sort_head.html", takes_context=True)
def sort_head(context: Any, key: str, label: str, numeric: bool = False) -> dict[str, Any]:
    """A table head that sorts by ``key`` through ``?sort=key`` and ``?sort=-key``, keeping the rest of the address."""
    now = context["request"].GET.get("sort", context.get("sort", ""))
    direction = {key: "ascending", f"-{key}": "descending"}.get(now, "none")
    wanted = f"-{key}" if direction == "ascending" else key
    return {"label": label, "numeric": numeric, "direction": direction, "url": query(context, sort=wanted, page=None)}


@register.simple_tag(takes_context=True)
def query(context: Any, **changes: Any) -> str:
    """The address of this page with some of its query changed; None takes a key away."""
    asked = context["request"].GET.copy()
    for key, value in changes.items():
        asked.pop(key, None) if value is None else asked.__setitem__(key, value)
    return f"?{asked.urlencode()}" if asked else context["request"].path


@register.filter
def words(text: Any) -> list[str]:
    """The words of a text as a list."""
    return str(text or "").split()


@register.filter
def sentence(text: Any) -> str:
    """A Heading Like This as a heading like ours; words in capitals stay as they are."""
    first, *rest = str(text).split() or [""]
    first = first[:1] + first[1:].lower() if not first.isupper() else first
    return " ".join([first, *(word if word.isupper() else word.lower() for word in rest)])
