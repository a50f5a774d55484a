"""Why deals were lost as we state it, against what customers say: how often it is so, and what it really was."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from penstock.boards.filters.choices import NONE
from penstock.boards.filters.picked import picked_url
from penstock.losses.queries import OTHER, SILENT
from penstock.metrics.asked import Asked
from penstock.metrics.question import MISSING
from penstock.pipelines.models import LossReason
from penstock.reports.after import barred
from penstock.reports.chance import FEW, Share
from penstock.reports.closings import dated
from penstock.reports.figures import Figures, require_known
from penstock.reports.open_now import as_listed, told_as_listed
from penstock.reports.report import Drawn, Nothing, Report
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.reports.verified import Reason, Verified, checks_of
from penstock.ui import formats
from penstock.workspaces.actor import Actor

T = TypeVar("T")
MOST = 10
"""So many shifts are listed."""

OFTEN = 3
"""Told less often, a shift is not named over the report."""


class StatedAndVerified:
    """The report for one question and one reader."""

    def __init__(self, asked: Asked, by: Actor, listed: QueryDict) -> None:
        self.by, self.figures, self.listed = by, Figures(asked, by), listed
        self.checks = checks_of(self.figures, listed)
        self.names: dict[Reason, str] = {row.pk: row.name for row in LossReason.objects.of(by)}
        self.names |= {OTHER: _("Another reason"), SILENT: _("Would not say"), None: _("None stated")}
        self.by_owner = self.figures.column("deals_lost", "owner")
        self.lost = sum(row.n for row in self.by_owner.rows.values())

    def draw(self) -> Drawn:
        """How much was asked, stated against verified, what shifted most, whose and where."""
        asked = self.figures.asked
        if self.lost and not self.checks.owners and not (asked.as_of or asked.known_as_of):
            return Drawn(self._title(), (), nothing=self._nobody_asked())
        tables = [self._asked(), self._matrix("matrix", len), self._matrix("worth", self._worth), self._shifts()]
        tables += [self._sellers(), self._stages()]
        shown = tuple(table for table in tables if table.lines)
        return Drawn(self._title(), shown, _notes(), left_out=self.figures.left_out)

    def _nobody_asked(self) -> Nothing:
        """What to do where deals were lost and no customer was asked."""
        query = self.listed.copy()
        dated(query, "closed", self.figures.asked.period)
        query["loss_not_asked"] = "yes"
        words = ngettext(
            "%(count)s deal was lost in this time, and its customer was not asked why. Ask from the deal’s page, by a "
            "link to a short survey or in a talk; what they say stands here beside what was stated.",
            "%(count)s deals were lost in this time, and no customer was asked why. Ask from the deals’ pages, by a "
            "link to a short survey or in a talk; what they say stands here beside what was stated.",
            self.lost,
        ) % {"count": formats.number(self.lost)}
        title, act = _("No customer was asked yet"), _("Show the losses that nobody asked about")
        return Nothing(title, words, act, f"{reverse('boards:list')}?{query.urlencode()}")

    def _title(self) -> str:
        share, shifts = self.checks.confirmed(), self._moved()
        if not self.lost:
            return _("No losses in this time")
        if not share.of:
            return _("No customer has said yet why these deals were lost: ask them from the deals’ pages")
        told = {"share": formats.percent(share.value or 0), "count": formats.number(share.of)}
        if share.of < FEW:
            return _("Verified: %(count)s; too few to say how often the stated reason is right") % told
        if not _is_clear([n for _pair, n in shifts]):
            return _("%(share)s of %(count)s verified losses are as stated") % told
        (stated, verified), _n = shifts[0]
        told |= {"stated": self.names[stated], "verified": self.names[verified]}
        return (
            _("%(share)s of %(count)s verified losses are as stated; most often “%(stated)s” was “%(verified)s”") % told
        )

    def _asked(self) -> Table:
        """From losses to answers."""
        asked, said = len(self.checks.owners), len(self.checks.said)
        share = self.checks.confirmed()
        told = [one for one in self.checks.said if one.is_told]
        lines = [
            _part(_("Asked"), Share(asked, max(self.lost, asked)), self.checks.owners),
            _part(_("Said why"), Share(share.of, asked), _deals(told)),
            _part(_("As stated"), share, _deals(one for one in told if one.is_confirmed)),
        ]
        note = _(
            "Asked: of all losses. Said why: of those asked; %(silent)s would not say. As stated: of those who said."
        )
        heads = [Head("n", _("Losses")), Head("share", _("Share")), Head("between", _("Between"), is_words=True)]
        title = _("How many customers were asked, and what they said")
        return Table(
            "asked", title, _("How far it went"), heads, lines if self.lost else [], note % {"silent": said - share.of}
        )

    def _matrix(self, key: str, reckon: Callable[[Sequence[Verified]], int | Decimal]) -> Table:
        """A line for each stated reason, a column for each verified one."""
        groups = _grouped(self.checks.said, lambda one: (one.stated, one.verified))
        columns = sorted({verified for _stated, verified in groups}, key=self._order)
        lines = []
        for stated in sorted({stated for stated, _verified in groups}, key=self._order):
            cells = [self._cell(groups.get((stated, one), []), reckon, stated, one) for one in columns]
            whole = [one for (said, _verified), some in groups.items() if said == stated for one in some]
            lines.append(Line(self.names[stated], [*cells, self._cell(whole, reckon, stated)]))
        heads = [*(Head(str(one), self.names[one]) for one in columns), Head("all", _("Together"))]
        titles = {"matrix": _("Stated against verified: deals"), "worth": _("Stated against verified: value")}
        note = _("A line for what was stated, a column for what they say.")
        return Table(key, titles[key], _("Stated"), heads, lines, note)

    def _cell(
        self,
        some: Sequence[Verified],
        reckon: Callable[[Sequence[Verified]], int | Decimal],
        stated: Reason,
        verified: Reason = "",
    ) -> Cell:
        value = reckon(some)
        shown = formats.number(value) if isinstance(value, int) else self._money(value)
        state = ("won" if stated == verified else "") if some else "none"
        return Cell(shown if some else MISSING, value, url=self._way(some, stated, verified), state=state)

    def _way(self, some: Sequence[Verified], stated: Reason, verified: Reason) -> str:
        """Where a figure leads: the list with its filters; of a past day, which these do not know, the deals alone."""
        if not some:
            return ""
        is_past = self.figures.asked.as_of or self.figures.asked.known_as_of
        return _count(_deals(some)).url if is_past else self._url(stated, verified)

    def _worth(self, some: Iterable[Verified]) -> Decimal:
        return sum((one.value for one in some if one.value is not None), Decimal(0))

    def _money(self, value: Decimal) -> str:
        return formats.money_short(value, self.by.workspace.currency)

    def _url(self, stated: Reason, verified: Reason) -> str:
        """The list of these deals: the same filters that anybody can choose there."""
        query = self.listed.copy()
        dated(query, "closed", self.figures.asked.period)
        query["status"], query["loss_reason"] = "lost", NONE if stated is None else str(stated)
        if verified:
            query["verified_reason"] = str(verified)
        else:
            query["loss_verified"] = "yes"
        return f"{reverse('boards:list')}?{query.urlencode()}"

    def _moved(self) -> list[tuple[tuple[Reason, Reason], int]]:
        """What was stated and turned out otherwise, the most frequent first."""
        told = [one for one in self.checks.said if one.is_told and not one.is_confirmed and one.stated is not None]
        counted = Counter((one.stated, one.verified) for one in told)
        return sorted(counted.items(), key=lambda pair: (-pair[1], *map(self._order, pair[0])))

    def _shifts(self) -> Table:
        """The most frequent of them, with what these deals were worth."""
        groups = _grouped(self.checks.said, lambda one: (one.stated, one.verified))
        lines = [
            Line(
                _("%(stated)s → %(verified)s") % {"stated": self.names[pair[0]], "verified": self.names[pair[1]]},
                [self._cell(groups[pair], len, *pair), self._cell(groups[pair], self._worth, *pair)],
            )
            for pair, _count in self._moved()[:MOST]
        ]
        heads = [Head("n", _("Losses")), Head("worth", _("Value"))]
        return Table("shifts", _("What it really was"), _("Stated → verified"), heads, barred(lines, 1), bar=1)

    def _sellers(self) -> Table:
        """By owner: lost, asked, said, as stated."""
        groups = _grouped(self.checks.said, lambda one: one.owner)
        asked = self.checks.asked
        owners = sorted(asked, key=lambda one: (-asked[one], one or ""))
        lines = []
        for owner in owners:
            some = groups.get(owner, [])
            share, mine = self.checks.confirmed(some), (pk for pk, one in self.checks.owners.items() if one == owner)
            cells = [self.figures.cell(self.by_owner, owner), _count(mine), _told(some)]
            lines.append(Line(owner or MISSING, [*cells, *_share_cells(share)]))
        heads = [Head("deals_lost", self.by_owner.metric.name), Head("asked", _("Asked")), Head("told", _("Said why"))]
        return Table("sellers", _("Whose losses were verified"), _("Owner"), [*heads, *_share_heads()], lines)

    def _stages(self) -> Table:
        """By the stage that the deals were lost from."""
        groups = _grouped(self.checks.said, lambda one: one.stage)
        lines = []
        for stage, some in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0] or "")):
            share = self.checks.confirmed(some)
            lines.append(Line(stage or MISSING, [_told(some), *_share_cells(share)]))
        heads = [Head("told", _("Said why")), *_share_heads()]
        return Table("stages", _("At which stage they were lost"), _("Stage"), heads, lines)

    def _order(self, reason: Reason) -> tuple[bool, str]:
        return not isinstance(reason, int), self.names[reason].casefold()


def _is_clear(counts: Sequence[int]) -> bool:
    """Whether one shift stands out: told often, and more often than any other."""
    return bool(counts) and counts[0] >= OFTEN and (len(counts) == 1 or counts[0] > counts[1])


def _grouped(some: Iterable[Verified], of: Callable[[Verified], T]) -> dict[T, list[Verified]]:
    groups: dict[T, list[Verified]] = {}
    for one in some:
        groups.setdefault(of(one), []).append(one)
    return groups


def _count(deals: Iterable[int]) -> Cell:
    """So many deals, leading to them."""
    found = set(deals)
    return Cell(formats.number(len(found)), len(found), url=picked_url(found))


def _deals(some: Iterable[Verified]) -> Iterator[int]:
    return (one.deal_id for one in some)


def _told(some: Iterable[Verified]) -> Cell:
    """Of how many of them the customer said why."""
    return _count(one.deal_id for one in some if one.is_told)


def _part(label: str, share: Share, deals: Iterable[int]) -> Line:
    return Line(label, [_count(deals), *_share_cells(share)])


def _share_heads() -> list[Head]:
    title = _("Where the true share lies in 95 of 100 cases.")
    return [Head("share", _("As stated")), Head("between", _("Between"), title, is_words=True)]


def _share_cells(share: Share) -> list[Cell]:
    """The share and the ends between which the true one is."""
    if share.value is None:
        return [Cell(MISSING), Cell(MISSING, "")]
    low, high = share.interval()
    told = _("%(low)s to %(high)s") % {"low": formats.percent(low), "high": formats.percent(high)}
    return [Cell(formats.percent(share.value), share.value), Cell(told, told)]


def _notes() -> tuple[str, ...]:
    return (
        _(
            "Losses of the time asked for that are losses still; a deal that was lost again has to be asked about "
            "again. For a past day counts what had been said by then. Who answers is no chance pick of all customers."
        ),
    )


def draw(asked: Asked, by: Actor) -> Drawn:
    """The report for one question and one reader; what customers said of a deal is known by the list's filters."""
    require_known(asked, by)
    listed = as_listed(asked, by)
    if listed is None:
        return told_as_listed(_("What customers said is told with filters that the list has"), asked)
    return StatedAndVerified(asked, by, listed).draw()


REPORT = Report(
    "verified-losses",
    gettext_lazy("Stated and verified losses"),
    gettext_lazy("What customers say about why we lost, beside what we stated: how often it is so, and what it was."),
    "message-circle-question-mark",
    draw,
    filters=("pipeline", "team", "owner", "source"),
    period="year",
    narrows=True,
)
