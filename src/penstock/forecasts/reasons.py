"""Why a deal has the chance that it has: what was learnt of such deals, in sentences, what moves it most first.

Numbers are counted of all deals, as the chances are; who may not read all deals is told which way something goes,
and no count and no share.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf, log

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from penstock.deals.models import DealType
from penstock.forecasts.curves import Curve
from penstock.forecasts.effects import FACTORS, Effects, Level, Share
from penstock.forecasts.expected import OpenDeal, Window
from penstock.forecasts.known import Known
from penstock.ui import formats

WORTH_SAYING = 0.1
"""A shift of the logarithm of the odds that is less moves a chance by two points at most."""

SEASON = 0.05
FEW = 10
"""Of fewer deals no share is told."""

SOONER = 0.8
"""The time that is left is a reason where less than this share of what is won is won within it."""

Names = Mapping[tuple[str, Level], str]
Found = tuple[float, "Reason"]


@dataclass(frozen=True)
class Reason:
    """One sentence, and whether it speaks for the deal; None where it does neither."""

    key: str
    text: str
    is_good: bool | None = None


def reasons(deal: OpenDeal, known: Known, window: Window, names: Names, is_counted: bool = True) -> list[Reason]:
    """What the chance of a deal is made of; ``names`` are those of sources and products, by their column and id.

    Without ``is_counted`` nothing is said that counts deals.
    """
    if deal.category == "omitted":
        return [Reason("omitted", _("Somebody left it out of the forecast by hand."), False)]
    told = known.learnt.told_by(deal.stage_id, deal.days)
    if deal.learnt is None or told is None:
        few = _("Too few deals ever stood in this stage to learn from, so the odds stated stand in.")
        return [Reason("few", few)]
    age, curve = told
    whole = known.learnt.won_at_last(deal.stage_id)
    found = [
        _stay(age, curve, whole[0] if whole else curve.in_the_end, is_counted),
        *_time_left(curve, window, is_counted),
        *_late(deal),
        *_kinds(deal, known.effects, names, is_counted),
        *_season(known.season(window), is_counted),
    ]
    return [reason for _strength, reason in sorted(found, key=lambda one: -one[0])]


def _stay(age: int, curve: Curve, whole: float, is_counted: bool) -> Found:
    """What became of those that had stood there as long, against all that came there."""
    more = _odds(curve.in_the_end) - _odds(whole)
    is_good = more > 0 if abs(more) >= WORTH_SAYING else None
    said = {"n": formats.number(curve.n), "share": formats.percent(curve.in_the_end), "days": formats.days(age)}
    if not is_counted:
        text = {
            True: _("Deals that stand in this stage as long are won more often than all that come to it."),
            False: _("Deals that stand in this stage as long are won less often than all that come to it."),
            None: _("Deals that stand in this stage as long are won about as often as all that come to it."),
        }[is_good]
    elif age:
        text = ngettext(
            "Of %(n)s deal that had stood in this stage for %(days)s or longer %(share)s was won in the end.",
            "Of %(n)s deals that had stood in this stage for %(days)s or longer %(share)s were won in the end.",
            curve.n,
        )
    else:
        text = ngettext(
            "Of %(n)s deal that came to this stage %(share)s was won in the end.",
            "Of %(n)s deals that came to this stage %(share)s were won in the end.",
            curve.n,
        )
    return abs(more), Reason("stay", text % said, is_good)


def _time_left(curve: Curve, window: Window, is_counted: bool) -> Iterator[Found]:
    """That the period ends before most of what is won is won."""
    soon = curve.won_by(window.ends)
    if soon < SOONER * curve.in_the_end:
        share, days = formats.percent(soon), formats.days(window.ends)
        text = _("Few such deals were won in as little time as is left: %(days)s.")
        if is_counted:
            text = _("Within %(days)s, which is what is left, %(share)s of such deals were won.")
        said = {"share": share, "days": days}
        yield log(curve.in_the_end / max(soon, 0.001)), Reason("time", text % said, False)


def _late(deal: OpenDeal) -> Iterator[Found]:
    if deal.is_late:
        text = _("It has stood in this stage longer than nearly all deals that were won from here.")
        yield inf, Reason("late", text, False)


def _kinds(deal: OpenDeal, effects: Effects, names: Names, is_counted: bool) -> Iterator[Found]:
    """What its type, its source and its product do to the odds."""
    for factor, level in zip(FACTORS, deal.levels, strict=True):
        shift = effects.shifts.get(factor, {}).get(level, 0.0)
        if abs(shift) >= WORTH_SAYING:
            there = effects.counted.get((deal.stage_id, factor, level), Share()) if is_counted else Share()
            whole = effects.stages.get(deal.stage_id, Share())
            said = {"kind": _named(factor, level, names), "n": formats.number(there.n)}
            said |= {"share": formats.percent(there.share), "whole": formats.percent(whole.share)}
            yield abs(shift), Reason(factor, _kind_text(there, whole, shift > 0) % said, shift > 0)


def _kind_text(there: Share, whole: Share, is_good: bool) -> str:
    """With the shares where they say the same as the effect, which is reckoned beside all others."""
    if there.n >= FEW and (there.share > whole.share) == is_good:
        return ngettext(
            "%(kind)s: of %(n)s such deal that came to this stage %(share)s was won, of all %(whole)s.",
            "%(kind)s: of %(n)s such deals that came to this stage %(share)s were won, of all %(whole)s.",
            there.n,
        )
    if is_good:
        return _("%(kind)s: all else alike, such deals are won more often.")
    return _("%(kind)s: all else alike, such deals are won less often.")


def _named(factor: str, level: Level, names: Names) -> str:
    name = dict(DealType.choices).get(str(level), "") if factor == "type" else names.get((factor, level), "")
    words = {"type": _("Type %(name)s"), "source_id": _("Source %(name)s"), "product_id": _("Product %(name)s")}
    return words[factor] % {"name": name}


def _season(factor: float, is_counted: bool) -> Iterator[Found]:
    """That more or less is won in the days of the period that are left than on other days."""
    if abs(factor - 1) >= SEASON:
        text = _season_text(factor > 1, is_counted) % {"share": formats.percent(abs(factor - 1))}
        yield abs(log(max(factor, 0.001))), Reason("season", text, factor > 1)


def _season_text(is_good: bool, is_counted: bool) -> str:
    if is_counted and is_good:
        return _("At this time of the year %(share)s more deals are won than on average.")
    if is_counted:
        return _("At this time of the year %(share)s fewer deals are won than on average.")
    if is_good:
        return _("At this time of the year more deals are won than on average.")
    return _("At this time of the year fewer deals are won than on average.")


def _odds(share: float) -> float:
    """The logarithm of the odds, of no share that is quite none or all."""
    kept = min(max(share, 0.001), 0.999)
    return log(kept / (1 - kept))
