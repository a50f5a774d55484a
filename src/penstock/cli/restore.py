"""`penstock restore FILE`: puts a backup into an empty data folder, or in place of what is there when told so."""

from gettext import gettext as _
from pathlib import Path

import click
from django.conf import settings

from penstock.cli import archive
from penstock.cli.data_lock import hold
from penstock.cli.output import format_option, show


@click.command(help=_("Put the backup FILE back; the server must not be running."))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--replace", is_flag=True, help=_("Replace what is in the data folder now."))
@format_option
def command(file: Path, replace: bool, output: str) -> None:
    with hold(settings.DATA):
        manifest = archive.read(file, settings.DATA, replace=replace)
    words = _("Restored the backup of %(made_at)s (Penstock %(version)s) into %(folder)s.")
    data = {"data": str(settings.DATA)} | manifest
    show(output, data, words % {**manifest, "folder": settings.DATA})
