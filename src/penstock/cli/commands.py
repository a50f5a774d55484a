"""Lists the commands, and loads only the one that was asked for.

A command is a file with a click command called ``command``. To add one, write the file and add a line below.
"""

import os
import sys
from dataclasses import dataclass
from importlib import import_module

import click

from penstock import __version__
from penstock.config.wrong import WrongSettings


@dataclass(frozen=True)
class Entry:
    """Where a command is, what it does in a sentence, and whether it needs the apps loaded."""

    module: str
    help: str
    needs_django: bool = True
    hidden: bool = False


COMMANDS = {
    "manage": Entry("penstock.cli.manage", "Django's own commands.", hidden=True),
}


class Commands(click.Group):
    """Shows every command without importing any."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the list above."""
        return [name for name, entry in COMMANDS.items() if not entry.hidden]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Loads the apps if the command needs them, then the command."""
        entry = COMMANDS.get(name)
        if entry is None:
            return None
        if entry.needs_django:
            load_apps()
        return import_module(entry.module).command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list's own sentences, so that help needs neither settings nor a database."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name].help) for name in self.list_commands(ctx)])


def load_apps() -> None:
    """Makes models and settings usable; wrong settings end the program with their sentences."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "penstock.config.settings")
    try:
        django.setup()
    except WrongSettings as error:
        for sentence in error.sentences:
            click.echo(sentence, err=True)
        sys.exit(1)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="penstock")
def main() -> None:
    """Penstock: a sales pipeline that a company runs itself."""
