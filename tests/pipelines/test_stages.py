"""The rules of stages: order, names, kinds, and what every pipeline keeps."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.common.errors import NotPermitted, Refused
from penstock.journal.models import Event
from penstock.pipelines.actions import (
    add_loss_reason,
    add_stage,
    change_stage,
    create_pipeline,
    merge_stages,
    rename_pipeline,
    reorder_loss_reasons,
    reorder_pipelines,
    reorder_stages,
    restore_stage,
    retire_stage,
)
from penstock.pipelines.models import LossReason, Pipeline, Stage
from penstock.pipelines.queries import stages_in_use
from penstock.pipelines.templates import SHORT
from penstock.ui.ordering import stepped
from penstock.workspaces.actor import Actor
from tests.world import World

IDS = st.lists(st.integers(1, 50), unique=True, min_size=1, max_size=8)


def in_order(world: World) -> list[int]:
    return list(stages_in_use(world.system, world.pipeline.pk).values_list("pk", flat=True))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_order_of_all_stages_is_kept_as_asked(world: World, data: Any) -> None:
    wanted = data.draw(st.permutations([stage.pk for stage in world.stages]))
    before, events = in_order(world), Event.objects.of(world.system).count()
    reorder_stages(world.pipeline, wanted, by=world.system)
    assert in_order(world) == wanted
    assert Event.objects.of(world.system).count() == events + (before != wanted)


@pytest.mark.parametrize("spoil", [lambda ids: ids[:-1], lambda ids: [*ids, 10**9], lambda ids: [*ids, ids[0]]])
def test_an_order_that_is_not_of_all_stages_is_refused(world: World, owner: Actor, spoil: Any) -> None:
    before = in_order(world)
    with pytest.raises(Refused, match="changed meanwhile"):
        reorder_stages(world.pipeline, spoil(before), by=owner)
    assert in_order(world) == before


@given(ids=IDS, data=st.data())
def test_a_step_changes_places_with_the_neighbour_only(ids: list[int], data: Any) -> None:
    moved, step = data.draw(st.sampled_from(ids)), data.draw(st.sampled_from([-1, 1]))
    after, here = stepped(ids, str(moved), step), ids.index(moved)
    there = here + step
    if 0 <= there < len(ids):
        expected = ids.copy()
        expected[here], expected[there] = expected[there], expected[here]
        assert after == expected
    else:
        assert after == ids


def test_a_new_stage_stands_after_the_last_of_its_kind(world: World, owner: Actor) -> None:
    add_stage(world.pipeline, "Trial", probability=70, by=owner)
    add_stage(world.pipeline, "Won by renewal", kind="won", by=owner)
    names = [stage.name for stage in stages_in_use(owner, world.pipeline.pk)]
    assert names == ["Qualification", "Meeting", "Proposal", "Negotiation", "Trial", "Won", "Won by renewal", "Lost"]


def test_closing_stages_are_certain(world: World, owner: Actor) -> None:
    won = next(stage for stage in world.stages if stage.kind == "won")
    assert change_stage(won, probability=30, expected_days=5, by=owner) is None
    lost = add_stage(world.pipeline, "No answer", kind="lost", probability=50, by=owner)
    assert (lost.probability, lost.expected_days) == (0, None)


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"probability": 101}, "probability"), ({"expected_days": 0}, "expected_days"), ({"name": "MEETING"}, "name")],
)
def test_what_cannot_be_is_refused_at_its_field(world: World, owner: Actor, facts: dict, field: str) -> None:
    with pytest.raises(Refused) as refused:
        change_stage(world.stages[0], by=owner, **facts)
    assert field in refused.value.fields


def test_the_last_stage_of_a_kind_stays(world: World, owner: Actor) -> None:
    for stage in world.stages[:3]:
        retire_stage(stage, by=owner)
    for stage in world.stages[3:]:
        with pytest.raises(Refused, match="only stage of its kind"):
            retire_stage(stage, by=owner)
    with pytest.raises(Refused, match="only stage of its kind"):
        change_stage(world.stages[3], kind="won", by=owner)


def test_a_stage_merges_with_its_own_kind_and_pipeline_only(world: World, owner: Actor) -> None:
    other = Stage.objects.of(owner).get(pipeline=create_pipeline("Two", SHORT.stages, by=owner), name="Meeting")
    won = next(stage for stage in world.stages if stage.kind == "won")
    for into in (other, won, world.stages[0]):
        with pytest.raises(Refused):
            merge_stages(world.stages[0], into, by=owner)


def test_a_merged_stage_does_not_come_back(world: World, owner: Actor) -> None:
    merge_stages(world.stages[0], world.stages[1], by=owner)
    with pytest.raises(Refused, match="merged"):
        restore_stage(world.stages[0], by=owner)


def test_a_retired_stage_comes_back_where_it_was(world: World, owner: Actor) -> None:
    retire_stage(world.stages[1], by=owner)
    assert retire_stage(world.stages[1], by=owner) is None
    assert restore_stage(world.stages[1], by=owner) is not None
    assert restore_stage(world.stages[1], by=owner) is None
    assert in_order(world) == [stage.pk for stage in world.stages]


def test_pipelines_are_renamed_and_ordered(world: World, owner: Actor) -> None:
    second = create_pipeline("Renewals", SHORT.stages, by=owner)
    with pytest.raises(Refused, match="there already"):
        rename_pipeline(second, "sales", by=owner)
    assert rename_pipeline(second, "Renewals", by=owner) is None
    reorder_pipelines([second.pk, world.pipeline.pk], by=owner)
    assert list(Pipeline.objects.of(owner)) == [second, world.pipeline]


def test_loss_reasons_are_ordered(world: World, owner: Actor) -> None:
    second = add_loss_reason("No budget", by=owner)
    reorder_loss_reasons([second.pk, world.reason.pk], by=owner)
    assert list(LossReason.objects.of(owner)) == [second, world.reason]
    assert reorder_loss_reasons([second.pk, world.reason.pk], by=owner) == []


@pytest.mark.parametrize("who", ["rep", "manager", "viewer", "colleague", "stranger"])
def test_only_our_administrator_changes_the_process(world: World, who: str) -> None:
    by, before = world.actor(who), list(Stage.unscoped.values())
    for act in (
        lambda: add_stage(world.pipeline, "Mine", by=by),
        lambda: change_stage(world.stages[0], name="Mine", by=by),
        lambda: retire_stage(world.stages[0], by=by),
        lambda: merge_stages(world.stages[0], world.stages[1], by=by),
        lambda: reorder_stages(world.pipeline, in_order(world)[::-1], by=by),
        lambda: rename_pipeline(world.pipeline, "Mine", by=by),
    ):
        with pytest.raises(NotPermitted):
            act()
    assert list(Stage.unscoped.values()) == before
