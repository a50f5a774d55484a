"""What kinds of deals do to the odds: the optimum is one, few deals say little, and a chance stays one."""

from math import exp, log

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.forecasts.effects import DOUBT, FACTORS, Kind, Share, fitted

SHARES = st.tuples(st.integers(0, 400), st.integers(1, 400)).map(lambda told: Share(min(told), max(told)))
KINDS = st.dictionaries(
    st.tuples(
        st.integers(1, 3),
        st.sampled_from([None, "new", "repeat"]),
        st.sampled_from([None, 1, 2]),
        st.sampled_from([None, 7]),
    ),
    SHARES,
    max_size=12,
).map(lambda told: [Kind(stage, levels, share) for (stage, *rest), share in told.items() for levels in [tuple(rest)]])


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(KINDS)
def test_what_was_won_is_what_was_to_be_expected_but_for_doubt(kinds: list[Kind]) -> None:
    effects = fitted(kinds)
    counts = [one.n for one in effects.stages.values()] or [1]
    often = sum(counts) / max(counts)
    for at, factor in enumerate(FACTORS):
        for level, shift in effects.shifts[factor].items():
            more = 0.0
            for kind in (one for one in kinds if one.levels[at] == level):
                there = effects.stages[kind.stage]
                odds = log((there.won + 1) / (there.n - there.won + 1))
                for name, one in zip(FACTORS, kind.levels, strict=True):
                    odds += effects.shifts[name].get(one, 0.0)
                more += kind.told.won - kind.told.n / (1 + exp(-odds))
            rounding = max(0.02 * sum(kind.told.n for kind in kinds), 0.5)
            assert more == pytest.approx(DOUBT * often * shift, abs=rounding)


def test_a_source_that_brings_more_is_seen_at_every_stage() -> None:
    told = [
        Kind(stage, ("new", source, None), Share(round(share * 500), 500))
        for stage, shares in ((1, (0.3, 0.5)), (2, (0.5, 0.7)))
        for source, share in enumerate(shares)
    ]
    effects = fitted(told)
    assert effects.shifts["source_id"][1] > 0.3 > -0.3 > effects.shifts["source_id"][0]
    assert abs(effects.shifts["type"]["new"]) < 0.01, "all are new: that tells nothing"
    assert effects.counted[1, "source_id", 1] == Share(250, 500) and effects.stages[1] == Share(400, 1000)


def test_of_few_deals_nothing_is_said() -> None:
    effects = fitted([Kind(1, ("new", 5, None), Share(9, 9)), Kind(1, ("repeat", 6, None), Share(200, 900))])
    assert "new" not in effects.shifts["type"] and 5 not in effects.shifts["source_id"]
    assert fitted([]).shifts == {factor: {} for factor in FACTORS}
