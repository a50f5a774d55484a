"""`penstock check`: looks at everything that can be out of order and says so in sentences."""

import sys
from gettext import gettext as _
from gettext import ngettext

import click

from penstock.cli import findings
from penstock.cli.layout import padded, width
from penstock.cli.output import format_option, show


@click.command(help=_("Is everything in order? Ends with 1 when something is not."))
@format_option
def command(output: str) -> None:
    found = findings.look()
    wrong = [finding for finding in found if not finding.well]
    data = {"in_order": not wrong, "findings": [finding.__dict__ for finding in found]}
    show(output, data, "\n".join([*map(_line, found), _verdict(len(wrong), len(found))]))
    sys.exit(1 if wrong else 0)


def _line(finding: findings.Finding) -> str:
    good, bad = _("ok"), _("WRONG")
    return f"{padded(good if finding.well else bad, max(width(good), width(bad)))} {finding.sentence}"


def _verdict(wrong: int, checks: int) -> str:
    if not wrong:
        return _("Everything is in order.")
    said = ngettext(
        "%(wrong)s of %(checks)s checks found something wrong.",
        "%(wrong)s of %(checks)s checks found something wrong.",
        wrong,
    )
    return said % {"wrong": wrong, "checks": checks}
