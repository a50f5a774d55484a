"""`penstock up`: makes everything ready, then runs web and worker as one, until it is interrupted."""

import os
import subprocess
import sys
from gettext import gettext as _
from pathlib import Path

import click

from penstock import __version__
from penstock.cli import listening
from penstock.cli.data_lock import hold
from penstock.cli.supervisor import Child, supervise
from penstock.config import environment
from penstock.config.wrong import WrongSettings

PENSTOCK = (sys.executable, "-m", "penstock")


@click.command(help=_("Start Penstock: web and worker, supervised, until interrupted."))
@click.option("--demo", is_flag=True, help=_("Load the demo company if the data folder is new."))
def command(demo: bool) -> None:
    try:
        settings = environment.read(os.environ)
    except WrongSettings as error:
        raise click.ClickException("\n".join(error.sentences)) from error
    host, port = settings["HOST"], settings["PORT"]
    with hold(settings["DATA"]), listening.listen(host, port) as listener:
        notes = _prepare(settings["DATA"], demo)
        address = settings["PUBLIC_URL"] or listening.url(host, port)
        children = [Child("web", (*PENSTOCK, "web"), listener), Child("worker", (*PENSTOCK, "worker"))]
        sys.exit(supervise(children, listening.url(host, port), lambda: _announce(address, notes)))


def _prepare(data: Path, demo: bool) -> str:
    """Migrates (and loads the demo) in a process of its own, so that this one stays small."""
    notes = data / "prepared.txt"
    notes.unlink(missing_ok=True)
    done = subprocess.run([*PENSTOCK, "prepare", *(["--demo"] if demo else []), "--notes", str(notes)], check=False)
    if done.returncode:
        sys.exit(done.returncode if done.returncode > 0 else 1)
    text = notes.read_text(encoding="utf-8")
    notes.unlink()
    return text


def _announce(address: str, notes: str) -> None:
    running = _("Penstock %(version)s is running: %(address)s") % {"version": __version__, "address": address}
    stop = _("Stop it with Ctrl-C.")
    click.echo(f"\n{running}\n{notes}{stop}\n")
