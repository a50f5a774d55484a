"""What is said of a stage is what stands out with all that is compared in mind, told slowly from raw days."""

from dataclasses import dataclass
from math import log

from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.reports.chance import FALSE_MARKS, Durations, Share, of_durations
from penstock.reports.flows import Flow, Stay, cause, judge
from tests.reports.test_chance import slow_fisher, slow_flow


@dataclass
class Raw:
    """What a stage did: deals that came, and of each that left whether it moved on and how long it had been there."""

    came: int
    left: list[tuple[bool, float]]

    def stay(self) -> Stay:
        logs = [log(1 + days) for _on, days in self.left]
        share = Share(sum(on for on, _days in self.left), len(self.left))
        middle = sorted(days for _on, days in self.left)[len(self.left) // 2] if self.left else None
        return Stay(self.came, share, middle, Durations(len(logs), sum(logs), sum(one * one for one in logs)))


def raws() -> st.SearchStrategy[Raw]:
    """Stages through which few or many deals went, and slowly or quickly."""
    leaving = st.tuples(st.booleans(), st.sampled_from([0.5, 1.0, 2.0, 3.0, 20.0, 40.0]))
    some = st.lists(leaving, max_size=30).flatmap(lambda rows: st.sampled_from([rows, rows * 4]))
    return st.builds(Raw, st.integers(0, 90), some)


def slow_chances(now: Raw, before: Raw | None) -> list[float | None]:
    flow = slow_flow(now.came, len(now.left)) if now.came + len(now.left) >= 10 else None
    if before is None:
        return [flow, None, None]
    enough = min(len(now.left), len(before.left)) >= 10
    days = of_durations(now.stay().spread, before.stay().spread)
    return [flow, days, float(slow_fisher(now.stay().left, before.stay().left)) if enough else None]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(raws(), st.one_of(st.none(), raws())), min_size=1, max_size=4))
def test_a_stage_is_said_to_have_changed_only_where_chance_would_hardly_do_it(
    told: list[tuple[Raw, Raw | None]],
) -> None:
    flows = [Flow("Negotiation", now.stay(), before.stay() if before else None) for now, before in told]
    chances = [slow_chances(now, before) for now, before in told]
    known = [one for three in chances for one in three if one is not None]
    limits = [one for one in known if one * len(known) <= FALSE_MARKS * sum(other <= one for other in known)]
    limit = max(limits, default=-1.0)
    for (now, before), three, flow, verdict in zip(told, chances, flows, judge(flows), strict=True):
        stands_out = [one is not None and one <= limit * (1 + 1e-9) for one in three]
        words = cause(flow, verdict)
        assert ("more come in" in words) == (stands_out[0] and now.came > len(now.left))
        assert ("more go out" in words) == (stands_out[0] and now.came < len(now.left))
        assert ("conversion" in words) == (stands_out[2] and before is not None)
        assert ("days " in words or "deals stay" in words) == stands_out[1]
        if all(one is None for one in three):
            assert words.startswith("small sample")


def test_the_cause_is_told_in_a_sentence_with_its_figures() -> None:
    now = Raw(60, [(True, 14.0)] * 10 + [(False, 15.0)] * 13).stay()
    past = Raw(60, [(True, 9.0)] * 40 + [(False, 8.0)] * 13).stay()
    flow = Flow("Negotiation", now, past, ("Price", 9))
    words = cause(flow, judge([flow])[0])
    assert words == (
        "more come in than go out: 60 in, 23 out; days rose from 9 to 15; conversion fell from 75% to 43%; "
        "most often lost for “Price” (9)"
    )


def test_what_became_better_is_said_without_a_reason_for_losses() -> None:
    now = Raw(50, [(True, 3.0)] * 45 + [(False, 4.0)] * 5).stay()
    past = Raw(50, [(True, 9.0)] * 25 + [(False, 8.0)] * 25).stay()
    flow = Flow("Negotiation", now, past, ("Price", 5))
    assert cause(flow, judge([flow])[0]) == "days fell from 9 to 3; conversion rose from 50% to 90%"


def test_little_is_said_to_be_little() -> None:
    flow = Flow("Negotiation", Raw(2, [(True, 1.0)]).stay(), Raw(0, []).stay())
    assert cause(flow, judge([flow])[0]) == "small sample: 3 entries and exits"
