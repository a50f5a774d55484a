"""What goes with winning in the playbook: talks by its scripts, the answers they brought, and what was given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.metrics.asked import Asked
from penstock.metrics.question import MISSING
from penstock.pipelines.models import Stage
from penstock.playbooks.models import Asset, AssetUse, Script, ScriptUse
from penstock.playbooks.outcomes import Question, in_time, questions
from penstock.reports.chance import FEW, Share, holding, of_shares
from penstock.reports.closings import Closings, closings, won_of
from penstock.reports.open_now import told_as_listed
from penstock.reports.report import Drawn, Nothing, Report
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats
from penstock.workspaces.actor import Actor


@dataclass(frozen=True)
class Beside:
    """Something of the playbook: how many of the deals with it were won, and of those without.

    ``holds`` is whether they differ by more than chance, with all comparisons of the page in mind.
    """

    table: str
    stage: Stage
    label: str
    under: str
    used: Share
    unused: Share
    used_url: str
    unused_url: str
    holds: bool = False

    @cached_property
    def chance(self) -> float | None:
        """How likely chance alone parts them so far; None for too few deals."""
        return of_shares(self.used, self.unused)

    @property
    def apart(self) -> float:
        """How much larger the share with it is."""
        return (self.used.value or 0) - (self.unused.value or 0)

    @property
    def says(self) -> str:
        """What it says, in words."""
        if self.chance is None:
            return _("too few to say")
        if not self.holds:
            return _("no clear difference")
        return _("more were won with it") if self.apart > 0 else _("fewer were won with it")


def draw(asked: Asked, by: Actor) -> Drawn:
    """Every talk, answer and asset that was used on deals closed in this time."""
    found = closings(asked, by)
    if found is None:
        sentence = _("The use of the playbook is told as it is now, with filters that the list has")
        return told_as_listed(sentence, asked)
    pairs = held([*_talks(found), *_answers(found), *_assets(found)])
    tables = tuple(_table(key, [one for one in pairs if one.table == key]) for key in TABLES)
    return Drawn(_title(pairs), tables, _notes(pairs), nothing=None if pairs else _nothing(by))


def held(pairs: Sequence[Beside]) -> list[Beside]:
    """The same, each with whether its difference is more than chance."""
    holds = holding(pair.chance for pair in pairs)
    return [replace(pair, holds=one) for pair, one in zip(pairs, holds, strict=True)]


def _talks(found: Closings) -> Iterator[Beside]:
    """Each stage with a script that was used: the deals that were in it, with a talk by it and without."""
    rows = found.on_these(in_time(ScriptUse.objects.of(found.by)))
    uses: dict[int, set[int]] = {}
    for stage, deal in rows.values_list("script__stage_id", "deal_id").distinct():
        uses.setdefault(stage, set()).add(deal)
    for stage, used, unused in _parted(found, uses, {stage: stage for stage in uses}):
        named = _stages(found.by)[stage]
        urls = found.url(talked=stage), found.url(not_talked=stage)
        yield Beside("talks", named, named.name, named.pipeline.name, used, unused, *urls)


def _answers(found: Closings) -> Iterator[Beside]:
    """Each answer to each question: the deals that brought it, and those that brought only others."""
    asked = questions(found.by, found.deals)
    outcomes = found.outcomes(set().union(*(one.deals for one in asked)))
    stages = _stages(found.by) if asked else {}
    for question in asked:
        under = _("%(stage)s: %(question)s") % {"stage": stages[question.stage_id].name, "question": question.words}
        for answer, used, unused in _of_question(question, outcomes):
            key = question.keys[answer]
            urls = found.url(answered=key), found.url(not_answered=key)
            yield Beside("answers", stages[question.stage_id], answer, under, used, unused, *urls)


def _of_question(question: Question, outcomes: dict[int, bool]) -> Iterator[tuple[str, Share, Share]]:
    """Nothing of a question that brought one answer only: there is nothing beside it."""
    if len(question.answers) < 2:
        return
    for answer, deals in question.answers.items():
        yield answer, won_of(deals, outcomes), won_of(question.deals - deals, outcomes)


def _assets(found: Closings) -> Iterator[Beside]:
    """Each asset that was given: the deals that were in its stage, where it was given and where not."""
    rows = found.on_these(in_time(AssetUse.objects.of(found.by)))
    uses: dict[int, set[int]] = {}
    for asset, deal in rows.values_list("version__asset_id", "deal_id").distinct():
        uses.setdefault(asset, set()).add(deal)
    rows = Asset.objects.of(found.by).filter(pk__in=uses).select_related("stage__pipeline")
    assets = {row.pk: row for row in rows}
    for asset, used, unused in _parted(found, uses, {pk: row.stage_id for pk, row in assets.items()}):
        named = assets[asset]
        urls = found.url(given=asset), found.url(not_given=asset)
        yield Beside("assets", named.stage, named.name, named.stage.name, used, unused, *urls)


def _parted(found: Closings, uses: dict[int, set[int]], stages: dict[int, int]) -> Iterator[tuple[int, Share, Share]]:
    """Of the deals that were in the stage of each thing, those with it and those without."""
    used = set().union(*uses.values())
    whole, outcomes = found.through(set(stages.values())), found.outcomes(used)
    there = found.those_through(used, set(stages.values()))
    for key, stage in stages.items():
        part = won_of(uses[key] & there[stage], outcomes)
        yield key, part, whole[stage].without(part)


def _stages(by: Actor) -> dict[int, Stage]:
    return {row.pk: row for row in Stage.objects.of(by).select_related("pipeline")}


TABLES = {
    "talks": (gettext_lazy("Talks by the script"), gettext_lazy("Stage"), gettext_lazy("With a talk by the script")),
    "assets": (gettext_lazy("What was given"), gettext_lazy("Asset"), gettext_lazy("Given")),
    "answers": (gettext_lazy("What was answered"), gettext_lazy("The answer"), gettext_lazy("With this answer")),
}
"""The tables: what they tell, what their lines are, and what stands over those that have it."""


def _table(key: str, pairs: list[Beside]) -> Table:
    title, name, used = TABLES[key]
    unused = _("With other answers only") if key == "answers" else _("Without it")
    heads = [
        Head("used", used, _("Which share of these deals was won.")),
        Head("unused", unused, _("Which share of the others was won.")),
        Head("says", _("It says"), is_words=True),
    ]
    ordered = sorted(pairs, key=lambda pair: (*_place(pair.stage), pair.under, -pair.used.of, pair.label))
    lines = [Line(pair.label, _cells(pair), under=pair.under) for pair in ordered]
    return Table(key, str(title), name, heads, lines)


def _place(stage: Stage) -> tuple[int, int, int, int]:
    return stage.pipeline.order, stage.pipeline_id, stage.order, stage.pk


def _cells(pair: Beside) -> list[Cell]:
    state = ("won" if pair.apart > 0 else "lost") if pair.holds else ""
    return [
        _share(pair.used, pair.used_url, state),
        _share(pair.unused, pair.unused_url),
        Cell(pair.says, pair.says),
    ]


def _share(share: Share, url: str, state: str = "") -> Cell:
    if share.value is None:
        return Cell(MISSING)
    note = _("%(hits)s of %(all)s") % {"hits": formats.number(share.yes), "all": formats.number(share.of)}
    return Cell(formats.fixed_percent(share.value, 1), share.value, url=url, note=note, state=state)


def _title(pairs: list[Beside]) -> str:
    """The clearest of them, said as going together and no more."""
    if not pairs:
        return _("No talk by a script and nothing given on deals closed in this time")
    clear = max((one for one in pairs if one.holds), key=lambda one: abs(one.apart), default=None)
    if clear is None:
        return _("Nothing in the playbook clearly goes with winning in this time")
    told = {
        "label": clear.label,
        "under": clear.under,
        "used": formats.percent(clear.used.value or 0),
        "unused": formats.percent(clear.unused.value or 0),
    }
    return _("“%(label)s” (%(under)s): %(used)s of the deals with it were won, of the others %(unused)s") % told


def _nothing(by: Actor) -> Nothing | None:
    """What to do where the playbook was never used; where it was, another time may have more."""
    if ScriptUse.objects.of(by).exists() or AssetUse.objects.of(by).exists():
        return None
    will = _("Once deals close on which somebody led a talk or gave something, they stand here beside the others.")
    title = _("The playbook was not used yet")
    if not by.is_admin or Script.objects.of(by).exclude(steps=[]).exists():
        how = _("Open a deal: in its panel Playbook, “Guided talk” leads through the script and keeps the answers.")
        return Nothing(title, f"{how} {will}", _("Open the board"), reverse("boards:board"))
    how = _("No stage has a script yet. Write one, or take the ready playbook.")
    return Nothing(title, f"{how} {will}", _("Write the playbook"), reverse("playbooks:playbooks"))


def _notes(pairs: list[Beside]) -> tuple[str, ...]:
    return (
        _("What goes together need not be cause and effect: sellers may well give the best to the best deals."),
        _(
            "Only deals closed in this time count, and only what was used before they were closed. Talks and what was "
            "given are told of deals that were in the stage; a question, whichever version of the script asked it in "
            "these words, of deals on which it was answered."
        ),
        _(
            "It is marked where it is more than chance with all %(count)s comparisons of this page in mind (Fisher; "
            "Benjamini and Hochberg). With fewer than %(least)s deals on a side nothing is said."
        )
        % {"count": formats.number(sum(pair.chance is not None for pair in pairs)), "least": FEW},
    )


REPORT = Report(
    "playbook",
    gettext_lazy("What the playbook goes with"),
    gettext_lazy("Scripts, their answers and what was given, each beside how many of these deals were won."),
    "book-open",
    draw,
    filters=("pipeline", "team", "owner", "source"),
    period="year",
    narrows=True,
)
