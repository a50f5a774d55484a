"""What flows through a stage now and before, what of it is more than chance, and the sentence that says so."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from penstock.reports.chance import Durations, Share, compared, holding, of_durations, of_flows, of_shares
from penstock.reports.wording import said_together
from penstock.ui import formats


@dataclass(frozen=True)
class Stay:
    """What a stage did in a period: deals that came in, that moved on of those that left, and how long they stayed."""

    came: int
    left: Share
    days: float | None
    spread: Durations


@dataclass(frozen=True)
class Flow:
    """A stage now and before, with the reason that most deals were lost for; ``before`` is None of all time."""

    stage: str
    now: Stay
    before: Stay | None
    reason: tuple[str, int] | None = None

    def chances(self) -> list[float | None]:
        """How likely chance alone explains the flow, the days and the conversion."""
        flow = of_flows(self.now.came, self.now.left.of)
        if self.before is None:
            return [flow, None, None]
        days = of_durations(self.now.spread, self.before.spread)
        return [flow, days, of_shares(self.now.left, self.before.left)]


@dataclass(frozen=True)
class Verdict:
    """What holds of a stage: 1 is bad, −1 good, 0 no more than chance; ``could`` is whether anything can be told."""

    flow: int
    days: int
    conversion: int
    could: bool

    @property
    def bad(self) -> int:
        """How much speaks against the stage."""
        return [self.flow, self.days, self.conversion].count(1)


def judge(flows: list[Flow]) -> list[Verdict]:
    """What holds of each stage, with all comparisons of the page in mind."""
    chances = [flow.chances() for flow in flows]
    held = iter(holding(one for three in chances for one in three))
    return [_verdict(flow, three, [next(held) for _one in three]) for flow, three in zip(flows, chances, strict=True)]


def _verdict(flow: Flow, chances: list[float | None], held: list[bool]) -> Verdict:
    more_in = _sign(flow.now.came - flow.now.left.of)
    slower = worse = 0
    if flow.before is not None:
        slower = _sign(flow.now.spread.mean - flow.before.spread.mean)
        worse = _sign((flow.before.left.value or 0) - (flow.now.left.value or 0))
    signs = [sign if held_one else 0 for sign, held_one in zip((more_in, slower, worse), held, strict=True)]
    return Verdict(signs[0], signs[1], signs[2], compared(chances) > 0)


def _sign(difference: float) -> int:
    return (difference > 0) - (difference < 0)


def sentence(flow: Flow, verdict: Verdict) -> str:
    """The cause as a sentence of its own."""
    text = cause(flow, verdict)
    return _("%(cause)s.") % {"cause": f"{text[0].upper()}{text[1:]}"}


def cause(flow: Flow, verdict: Verdict) -> str:
    """What holds of the stage, as part of a sentence; what is not more than chance is not said."""
    if not verdict.could:
        count = flow.now.came + flow.now.left.of
        words = ngettext("small sample: %(count)s entry or exit", "small sample: %(count)s entries and exits", count)
        return words % {"count": formats.number(count)}
    parts = [*_flow_words(flow, verdict), *_days_words(flow, verdict), *_conversion_words(flow, verdict)]
    if not parts:
        return _("no clear change")
    if verdict.bad and flow.reason:
        told = {"reason": flow.reason[0], "count": formats.number(flow.reason[1])}
        parts.append(_("most often lost for “%(reason)s” (%(count)s)") % told)
    return said_together(parts)


def _flow_words(flow: Flow, verdict: Verdict) -> list[str]:
    told = {"came": formats.number(flow.now.came), "left": formats.number(flow.now.left.of)}
    words = {
        1: _("more come in than go out: %(came)s in, %(left)s out"),
        -1: _("more go out than come in: %(left)s out, %(came)s in"),
    }
    return [words[verdict.flow] % told] if verdict.flow else []


def _days_words(flow: Flow, verdict: Verdict) -> list[str]:
    if not verdict.days or flow.before is None:
        return []
    told = {"before": _days(flow.before.days), "now": _days(flow.now.days)}
    if _sign((flow.now.days or 0) - (flow.before.days or 0)) != verdict.days:
        # The middle stood still while the whole moved.
        words = {1: _("deals stay longer than before"), -1: _("deals stay for less time than before")}
        return [words[verdict.days]]
    words = {1: _("days rose from %(before)s to %(now)s"), -1: _("days fell from %(before)s to %(now)s")}
    return [words[verdict.days] % told]


def _conversion_words(flow: Flow, verdict: Verdict) -> list[str]:
    if not verdict.conversion or flow.before is None:
        return []
    told = {"before": formats.percent(flow.before.left.value or 0), "now": formats.percent(flow.now.left.value or 0)}
    words = {
        1: _("conversion fell from %(before)s to %(now)s"),
        -1: _("conversion rose from %(before)s to %(now)s"),
    }
    return [words[verdict.conversion] % told]


def _days(days: float | None) -> str:
    return formats.number(days or 0, 0 if (days or 0) >= 10 else 1)
