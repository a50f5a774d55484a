"""A training plan: what each seller should practise, where they do worse than their team, out of the playbook."""

from collections.abc import Iterator
from dataclasses import replace

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from penstock.metrics.asked import Asked
from penstock.metrics.asking import ids_of
from penstock.metrics.question import MISSING
from penstock.pipelines.models import Stage
from penstock.playbooks.queries import playbook_of
from penstock.reports.chance import FEW
from penstock.reports.help_wanted import HelpWanted
from penstock.reports.peers import Beside, worst
from penstock.reports.report import Drawn, Report
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.reports.wording import said_together
from penstock.ui import formats
from penstock.workspaces.actor import Actor

MOST = 3
"""So many stages at most for each seller: who practises everything practises nothing."""


class Training:
    """The plan for one question and one reader."""

    def __init__(self, asked: Asked, by: Actor) -> None:
        self.by, self.help = by, HelpWanted(asked, by)
        pks = ids_of("stage", by=by)
        stages = Stage.objects.of(by).in_bulk([pks[label] for label in self.help.stages if label in pks])
        self.stages = {label: stages[pk] for label, pk in pks.items() if pk in stages}

    def draw(self) -> Drawn:
        """Who does worse somewhere, stage by stage; then who does not, and who has too few deals to say."""
        sellers = sorted(self.help.teams, key=str.casefold)
        lines = [line for seller in sellers for line in self._lines(seller)]
        heads = [
            Head("why", _("Why"), is_words=True),
            Head("practise", _("What to practise, out of the playbook"), is_words=True),
            Head("from", _("Learn from"), _("Who is surely best at this stage."), is_words=True),
        ]
        plan = Table("plan", _("What to practise"), _("Stage"), heads, lines)
        tables = [table for table in (plan, self._even(sellers), self._newcomers(sellers)) if table.lines]
        return Drawn(_title(lines, self.help.places), tuple(tables), _notes())

    def _lines(self, seller: str) -> Iterator[Line]:
        """Their weakest stages."""
        for one in worst(self._places(seller))[:MOST]:
            why, practise = self.help.words_of(one), self._practise(one)
            cells = [Cell(why, why), Cell(practise, practise), self._example(one)]
            yield Line(one.stage, cells, under=seller, url=self._playbook(one.stage))

    def _places(self, seller: str) -> list[Beside]:
        return [place for place in self.help.places if place.seller == seller]

    def _even(self, sellers: list[str]) -> Table:
        """Who has no weak stage, of those with deals enough to say so."""
        left = {seller: sum(place.mine.left.of for place in self._places(seller)) for seller in sellers}
        even = [seller for seller in sellers if left[seller] >= FEW and not worst(self._places(seller))]
        lines = [Line(seller, [self._left(seller, left[seller])]) for seller in even]
        title = capfirst(_("no worse than the team by more than chance would"))
        return Table("even", title, _("Seller"), [_stages_left()], lines)

    def _left(self, seller: str, n: int) -> Cell:
        """How often deals of a seller left a stage, leading to all of these."""
        column = replace(self.help.conversion, split=("owner",))
        return Cell(formats.number(n), n, url=self.help.figures.url(column, seller))

    def _playbook(self, stage: str) -> str:
        """Where the stage's playbook is written; for others its open deals, each of which shows the playbook."""
        if stage not in self.stages:
            return ""
        pk = self.stages[stage].pk
        return reverse("playbooks:stage", args=[pk]) if self.by.is_admin else f"{reverse('boards:list')}?stage={pk}"

    def _practise(self, one: Beside) -> str:
        """Who loses deals learns to talk; whose deals stay long keeps to what has to be done."""
        stage = self.stages.get(one.stage)
        book = playbook_of(stage, self.by) if stage else None
        if book is None:
            return _("nothing is written for this stage; write its playbook")
        steps = len(book.script.steps) if book.script else 0
        items = sum(1 for item in book.items if item.retired_at is None)
        objections, needs, assets = (_in_use(book.lists[name]) for name in ("objections", "needs", "assets"))
        talking = [_script(steps), _objections(objections), _questions(needs)]
        doing = [_checklist(items), _given(assets)]
        found = [words for words in (talking if one.conversion == 1 else doing) if words]
        return said_together(found) or _("nothing is written for this stage; write its playbook")

    def _example(self, one: Beside) -> Cell:
        """The seller who is best at the stage by the lower end of the interval."""
        others = [place for place in self.help.places if place.stage == one.stage and place.seller != one.seller]
        known = [place for place in others if place.mine.left.of >= FEW]
        best = max(known, key=lambda place: (place.mine.left.interval()[0], place.seller), default=None)
        if best is None or best.mine.left.interval()[0] <= (one.mine.left.value or 0):
            return Cell(MISSING, "")
        told = {"name": best.seller, "share": formats.percent(best.mine.left.value or 0)}
        text = _("%(name)s, %(share)s") % told
        return Cell(text, text, url=self.help.figures.url(self.help.conversion, best.seller, best.stage))

    def _newcomers(self, sellers: list[str]) -> Table:
        """Who has had too few deals to be compared, with the stage that they have done least."""
        lines = []
        for seller in sellers:
            seen = {one.stage: one.mine.left.of for one in self._places(seller)}
            stages = [stage for stage in self.help.stages if stage and seen.get(stage, 0) < FEW]
            if sum(seen.values()) < FEW and stages:
                first = stages[0]
                text = _("%(stage)s first, then stage by stage") % {"stage": first}
                cells = [self._left(seller, sum(seen.values())), Cell(text, text, url=self._playbook(first))]
                lines.append(Line(seller, cells))
        heads = [
            _stages_left(),
            Head("practise", _("Begin with the playbook"), is_words=True),
        ]
        title = _("Too few deals to say: newcomers go through the playbook")
        return Table("newcomers", title, _("Seller"), heads, lines)


def _stages_left() -> Head:
    return Head("deals", _("Stages left"), _("How often deals of theirs left a stage in this time."))


def _in_use(entries: list[object]) -> int:
    return sum(1 for entry in entries if getattr(entry, "retired_at", None) is None)


def _script(count: int) -> str:
    words = ngettext("talk through the script (%(count)s step)", "talk through the script (%(count)s steps)", count)
    return words % {"count": formats.number(count)} if count else ""


def _objections(count: int) -> str:
    words = ngettext("answer %(count)s objection", "answer %(count)s objections", count)
    return words % {"count": formats.number(count)} if count else ""


def _questions(count: int) -> str:
    words = ngettext("ask %(count)s question that finds needs", "ask %(count)s questions that find needs", count)
    return words % {"count": formats.number(count)} if count else ""


def _checklist(count: int) -> str:
    words = ngettext("keep to the checklist (%(count)s item)", "keep to the checklist (%(count)s items)", count)
    return words % {"count": formats.number(count)} if count else ""


def _given(count: int) -> str:
    words = ngettext("give the %(count)s thing that is ready", "give the %(count)s things that are ready", count)
    return words % {"count": formats.number(count)} if count else ""


def _title(lines: list[Line], places: list[Beside]) -> str:
    count = len({line.under for line in lines})
    if count:
        told = ngettext(
            "%(count)s seller has something to practise", "%(count)s sellers have something to practise", count
        )
        return told % {"count": formats.number(count)}
    return _("Nobody differs from their team by more than chance would") if places else _("No deals in this time")


def _notes() -> tuple[str, ...]:
    return (
        _(
            "A stage stands here only where a seller’s figures differ from the team’s by more than chance would, as in "
            "“Who needs help, and with what”. It says where to look first; what is missing is for two to find out."
        ),
    )


def draw(asked: Asked, by: Actor) -> Drawn:
    """The report for one question and one reader."""
    return Training(asked, by).draw()


REPORT = Report(
    "training",
    gettext_lazy("Training plan"),
    gettext_lazy("What each seller should practise: their weakest stages, and what the playbook holds for them."),
    "graduation-cap",
    draw,
    period="year",
    narrows=True,
)
