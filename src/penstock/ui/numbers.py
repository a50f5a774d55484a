"""Numbers as people write them: with spaces, points or commas, in the reader's language."""

from decimal import Decimal, InvalidOperation
from typing import Any

from babel.numbers import NumberFormatError, format_decimal, parse_decimal
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from penstock.ui.formats import reader_locale


class AmountField(forms.CharField):
    """A decimal number; 1,234.50 and 1 234,50 are both understood."""

    def __init__(self, **settings: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "num"})
        super().__init__(**{"widget": widget, "max_length": 60, **settings})

    def clean(self, value: Any) -> Decimal | None:
        """The number, or None for an empty box."""
        text = super().clean(value)
        return read_number(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        """A number of ours in the reader's spelling; what was typed stays as it was typed."""
        if not isinstance(value, Decimal | int):
            return value
        return format_decimal(value, locale=reader_locale(), group_separator=False)


def read_number(text: str) -> Decimal:
    """A number out of a text; raises ValidationError with a sentence."""
    packed = "".join(text.split())
    try:
        number = parse_decimal(packed, locale=reader_locale(), strict=True)
    except NumberFormatError:
        number = _plain_number(packed)
    if not number.is_finite():
        raise ValidationError(_("“%(text)s” is not a number.") % {"text": text})
    return number


def _plain_number(packed: str) -> Decimal:
    """A number with a point or a comma, whatever the reader's language; not a number where it is none."""
    try:
        return Decimal(packed.replace(",", "."))
    except InvalidOperation:
        return Decimal("NaN")
