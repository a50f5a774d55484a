"""The settings about the process: what opens for whom, and what the forms do."""

import pytest
from django.urls import reverse

from penstock.pipelines.actions import add_source, create_pipeline
from penstock.pipelines.models import LossReason, Pipeline, Source, Stage
from penstock.pipelines.templates import B2B, BLANK, TEMPLATES
from penstock.workspaces.models import Person
from tests.world import World


def names(world: World) -> list[str]:
    rows = Stage.unscoped.filter(pipeline=world.pipeline, retired_at__isnull=True).order_by("order")
    return [stage.name for stage in rows]


@pytest.mark.parametrize("page", ["pipelines", "loss_reasons", "sources"])
@pytest.mark.parametrize("language", ["en", "ru", "zh-hans"])
def test_lists_open_for_everybody_in_each_language(world: World, page: str, language: str) -> None:
    Person.unscoped.update(language=language)
    for role in ("owner", "viewer", "rep"):
        assert world.client(role).get(reverse(f"pipelines:{page}")).status_code == 200


def test_pages_to_change_things_are_for_administrators(world: World) -> None:
    stage, pipeline = world.stages[0], world.pipeline
    for name, pk in (("stage", stage.pk), ("add_stage", pipeline.pk), ("loss_reason", world.reason.pk)):
        address = reverse(f"pipelines:{name}", args=[pk])
        assert world.client("owner").get(address).status_code == 200
        assert world.client("manager").get(address).status_code == 403
        assert world.client("stranger").get(address).status_code == 404
    assert world.client("rep").get(reverse("pipelines:pipeline", args=[pipeline.pk])).status_code == 200


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_pipeline_is_made_out_of_each_template(world: World, template: str) -> None:
    client = world.client("owner")
    assert client.get(reverse("pipelines:create")).status_code == 200
    client.post(reverse("pipelines:create"), {"name": "New way", "template": template})
    made = Pipeline.unscoped.get(name="New way")
    stages = Stage.unscoped.filter(pipeline=made)
    assert stages.filter(kind="open").count() == len(TEMPLATES[template].stages)
    assert set(stages.exclude(kind="open").values_list("kind", flat=True)) == {"won", "lost"}


@pytest.mark.parametrize(("template", "advised"), [(BLANK, True), (B2B, False)])
def test_few_and_many_stages_are_advised_against(world: World, template, advised: bool) -> None:
    pipeline = create_pipeline("Another", template.stages, by=world.system)
    page = world.client("owner").get(reverse("pipelines:pipeline", args=[pipeline.pk]))
    assert bool(page.context["advice"]) is advised


def test_a_stage_goes_a_step_without_javascript(world: World) -> None:
    before, second = names(world), world.stages[1]
    order = {"order": [stage.pk for stage in world.stages], "up": second.pk}
    world.client("owner").post(reverse("pipelines:reorder_stages", args=[world.pipeline.pk]), order)
    assert names(world) == [before[1], before[0], *before[2:]]


def test_a_stage_is_dragged_to_another_place(world: World) -> None:
    before = names(world)
    order = {"order": [stage.pk for stage in reversed(world.stages)]}
    world.client("owner").post(reverse("pipelines:reorder_stages", args=[world.pipeline.pk]), order)
    assert names(world) == before[::-1]


def test_retiring_a_stage_with_deals_asks_at_the_field(world: World) -> None:
    world.deal()
    stage = world.stages[0]
    client = world.client("owner")
    answer = client.post(reverse("pipelines:retire_stage", args=[stage.pk]), {"into": ""})
    assert answer.status_code == 422
    assert "1 open deal" in str(answer.context["out"].errors["into"])
    client.post(reverse("pipelines:retire_stage", args=[stage.pk]), {"into": world.stages[1].pk})
    stage.refresh_from_db()
    assert stage.retired_at is not None
    client.post(reverse("pipelines:restore_stage", args=[stage.pk]))
    stage.refresh_from_db()
    assert stage.retired_at is None


def test_merging_wants_to_know_into_what(world: World) -> None:
    stage, client = world.stages[0], world.client("owner")
    assert client.post(reverse("pipelines:merge_stage", args=[stage.pk]), {"into": ""}).status_code == 422
    client.post(reverse("pipelines:merge_stage", args=[stage.pk]), {"into": world.stages[1].pk})
    stage.refresh_from_db()
    assert stage.merged_into_id == world.stages[1].pk
    assert client.get(reverse("pipelines:pipeline", args=[world.pipeline.pk])).status_code == 200


def test_loss_reasons_are_added_renamed_retired_and_brought_back(world: World) -> None:
    client = world.client("owner")
    client.post(reverse("pipelines:loss_reasons"), {"name": "Weather"})
    reason = LossReason.unscoped.get(name="Weather")
    client.post(reverse("pipelines:loss_reason", args=[reason.pk]), {"name": "Bad weather"})
    client.post(reverse("pipelines:retire_loss_reason", args=[reason.pk]))
    reason.refresh_from_db()
    assert (reason.name, reason.retired_at is None) == ("Bad weather", False)
    client.post(reverse("pipelines:loss_reasons"), {"name": "Bad weather"})
    reason.refresh_from_db()
    assert reason.retired_at is None


def test_sources_have_channels(world: World) -> None:
    source = add_source("Fair", by=world.system)
    world.client("owner").post(
        reverse("pipelines:source", args=[source.pk]), {"name": "Trade fair", "channel": "outbound"}
    )
    assert Source.unscoped.filter(name="Trade fair", channel="outbound").exists()
