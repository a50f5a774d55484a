"""How an exchange rate is written: in full, with the reader's separators."""

from decimal import Decimal

from babel.numbers import format_decimal
from django import template

from penstock.ui.formats import reader_locale

register = template.Library()


@register.filter
def rate(value: Decimal) -> str:
    """All the digits that a rate has, at most ten after the point."""
    return format_decimal(value, format="#,##0.##########", locale=reader_locale())
