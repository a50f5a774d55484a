"""`penstock backup FILE`: database, uploads and key in one ZIP file, made while the server goes on working."""

from gettext import gettext as _
from pathlib import Path

import click
from django.conf import settings

from penstock.cli import archive
from penstock.cli.output import format_option, show


@click.command(help=_("Write everything into FILE, a ZIP that only you can read; keep it like the data itself."))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@format_option
def command(file: Path, output: str) -> None:
    if file.exists():
        raise click.ClickException(_("%(file)s exists; choose another name, or remove it first.") % {"file": file})
    if not file.parent.is_dir():
        raise click.ClickException(_("The folder %(folder)s does not exist.") % {"folder": file.parent})
    manifest = archive.write(file, settings.DATA)
    size = file.stat().st_size
    said = _("Wrote %(file)s (%(size)s KB).") % {"file": file, "size": size // 1024}
    show(output, {"file": str(file), "bytes": size} | manifest, said)
