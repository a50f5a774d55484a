"""How commands print data: sentences for a person, JSON for a script."""

import json
from collections.abc import Callable
from gettext import gettext as _
from typing import Any

import click

FORMAT = ("--format", "output")


def format_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds `--format text|json`, passed on as ``output``."""
    return click.option(*FORMAT, type=click.Choice(["text", "json"]), default="text", help=_("How to print."))(function)


def show(output: str, data: dict[str, Any], text: str) -> None:
    """Prints the data as JSON, or the text."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str) if output == "json" else text)
