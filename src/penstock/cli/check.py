"""`penstock check`: looks at everything that can be out of order and says so in sentences."""

import sys

import click

from penstock.cli import findings
from penstock.cli.output import format_option, show


@click.command()
@format_option
def command(output: str) -> None:
    """Is everything in order? Ends with 1 when something is not."""
    found = findings.look()
    wrong = [finding for finding in found if not finding.well]
    data = {"in_order": not wrong, "findings": [finding.__dict__ for finding in found]}
    lines = [f"{'ok   ' if finding.well else 'WRONG'} {finding.sentence}" for finding in found]
    verdict = "Everything is in order." if not wrong else f"{len(wrong)} of {len(found)} checks found something wrong."
    show(output, data, "\n".join([*lines, verdict]))
    sys.exit(1 if wrong else 0)
