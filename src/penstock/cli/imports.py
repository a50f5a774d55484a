"""`penstock import`: a company's own files become its pipeline, after it has said what would happen."""

import json
import sys
import time
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from penstock.cli.database import migrate
from penstock.cli.import_words import proposal_text, result_text
from penstock.cli.output import format_option, show
from penstock.cli.workspace import open_workspace
from penstock.common.errors import Problem
from penstock.imports.actions import change_import, propose_import, start_import
from penstock.imports.files import keep_paths, throw_away
from penstock.imports.models import Import, ImportState
from penstock.imports.refusals import write_refusals
from penstock.imports.running.run_import import run_import
from penstock.workspaces.actor import Actor

REFUSED_ROWS = 3
CHOICES = {"kinds", "columns", "stage_kinds", "aliases", "pipeline", "currency", "as_it_happened"}


@click.command(help=_("Import FILES: CSV, XLSX or a ZIP of several. Exit code 3 says that rows were refused."))
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help=_("Take every proposal, near matches included, and ask nothing."))
@click.option("--dry-run", is_flag=True, help=_("Only say what would happen."))
@click.option("--pipeline", help=_("The pipeline; made when it is not there."))
@click.option(
    "--map", "mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), help=_("A JSON file of choices.")
)
@click.option("--currency", help=_("The currency of amounts that name none, as in EUR."))
@click.option(
    "--as-it-happened", is_flag=True, help=_("Take deals also where a stage asks more; each is told as an override.")
)
@click.option("--workspace", help=_("The workspace, where there are several."))
@format_option
@click.pass_context
def command(
    context: click.Context, files: tuple[Path, ...], yes: bool, dry_run: bool, pipeline: str | None,
    mapping: Path | None, currency: str | None, as_it_happened: bool, workspace: str | None, output: str,
) -> None:  # fmt: skip
    choices = _choices(mapping, pipeline, currency) | ({"as_it_happened": True} if as_it_happened else {})
    migrate()
    by, sign_in = open_workspace(workspace, files, currency)
    began = time.monotonic()
    one = propose_import(keep_paths(files), by=by, choices=choices)
    reading = time.monotonic() - began
    if dry_run:
        _forget(one)
        show(output, {**one.proposal, **sign_in}, proposal_text(one.proposal))
        context.exit(REFUSED_ROWS if _refused(one.proposal["counts"]) else 0)
    if not any(one.proposal["counts"].values()):
        _forget(one)
        raise click.ClickException(" ".join([_("There is nothing to import."), *one.proposal["notes"]]))
    if not yes:
        one = _agreed(one, by, output)
    result = _run(one, by, reading) | sign_in
    show(output, result, result_text(result))
    context.exit(1 if result["state"] != ImportState.DONE else REFUSED_ROWS if result["refused"] else 0)


def _choices(mapping: Path | None, pipeline: str | None, currency: str | None) -> dict[str, Any]:
    """What the command line and the file of choices say."""
    choices: dict[str, Any] = {}
    if mapping:
        try:
            choices = json.loads(mapping.read_text(encoding="utf-8-sig"))
        except ValueError as problem:
            words = _("%(file)s is not JSON: %(reason)s") % {"file": mapping, "reason": problem}
            raise click.BadParameter(words, param_hint="--map") from problem
        if not isinstance(choices, dict) or choices.keys() - CHOICES:
            words = _("%(file)s may hold %(names)s.") % {"file": mapping, "names": ", ".join(sorted(CHOICES))}
            raise click.BadParameter(words, param_hint="--map")
    if currency and not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        words = _("%(text)s is not a currency: use its three letters, as in EUR.")
        raise click.BadParameter(words % {"text": currency}, param_hint="--currency")
    told = {"pipeline": pipeline, "currency": currency.upper() if currency else None}
    return choices | {name: value for name, value in told.items() if value}


def _agreed(one: Import, by: Actor, output: str) -> Import:
    """The import once a person has agreed; without a terminal nobody can."""
    if not sys.stdin.isatty() or output == "json":
        _forget(one)
        raise click.ClickException(_("Say --yes to import these files, or --dry-run to see what would happen."))
    click.echo(proposal_text(one.proposal))
    if one.proposal["near"] and not click.confirm(_("Take these near matches?"), default=True):
        one = change_import(one, {"take_near": False}, by=by)
    if not click.confirm(_("Import?"), default=True):
        _forget(one)
        raise click.Abort
    return one


def _forget(one: Import) -> None:
    """A proposal that nobody takes leaves nothing behind."""
    throw_away(one)
    one.delete()


def _run(one: Import, by: Actor, reading: float) -> dict[str, Any]:
    """Bring it in; the seconds told are those of reading the files and of writing, not of a person's thinking."""
    started, prepared = time.monotonic(), one.prepared
    one = start_import(one, by=by, in_background=False)
    run_import(one, by.through("import"), prepared)
    writing = time.monotonic() - started
    seconds = reading + writing
    if one.state == ImportState.FAILED:
        raise Problem(one.message)
    return {
        "import": one.pk,
        "state": one.state,
        "system": one.system,
        "counts": one.counts,
        "refused": one.refused,
        "refused_files": [str(path) for path in write_refusals(one)],
        "near": one.proposal["near"],
        "notes": one.proposal["notes"],
        "rows": one.rows_total,
        "seconds": round(seconds, 2),
        "seconds_writing": round(writing, 2),
        "rows_per_second": round(one.rows_total / seconds) if seconds else None,
    }


def _refused(counts: dict[str, dict[str, int]]) -> int:
    return sum(count.get("refused", 0) for count in counts.values())
