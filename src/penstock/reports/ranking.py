"""Who, or what, is surely best at a stage: by the lower end of the interval, so that luck with few deals is no rank."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from penstock.metrics.question import MISSING
from penstock.reports.chance import FEW, Share
from penstock.reports.figures import Group
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats

PLACES = 3


@dataclass(frozen=True)
class Candidate:
    """Somebody or something at a stage: which share of the deals went on, and where its rows are."""

    name: str
    share: Share
    url: str = ""
    state: str = ""


def ranked(several: Iterable[Candidate]) -> list[Candidate]:
    """Those with enough deals, the surest first."""
    known = [one for one in several if one.share.of >= FEW]
    return sorted(known, key=lambda one: (-one.share.interval()[0], one.name))


def rank_table(
    key: str,
    title: str,
    stages: Mapping[Group, str],
    at: Callable[[Group], Iterable[Candidate]],
    more: str = "",
) -> Table:
    """The first three at each stage."""
    lines = []
    for stage, under in stages.items():
        best = ranked(at(stage))
        lines.append(Line(stage or MISSING, [_place(best, place) for place in range(PLACES)], under))
    heads = [Head(f"place_{n}", f"{n}.", is_words=True) for n in range(1, PLACES + 1)]
    note = _("By the lower end of Wilson’s interval, with at least %(count)s deals: few lucky deals are no rank.")
    told = note % {"count": formats.number(FEW)}
    return Table(key, title, _("Stage"), heads, lines, f"{told} {more}".strip())


def _place(best: list[Candidate], place: int) -> Cell:
    if place >= len(best):
        return Cell(MISSING, "")
    one = best[place]
    words = _("%(name)s, %(share)s") % {"name": one.name, "share": formats.percent(one.share.value or 0)}
    said = {"won": _("clearly more"), "lost": _("clearly fewer")}.get(one.state, "")
    return Cell(words, words, url=one.url, note=" · ".join(filter(None, (how_sure(one.share), said))), state=one.state)


def how_sure(share: Share) -> str:
    """Of how many deals a share is, and where it truly lies."""
    low, high = share.interval()
    told = {"count": formats.number(share.of), "low": formats.number(round(100 * low)), "high": formats.percent(high)}
    return _("%(count)s · %(low)s–%(high)s") % told
