"""`penstock backup FILE`: database, uploads and key in one ZIP file, made while the server goes on working."""

from pathlib import Path

import click
from django.conf import settings

from penstock.cli import archive
from penstock.cli.output import format_option, show


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@format_option
def command(file: Path, output: str) -> None:
    """Write everything into FILE, a ZIP that only you can read; keep it like the data itself."""
    if file.exists():
        raise click.ClickException(f"{file} exists; choose another name, or remove it first.")
    if not file.parent.is_dir():
        raise click.ClickException(f"The folder {file.parent} does not exist.")
    manifest = archive.write(file, settings.DATA)
    size = file.stat().st_size
    show(output, {"file": str(file), "bytes": size} | manifest, f"Wrote {file} ({size // 1024} KB).")
