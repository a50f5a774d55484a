"""`penstock targets`: set what is wanted, break it down, see how everybody stands and what it takes."""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click
from django.utils import translation

from penstock.attainment.last_year import weights_for
from penstock.attainment.needs import DAYS, Needs
from penstock.attainment.scorecards import Card, Scorecards
from penstock.attainment.standing import Line, Sheet
from penstock.cli.layout import table
from penstock.cli.output import format_option, show
from penstock.cli.remarks import remarks
from penstock.cli.workspace import existing_workspace
from penstock.common import clock
from penstock.common.errors import Refused
from penstock.metrics.copies import one_reading
from penstock.metrics.keeping import NotReady, bring_up_to_date, columnar_folder
from penstock.pipelines.models import Pipeline
from penstock.targets.actions import (
    Into,
    Ways,
    break_down_target,
    import_kpis,
    import_targets,
    remove_target,
    set_target,
)
from penstock.targets.kpi_reading import kpi_cells
from penstock.targets.models import Aim, Target
from penstock.targets.periods import Period, PeriodKind, read_period
from penstock.targets.plans import WORKSPACE, Whose, person, team, whose_of
from penstock.targets.reading import BadRows, cells_of
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, Team

Given = Any


def about(function: Given) -> Given:
    """Adds the options that say of what, when and where."""
    for option in (
        click.option("--metric", type=click.Choice(Aim.values), default=Aim.REVENUE.value, help=_("Of what.")),
        click.option("--period", metavar="PERIOD", help=_("2027, 2027-Q2 or 2027-04; this month, unless told.")),
        click.option("--pipeline", metavar="NAME", help=_("Only of this pipeline; of all, unless told.")),
    ):
        function = option(function)
    return function


def of_whom(function: Given) -> Given:
    """Adds the options that say of whom; with neither it is the whole workspace."""
    function = click.option("--person", "member", metavar="NAME", help=_("Of this person."))(function)
    return click.option("--team", metavar="NAME", help=_("Of this team and those beneath it."))(function)


@click.group(help=_("Targets: set them, break them down, see how everybody stands and what it takes."))
@click.option("--workspace", metavar="NAME", help=_("Whose targets, where there are several workspaces."))
@click.pass_context
def command(context: click.Context, workspace: str | None) -> None:
    context.obj = Actor.system(existing_workspace(workspace), "cli")
    context.with_resource(translation.override(translation.get_language()))


command.add_command(remarks)


@command.command("set", help=_("Say how much is wanted; the same twice is once."))
@click.argument("amount")
@about
@of_whom
@click.option("--currency", metavar="CODE", default="", help=_("Of the amount; the workspace's, unless told."))
@format_option
@click.pass_obj
def set_(by: Actor, /, amount: str, currency: str, output: str, **words: Any) -> None:
    whose, aim, when, pipeline = _place(by, **words)
    row = set_target(aim, when, _amount(amount), by=by, whose=whose, pipeline=pipeline, currency=currency)
    show(output, _told(row), _("It is set."))


@command.command("remove", help=_("Take a target back."))
@about
@of_whom
@click.pass_obj
def remove(by: Actor, /, **words: Any) -> None:
    remove_target(_target(by, **words), by=by)
    click.echo(_("It is taken back."))


@command.command("break-down", help=_("Hand a target down to shorter periods, or to teams and people."))
@about
@of_whom
@click.option("--into", type=click.Choice(Into.values), required=True, help=_("Into what."))
@click.option("--way", type=click.Choice(Ways.values), default=Ways.EVENLY.value, help=_("In which ratio."))
@format_option
@click.pass_obj
def break_down(by: Actor, /, into: str, way: str, output: str, **words: Any) -> None:
    target = _target(by, **words)
    _prepare(by)
    rows = break_down_target(target, into, way, by=by, weights=weights_for(target, into, way, by))
    parts = [_told(row) for row in rows]
    show(output, {"targets": parts}, "\n".join(f"{one['period']}  {one['amount']}" for one in parts))


@command.command("import", help=_("Set what a CSV file wants, all or nothing; see `penstock export targets`."))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@format_option
@click.pass_obj
def import_(by: Actor, /, file: Path, output: str) -> None:
    try:
        brought = import_targets(cells_of(file.read_bytes()), by=by)
    except BadRows as bad:
        raise Refused("\n".join([bad.message, *(f"{row}, {column}: {why}" for row, column, why in bad.rows)])) from bad
    words = _("%(set)s set, %(same)s as they were.") % brought._asdict()
    show(output, brought._asdict(), words)


@command.command("list", help=_("How everybody stands in a period."))
@about
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help=_("At the end of this day; now, unless told."))
@format_option
@click.pass_obj
def list_(by: Actor, /, as_of: datetime | None, output: str, **words: Any) -> None:
    _whose, aim, when, pipeline = _place(by, **words)
    _prepare(by)
    with one_reading(by.workspace):
        sheet = Sheet(by, aim, when, pipeline, as_of.date() if as_of else None)
        lines = [_line(line) for line in sheet.lines()]
    told = {"metric": aim.value, "period": str(when), "as_of": sheet.as_of, "expected": round(sheet.expected, 4)}
    heads = ("who", "target", "actual", "attainment", "gap", "pace_needed")
    rows = [[str(one[head] if one[head] is not None else "—") for head in heads] for one in lines]
    show(output, {**told, "lines": lines}, "\n".join(table([list(heads), *rows])))


@command.command("needs", help=_("What it still takes: deals, deals at each stage, activities a day."))
@about
@of_whom
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help=_("At the end of this day; now, unless told."))
@click.option("--days", type=click.IntRange(1, 3660), default=DAYS, help=_("By the rates of so many days."))
@format_option
@click.pass_obj
def needs(by: Actor, /, as_of: datetime | None, days: int, output: str, **words: Any) -> None:
    whose, aim, when, pipeline = _place(by, **words)
    _prepare(by)
    with one_reading(by.workspace):
        sheet = Sheet(by, aim, when, pipeline, as_of.date() if as_of else None)
        told = Needs(sheet, _of(whose, by), days).as_json()
    lines = [f"{name}: {value}" for name, value in told.items() if name != "stages"]
    heads = ("stage", "conversion", "n", "of", "conversion_to_won", "needed", "have", "missing")
    rows = [[str(one[head] if one[head] is not None else "—") for head in heads] for one in told["stages"]]
    show(output, told, "\n".join([*lines, *table([list(heads), *rows])]))


@command.command("scorecards", help=_("Everybody's attainment by the weights of the set that they are measured by."))
@click.option("--period", metavar="PERIOD", help=_("2027, 2027-Q2 or 2027-04; this month, unless told."))
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help=_("At the end of this day; now, unless told."))
@format_option
@click.pass_obj
def scorecards(by: Actor, /, period: str | None, as_of: datetime | None, output: str) -> None:
    today = clock.day_of(clock.now(), by.workspace.zone)
    when = read_period(period) if period else Period.around(PeriodKind.MONTH, today)
    _prepare(by)
    with one_reading(by.workspace):
        cards = Scorecards(by, when, as_of.date() if as_of else None)
        told = [_card(card, cards) for card in cards.cards()]
    rows = [
        [one["who"], *(str(one[key] if one[key] is not None else "—") for key in ("total", "known"))] for one in told
    ]
    show(output, {"period": str(when), "cards": told}, "\n".join(table([["who", "total", "known"], *rows])))


@command.command("import-scorecards", help=_("Set the metrics with weights of a CSV file; see `penstock export kpis`."))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@format_option
@click.pass_obj
def import_scorecards(by: Actor, /, file: Path, output: str) -> None:
    try:
        brought = import_kpis(kpi_cells(file.read_bytes()), by=by)
    except BadRows as bad:
        raise Refused("\n".join([bad.message, *(f"{row}, {column}: {why}" for row, column, why in bad.rows)])) from bad
    show(output, brought._asdict(), _("%(set)s set, %(same)s as they were.") % brought._asdict())


def _card(card: Card, cards: Scorecards) -> dict[str, Any]:
    """A card for a program: shares as parts of one, weights in percent."""
    scores = [
        {
            "metric": one.measure.value,
            "weight": float(one.weight),
            "target": _plain(one.target),
            "actual": _plain(one.actual),
            "attainment": _plain(one.attainment),
            "counted": _plain(one.counted),
            "cap": one.cap,
        }
        for one in card.scores
    ]
    total = _plain(card.total)
    return {"who": cards.people[card.whose.id].name, "total": total, "known": float(card.known), "scores": scores}


def _place(
    by: Actor, metric: str, period: str | None, pipeline: str | None, member: str | None = None, team: str | None = None
) -> tuple[Whose, Aim, Period, int | None]:
    """The options as what they name; a name that does not exist is wrong usage."""
    today = clock.day_of(clock.now(), by.workspace.zone)
    when = read_period(period) if period else Period.around(PeriodKind.MONTH, today)
    found = _named(Pipeline, pipeline, by, "--pipeline") if pipeline else None
    return _whose(by, member, team), Aim(metric), when, found


def _whose(by: Actor, member: str | None, called: str | None) -> Whose:
    if member and called:
        raise click.UsageError(_("A target is of a person or of a team, not of both."))
    if member:
        return person(_named(Person, member, by, "--person"))
    return team(_named(Team, called, by, "--team")) if called else WORKSPACE


def _of(whose: Whose, by: Actor) -> Person | Team | None:
    """The person or team; None for the whole workspace."""
    if whose == WORKSPACE:
        return None
    model: Any = Person if whose.kind == "person" else Team
    found: Person | Team = model.objects.of(by).get(pk=whose.id)
    return found


def _named(model: Any, name: str, by: Actor, option: str) -> int:
    found = list(model.objects.of(by).filter(name__iexact=name).values_list("pk", flat=True)[:2])
    if len(found) != 1:
        words = _("There is no “%(name)s” here, or there are several.") % {"name": name}
        raise click.BadParameter(words, param_hint=option)
    return int(found[0])


def _target(by: Actor, **words: Any) -> Target:
    whose, aim, when, pipeline = _place(by, **words)
    rows = Target.objects.of(by).filter(metric=aim, period=when.kind, starts_on=when.starts_on, pipeline_id=pipeline)
    found = next((row for row in rows if whose_of(row) == whose), None)
    if found is None:
        raise Refused(_("There is no such target."))
    return found


def _amount(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise click.BadParameter(_("“%(text)s” is not an amount.") % {"text": text}, param_hint="AMOUNT") from None


def _prepare(by: Actor) -> None:
    """Have the numbers ready; a large workspace's are prepared here and now."""
    try:
        with one_reading(by.workspace):
            pass
    except NotReady:
        bring_up_to_date(by.workspace, columnar_folder())


def _told(row: Target) -> dict[str, Any]:
    whose = whose_of(row)
    return {
        "id": row.pk,
        "metric": row.metric,
        "of": whose.kind or "workspace",
        "of_id": whose.id,
        "pipeline_id": row.pipeline_id,
        "period": str(row.when),
        "amount": str(row.amount),
        "currency": row.currency,
    }


def _line(line: Line) -> dict[str, Any]:
    standing = line.standing
    return {
        "who": line.name,
        "of": line.whose.kind or "workspace",
        "depth": line.depth,
        "is_set": line.target is not None,
        "target": _plain(standing.wanted),
        "built_up": _plain(line.built_up),
        "actual": _plain(standing.actual),
        "attainment": round(standing.attainment, 4) if standing.attainment is not None else None,
        "gap": _plain(standing.gap),
        "pace_needed": round(standing.pace, 2) if standing.pace is not None else None,
    }


def _plain(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)
