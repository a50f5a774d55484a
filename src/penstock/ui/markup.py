"""Markup with values put in, escaped: what Django's ``format_html`` does, in a third of its time.

A page of the list is drawn of a thousand such pieces. Nearly all of their parts are plain text or markup already, so
these two are told apart by their type before anything else is asked of them.
"""

from collections.abc import Iterable
from html import escape
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString


def format_html(markup: str, *parts: Any) -> SafeString:
    """``markup`` with its ``{}`` filled with the parts; what is not markup itself is escaped."""
    return SafeString(markup.format(*map(escaped, parts)))


def escaped(part: Any) -> str:
    """The part as it can stand in a page, in the text and in quotes."""
    kind = type(part)
    if kind is SafeString:
        return part
    return escape(part) if kind is str else conditional_escape(part)


def joined(pieces: Iterable[Any]) -> SafeString:
    """The pieces one after another, each escaped unless it is markup."""
    return SafeString("".join(map(escaped, pieces)))
