"""Why a deal has its chance: each reason by an example, the strongest first, and no counts for who may not see them."""

from datetime import date
from math import log
from typing import Any

import pytest
from django.utils import timezone, translation

from penstock.forecasts.curves import Week, drawn
from penstock.forecasts.effects import Effects, Share
from penstock.forecasts.expected import OpenDeal, Window
from penstock.forecasts.known import Known
from penstock.forecasts.learning import Learnt
from penstock.forecasts.reasons import Reason, reasons
from penstock.forecasts.seasons import Seasons

STAGE, FAIR, PUMP = 1, 7, 9
WINDOW = Window(date(2026, 10, 1), date(2027, 1, 1), date(2026, 11, 22))
NAMES = {("source_id", FAIR): "Fair", ("product_id", PUMP): "Pump"}
CURVES = {
    0: drawn({1: Week(won=100, lost=100)}),
    30: drawn({1: Week(won=20, lost=60)}),
    90: drawn({1: Week(won=10, lost=10), 30: Week(won=20)}),
}


def deal(**facts: Any) -> OpenDeal:
    told = {"days": 3, "learnt": 0.5, "is_late": False, "category": None, "levels": (None, None, None)}
    return OpenDeal(deal_id=1, stage_id=STAGE, worth=100, odds=0.3, chance=0.5, **{**told, **facts})


def said(one: OpenDeal, is_counted: bool = True, **known: Any) -> list[tuple[str, str, bool | None]]:
    parts = {"learnt": Learnt(timezone.now(), {STAGE: CURVES}), "effects": Effects(), "seasons": Seasons(), **known}
    found = reasons(one, Known(**parts), WINDOW, NAMES, is_counted)
    assert all(isinstance(reason, Reason) for reason in found)
    return [(reason.key, reason.text, reason.is_good) for reason in found]


def effects(**shifts: Any) -> Effects:
    counted = {(STAGE, "source_id", FAIR): Share(60, 80), (STAGE, "product_id", PUMP): Share(2, 4)}
    told = {"type": {}, "source_id": {}, "product_id": {}, **shifts}
    return Effects(told, {STAGE: Share(500, 1000)}, counted)


def test_a_new_deal_is_like_all_that_came() -> None:
    assert said(deal()) == [("stay", "Of 200 deals that came to this stage 50% were won in the end.", None)]


def test_who_stands_there_for_long_is_like_those_that_did() -> None:
    ((key, text, is_good),) = said(deal(days=45))
    assert (key, is_good) == ("stay", False)
    assert text == "Of 80 deals that had stood in this stage for 30d or longer 25% were won in the end."


def test_the_period_may_end_before_most_are_won() -> None:
    told = said(deal(days=100))
    assert [one[0] for one in told] == ["stay", "time"], "what is won is won within a year"
    assert told[1][1:] == ("Within 39d, which is what is left, 25% of such deals were won.", False)
    assert told[0][2] is True, "three of four were won at last"


def test_late_comes_first() -> None:
    told = said(deal(days=45, is_late=True))
    assert told[0][0] == "late" and told[0][2] is False and told[1][0] == "stay"


def test_a_kind_is_told_with_its_shares_where_enough_came() -> None:
    told = said(deal(levels=("new", FAIR, PUMP)), effects=effects(source_id={FAIR: 0.9}, product_id={PUMP: -0.2}))
    assert told[0] == (
        "source_id",
        "Source Fair: of 80 such deals that came to this stage 75% were won, of all 50%.",
        True,
    )
    assert told[1] == ("product_id", "Product Pump: all else alike, such deals are won less often.", False)
    assert told[2][0] == "stay" and len(told) == 3, "of the type nothing was learnt"


def test_shares_that_say_the_contrary_of_the_effect_are_not_told() -> None:
    told = said(deal(levels=(None, FAIR, None)), effects=effects(source_id={FAIR: -0.4}))
    assert told[0][1:] == ("Source Fair: all else alike, such deals are won less often.", False)


@pytest.mark.parametrize("shift", [0.0, 0.09, -0.09])
def test_a_small_effect_is_no_reason(shift: float) -> None:
    assert len(said(deal(levels=("new", None, None)), effects=effects(type={"new": shift}))) == 1


def test_the_type_has_its_name() -> None:
    told = said(deal(levels=("repeat", None, None)), effects=effects(type={"repeat": 0.3}))
    assert told[0][1] == "Type Repeat purchase: all else alike, such deals are won more often."


def test_the_season_of_the_days_that_are_left() -> None:
    told = said(deal(), seasons=Seasons({11: 1.2, 12: 1.2}))
    assert told[0] == ("season", "At this time of the year 20% more deals are won than on average.", True)
    told = said(deal(), seasons=Seasons({11: 0.8, 12: 0.8}))
    assert told[0] == ("season", "At this time of the year 20% fewer deals are won than on average.", False)
    assert len(said(deal(), seasons=Seasons({11: 1.04, 12: 1.04}))) == 1


def test_the_strongest_is_first() -> None:
    told = said(
        deal(levels=(None, FAIR, None)), effects=effects(source_id={FAIR: 0.5}), seasons=Seasons({11: 1.7, 12: 1.7})
    )
    assert [one[0] for one in told] == ["season", "source_id", "stay"] and log(1.7) > 0.5


def test_where_too_few_stood_the_odds_stand_in() -> None:
    told = said(deal(learnt=None, levels=(None, FAIR, None)), effects=effects(source_id={FAIR: 0.5}))
    assert told == [("few", "Too few deals ever stood in this stage to learn from, so the odds stated stand in.", None)]


def test_what_was_left_out_has_no_other_reason() -> None:
    told = said(deal(category="omitted", is_late=True, days=45))
    assert told == [("omitted", "Somebody left it out of the forecast by hand.", False)]


@pytest.mark.parametrize("days", [3, 45, 100])
def test_who_may_not_read_all_is_told_no_count_and_no_share(days: int) -> None:
    told = said(
        deal(days=days, levels=("new", FAIR, PUMP), is_late=True),
        is_counted=False,
        effects=effects(source_id={FAIR: 0.9}, product_id={PUMP: -0.2}),
        seasons=Seasons({11: 1.2, 12: 1.2}),
    )
    assert {"late", "stay", "source_id", "product_id", "season"} <= {key for key, _text, _good in told}
    numbers = [text.replace("39d", "") for _key, text, _good in told]
    assert not any(letter.isdigit() or letter == "%" for text in numbers for letter in text)


@pytest.mark.parametrize("language", ["ru", "zh-hans"])
def test_each_language_has_its_own_words(language: str) -> None:
    one = deal(days=100, is_late=True, levels=("repeat", FAIR, PUMP))
    known = {"effects": effects(type={"repeat": 0.3}, source_id={FAIR: 0.9}, product_id={PUMP: -0.2})}
    known |= {"seasons": Seasons({11: 1.2, 12: 1.2})}
    english = {text for _key, text, _good in said(one, **known)}
    with translation.override(language):
        assert not english & {text for _key, text, _good in said(one, **known)}
