"""Lists the commands, and loads only the one that was asked for.

A command is a file with a click command called ``command``. To add one, write the file and add a line below.
"""

import os
import sys
from dataclasses import dataclass
from gettext import gettext as _
from importlib import import_module
from typing import Any

import click

from penstock import __version__
from penstock.common.errors import Problem
from penstock.common.stack_room import with_stack_room
from penstock.config import language
from penstock.config.wrong import WrongSettings


@dataclass(frozen=True)
class Entry:
    """Where a command is, what it does in a sentence, and whether it needs the apps loaded."""

    module: str
    help: str
    needs_django: bool = True
    hidden: bool = False


# Before any command is defined, because its help is said in the reader's language.
language.speak()


COMMANDS = {
    "up": Entry("penstock.cli.up", _("Start Penstock: web and worker, until interrupted."), needs_django=False),
    "demo": Entry("penstock.cli.demo", _("Load the demo company into an empty data folder.")),
    "invite": Entry(
        "penstock.cli.invite", _("Print the link with which somebody joins; the first makes the workspace.")
    ),
    "import": Entry("penstock.cli.imports", _("Bring in a company's own files: CSV, XLSX or ZIP.")),
    "metrics": Entry("penstock.cli.metrics", _("Print figures of the catalogue, for any period or past day.")),
    "payroll": Entry("penstock.cli.payroll", _("Say what people are paid, one by one or from a file.")),
    "targets": Entry("penstock.cli.targets", _("Set targets, see how everybody stands, and what it takes.")),
    "forecast": Entry("penstock.cli.forecast", _("Say what a period will bring, and how wrong that was before.")),
    "stuck": Entry("penstock.cli.stuck", _("List the open deals that wait too long, and why.")),
    "deals": Entry("penstock.cli.deals", _("Move a deal, or see what it still lacks.")),
    "processes": Entry("penstock.cli.processes", _("Start a process beside a deal, move it, or list what runs.")),
    "export": Entry(
        "penstock.cli.export", _("Write deals, companies, contacts, products, activities or events to a file.")
    ),
    "automation": Entry("penstock.cli.automation", _("What happens by itself: list, switch, dry run, runs, undo.")),
    "check": Entry("penstock.cli.check", _("Is everything in order? In sentences.")),
    "backup": Entry("penstock.cli.backup", _("Write everything into one file, also while it runs.")),
    "restore": Entry("penstock.cli.restore", _("Put a backup back.")),
    "prepare": Entry("penstock.cli.prepare", "Migrate and load the demo; part of up.", hidden=True),
    "web": Entry("penstock.cli.web", "The web process; part of up.", hidden=True),
    "worker": Entry("penstock.cli.worker", "The worker process; part of up.", hidden=True),
    "columns": Entry("penstock.cli.columns", "Draw the columns that numbers are read from; part of up.", hidden=True),
    "manage": Entry("penstock.cli.manage", "Django's own commands.", hidden=True),
}


class Commands(click.Group):
    """Shows every command without importing any."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the list above."""
        return [name for name, entry in COMMANDS.items() if not entry.hidden]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Loads the apps if the command needs them, then the command."""
        return load(name) if name in COMMANDS else None

    @with_stack_room
    def invoke(self, ctx: click.Context) -> Any:
        """A problem that a person may see is a sentence and exit code 1, never a traceback."""
        try:
            return super().invoke(ctx)
        except Problem as problem:
            raise click.ClickException(problem.message) from problem
        except Exception as error:
            if (sentence := _of_older_tables(error)) is not None:
                raise click.ClickException(sentence) from error
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list's own sentences, so that help needs neither settings nor a database."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, COMMANDS[name].help) for name in self.list_commands(ctx)])


def _of_older_tables(error: Exception) -> str | None:
    """What to say where a command met the tables of an older version, which lack what it asked for."""
    from django.db import OperationalError, ProgrammingError

    if not isinstance(error, OperationalError | ProgrammingError):
        return None
    from penstock.cli.database import OUTDATED, is_outdated

    return OUTDATED if is_outdated() else None


def load(name: str) -> click.Command:
    """The command itself, with the apps it needs."""
    entry = COMMANDS[name]
    if entry.needs_django:
        load_apps()
    if entry.needs_django and not entry.hidden:
        _answer_in_their_language()
    command: click.Command = import_module(entry.module).command
    return command


def _answer_in_their_language() -> None:
    """What the apps say to this command; web and worker speak to many people, each in their own language."""
    from django.utils import translation

    translation.activate(language.language())


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


@click.command(
    cls=Commands,
    help=_("Penstock: a sales pipeline that a company runs itself."),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="penstock")
def main() -> None:
    """Every file that any command writes is its user's own."""
    os.umask(0o077)
