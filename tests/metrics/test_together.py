"""Several questions at once come to what each comes to alone, to the last digit."""

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from penstock.metrics.asking import run, run_all
from penstock.metrics.catalogue import METRICS
from penstock.metrics.columnar import Copy, Mark
from penstock.metrics.dimensions import DIMENSIONS
from penstock.metrics.question import Question, parse
from tests.metrics.histories import MadeUpFeed, Story, stories
from tests.metrics.test_figures import PEOPLE, QUICK, TIMES, copy_fixture, sight

WHERE = st.sampled_from(
    [(), (("owner", "Ann"),), (("pipeline", "P1"), ("pipeline", "P2")), (("source", "—"),), (("change", "new"),)]
)
PAIRS = (("stage", "owner"), ("owner", "pipeline"), ("stage", "did_call", "stay"), ("weekday", "hour"))


copy = copy_fixture


def everything(times: tuple[Any, Any, Any], where: tuple[tuple[str, str], ...]) -> list[Question]:
    """Every metric by every dimension that it has, by none, and by some of them together."""
    splits = [(), *((key,) for key in DIMENSIONS), *PAIRS]
    told = {"from_on": times[0], "until_on": times[1], "as_of": times[2], "where": where}
    return [
        parse(key, split=split, **told)
        for key, metric in METRICS.items()
        for split in splits
        if all(DIMENSIONS[one].splits(metric.rows) for one in split)
        and all(DIMENSIONS[one].fits(metric.rows) for one, _value in where)
    ]


@QUICK
@given(told=stories(), times=TIMES, people=PEOPLE, where=WHERE, chance=st.randoms(use_true_random=False))
def test_what_is_asked_together_is_what_is_asked_alone(
    copy: Copy, tmp_path: Path, told: list[Story], times: Any, people: Any, where: Any, chance: Any
) -> None:
    copy.draw(MadeUpFeed(told, tmp_path), Mark())
    questions = everything(times, where)
    some = chance.sample(questions, min(60, len(questions)))
    for one, answer in zip(some, run_all(some, sight(people), "USD", copy), strict=True):
        alone = run(one, sight(people), "USD", copy)
        assert answer == alone, (one.metric.key, [dimension.key for dimension in one.by], times)
