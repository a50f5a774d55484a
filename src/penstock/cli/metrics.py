"""`penstock metrics`: one figure, or a table of them, out of the catalogue."""

import csv
import io
import json
import sys
from datetime import date
from gettext import gettext as _
from typing import Any

import click

from penstock.cli.layout import table
from penstock.cli.workspace import existing_workspace
from penstock.metrics.answer import Answer, plain
from penstock.metrics.asking import ask
from penstock.metrics.catalogue import METRICS
from penstock.metrics.keeping import NotReady, bring_up_to_date, columnar_folder
from penstock.metrics.question import MISSING, WrongQuestion
from penstock.workspaces.actor import Actor


@click.command(help=_("Print numbers of the catalogue, for a period or as of a day, split and filtered."))
@click.argument("keys", nargs=-1, metavar="KEY…")
@click.option("--from", "from_on", metavar="DAY", help=_("The first day of the period."))
@click.option("--to", "until_on", metavar="DAY", help=_("The day before which the period ends."))
@click.option("--as-of", metavar="DAY", help=_("What was true at the end of this day; now, unless told."))
@click.option("--known-as-of", metavar="DAY", help=_("What was known at the end of this day; now, unless told."))
@click.option("--by", metavar="DIM[,DIM]", default="", help=_("Split by these dimensions."))
@click.option(
    "--where", multiple=True, metavar="DIM=VALUE", help=_("Only these rows; several values of one mean any of them.")
)
@click.option("--workspace", metavar="NAME", help=_("Whose numbers, where there are several workspaces."))
@click.option("--list", "listed", is_flag=True, help=_("Print the catalogue."))
@click.option(
    "--format", "output", type=click.Choice(["table", "json", "csv"]), default="table", help=_("How to print.")
)
def command(keys: tuple[str, ...], workspace: str | None, listed: bool, output: str, **words: Any) -> None:
    if listed:
        click.echo(_catalogue(output), nl=False)
        return
    if not keys:
        raise click.UsageError(_("Which metric? `penstock metrics --list` prints the catalogue."))
    by = Actor.system(existing_workspace(workspace), "cli")
    click.echo(_printed(_answers(keys, words, by), output), nl=False)


def _answers(keys: tuple[str, ...], words: dict[str, Any], by: Actor) -> list[Answer]:
    split = [name.strip() for name in words.pop("by").split(",") if name.strip()]
    where = [_pair(text) for text in words.pop("where")]
    try:
        return [_answer(key, by, split=split, where=where, **words) for key in keys]
    except WrongQuestion as wrong:
        click.echo(wrong.message, err=True)
        sys.exit(2)


def _answer(key: str, by: Actor, **words: Any) -> Answer:
    """The answer; where the numbers must be prepared first, it is done here and now."""
    try:
        return ask(key, by=by, **words)
    except NotReady:
        day = words.get("known_as_of")
        known_on = date.fromisoformat(day) if day else None
        if known_on:
            sentence = _("First it draws what was known on %(day)s; the next time that is there.")
            click.echo(sentence % {"day": day}, err=True)
        bring_up_to_date(by.workspace, columnar_folder(), _tell, known_on)
        return ask(key, by=by, **words)


def _tell(done: float) -> None:
    """How far the preparation is, to whoever looks at a terminal."""
    if sys.stderr.isatty():
        words = _("Preparing the numbers: %(percent)s") % {"percent": f"{done:.0%}"}
        click.echo(f"\r{words}" + ("\n" if done >= 1 else ""), nl=False, err=True)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise click.UsageError(
            _("--where wants a dimension and a value, as owner=Ann; not “%(text)s”.") % {"text": text}
        )
    return name.strip(), value.strip()


def _printed(answers: list[Answer], output: str) -> str:
    if output == "json":
        data = [answer.as_json() for answer in answers]
        return json.dumps(data[0] if len(data) == 1 else data, ensure_ascii=False, indent=2) + "\n"
    return "\n".join(_csv(answer) if output == "csv" else _table(answer) for answer in answers)


def _csv(answer: Answer) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*answer.as_json()["by"], "n", answer.question.metric.key])
    writer.writerows([*row.group, row.n, plain(row.value)] for row in answer.rows)
    return text.getvalue()


def _table(answer: Answer) -> str:
    """Columns under each other, figures to the right, and what was left out below."""
    metric = answer.question.metric
    head = [*(str(dimension.name) for dimension in answer.question.by), _("rows"), f"{metric.name} ({answer.unit})"]
    rows = [
        head,
        *([*(label or MISSING for label in row.group), f"{row.n:,}", _figure(row.value)] for row in answer.rows),
    ]
    lines = [line.rstrip() for line in table(rows, labels=len(answer.question.by))]
    if answer.left_out:
        amounts = ", ".join(f"{amount:,} {currency}" for currency, amount in answer.left_out.items())
        lines.append(_("Left out, for want of an exchange rate: %(amounts)s") % {"amounts": amounts})
    return "\n".join(lines) + "\n"


def _figure(value: Any) -> str:
    if value is None:
        return MISSING
    return f"{value:,}" if isinstance(value, int) else f"{float(value):,.4f}".rstrip("0").rstrip(".")


def _catalogue(output: str) -> str:
    if output == "json":
        data = [
            {"metric": one.key, "name": str(one.name), "sentence": str(one.sentence), "unit": str(one.unit)}
            for one in METRICS.values()
        ]
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    if output == "csv":
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerows(
            [("metric", "unit", "sentence"), *((m.key, str(m.unit), str(m.sentence)) for m in METRICS.values())]
        )
        return text.getvalue()
    width = max(map(len, METRICS))
    return "".join(f"{metric.key:<{width}}  {metric.sentence}\n" for metric in METRICS.values())
