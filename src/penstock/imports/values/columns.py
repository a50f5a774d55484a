"""Columns: which parser reads a column's cells, chosen once from a sample and then applied to every row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from penstock.imports.values import addresses, categories, dates, money, truth, words
from penstock.imports.values.durations import parse_seconds

Parse = Callable[[str], Any]


@dataclass(frozen=True)
class Parser:
    """How the cells of one column are read; ``form`` says which way of writing was found."""

    kind: str
    parse: Parse
    form: str = ""


PARSERS: dict[str, Parse] = {
    "text": words.parse_text,
    "id": words.parse_identifier,
    "ids": words.parse_identifiers,
    "tags": words.parse_tags,
    "money": money.parse_money,
    "number": money.parse_number,
    "percent": money.parse_percent,
    "currency": money.currency_code,
    "truth": truth.parse_truth,
    "category": categories.parse_category,
    "emails": addresses.parse_addresses,
    "phones": addresses.parse_phones,
    "seconds": parse_seconds,
}
"""The kinds whose parser needs no evidence; dates and decimal marks are chosen per column."""


def choose_parser(kind: str, values: Sequence[str], *, month_first: bool = False) -> Parser:
    """The parser for a column of this kind, given values from it."""
    if kind == "date":
        form = dates.choose_form(values, month_first=month_first) or "iso"
        parse = dates.date_parser(form)
        return Parser(kind, dates.day_parser(parse) if dates.holds_days(parse, values) else parse, form)
    if kind in ("money", "number") and money.uses_decimal_comma(values):
        read = money.parse_money if kind == "money" else money.parse_number
        return Parser(kind, partial(read, comma=True), "1.234,50")
    if kind == "percent" and money.are_shares(values):
        return Parser(kind, money.parse_share, "0.4")
    return Parser(kind, PARSERS[kind])
