"""What is usual is learnt from the working days that won deals spent in each stage."""

import pytest

from penstock.attention.actions import learn_norms
from penstock.attention.learning import FEWEST
from penstock.attention.limits import Limits
from penstock.attention.models import AgeNorm, DealMark, StageNorm
from penstock.common.errors import NotPermitted
from penstock.deals.actions import lose_deal
from penstock.pipelines.actions import change_stage
from tests.attention.histories import open_since, won_deals


def norm(world, stage, segment=""):
    return StageNorm.objects.on(world.workspace).filter(stage_id=world.stages[stage].pk, segment=segment).first()


def test_fewer_than_ten_won_deals_teach_nothing(world):
    won_deals(world, FEWEST - 1, stays=(7, 14))
    assert learn_norms(by=world.system) is None
    assert not StageNorm.objects.on(world.workspace).exists()


def test_stages_learn_working_days_and_little_history_is_drawn_to_the_pipelines(world):
    won_deals(world, 90, stays=(7, 14))
    won_deals(world, 2, stays=(7, 14, 70))
    learn_norms(by=world.system)
    first, second, third, fourth = (norm(world, stage) for stage in range(4))
    assert (first.deals, first.seen_median, second.seen_median) == (92, 5, 10)
    assert third.deals == 2 and third.seen_median == 50 and third.median < 20
    assert fourth.deals == 0 and fourth.seen_median is None and fourth.median == norm_of_pipeline(world).median


def norm_of_pipeline(world):
    return StageNorm.objects.on(world.workspace).get(stage_id__isnull=True)


def test_what_is_learnt_twice_is_learnt_once(world):
    won_deals(world, 20, stays=(7,))
    event = learn_norms(by=world.system)
    assert set(event.data["stage_ids"]) == {stage.pk for stage in world.stages if stage.kind == "open"}
    assert learn_norms(by=world.system) is None


def test_lost_and_removed_deals_teach_nothing(world):
    won_deals(world, 20, stays=(7,))
    lose_deal(open_since(world, 300), by=world.actor("rep"), reason=world.reason)
    learn_norms(by=world.system)
    assert norm(world, 0).seen_p75 == 5


def test_types_and_sizes_have_norms_of_their_own_when_there_are_enough(world):
    won_deals(world, 40, stays=(7,), type="new", amount=100)
    won_deals(world, 40, stays=(28,), type="repeat", amount=1000)
    won_deals(world, 40, stays=(70,), type="existing", amount=10_000)
    learn_norms(by=world.system)
    limits, stage = Limits.of(world.system), world.stages[0]

    def usual(type_, value):
        return limits.limit(world.pipeline.pk, stage.pk, type_, value, "USD")

    assert usual("new", 0).basis == "type" and usual("new", 0).usual < 10
    large = usual("", 50_000)
    assert large.basis == "size" and large.usual > 30 and large.learnt_from == 40
    assert usual("", 0).basis == "learnt"


def test_what_somebody_set_wins_over_what_was_learnt(world, owner):
    won_deals(world, 20, stays=(14,))
    learn_norms(by=world.system)
    deal, stage = open_since(world, 7), world.stages[0]
    assert DealMark.objects.on(deal).get().basis == "learnt"
    change_stage(stage, by=owner, expected_days=2)
    mark = DealMark.objects.on(deal).get()
    assert (mark.basis, mark.most) == ("hand", 2) and mark.level(mark.waits_from) == ""
    change_stage(stage, by=owner, expected_days=None)
    assert DealMark.objects.on(deal).get().basis == "learnt"


def test_the_template_guesses_until_something_is_learnt(world):
    deal = open_since(world, 100)
    mark = DealMark.objects.on(deal).get()
    assert (mark.basis, mark.most) == ("template", world.stages[0].expected_days)


def test_the_age_of_the_oldest_deal_ever_won_is_known(world):
    won_deals(world, 30, stays=(10,))
    won_deals(world, 1, stays=(138,), ended=400)
    learn_norms(by=world.system)
    age = AgeNorm.objects.on(world.workspace).get()
    assert (age.deals, age.median, age.oldest) == (31, 10, 138)


def test_only_an_administrator_has_norms_learnt(rep):
    with pytest.raises(NotPermitted):
        learn_norms(by=rep)


def test_a_little_more_history_changes_no_mark(world):
    won_deals(world, 60, stays=(14,))
    learn_norms(by=world.system)
    won_deals(world, 1, stays=(14.1,))
    before = norm(world, 0).deals
    assert learn_norms(by=world.system) is not None, "a new oldest deal is told exactly"
    assert norm(world, 0).deals == before
    won_deals(world, 60, stays=(28,))
    assert world.stages[0].pk in learn_norms(by=world.system).data["stage_ids"]
    assert norm(world, 0).p75 > 15
