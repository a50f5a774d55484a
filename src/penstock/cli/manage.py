"""Passes Django's own commands through (`penstock manage makemigrations`), for developers."""

import click
from django.core.management import execute_from_command_line


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Django's own commands."""
    execute_from_command_line(["penstock manage", *arguments])
