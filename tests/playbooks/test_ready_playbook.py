"""The ready playbook: one shape in all languages, added where it lacks, never over what somebody wrote."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from penstock.activities.models import ActivityKind
from penstock.deals.models import ChecklistItem
from penstock.journal.models import Event
from penstock.pipelines.actions import create_pipeline
from penstock.pipelines.models import Pipeline, Stage
from penstock.pipelines.templates import B2B, BLANK, SEVEN, SHORT
from penstock.playbooks.actions import add_playbook_entry, add_ready_playbook, retire_playbook_entry, set_stage_guide
from penstock.playbooks.actions.write_script import checked_steps
from penstock.playbooks.filling import PLACE, WORDS
from penstock.playbooks.models import Asset, AssetVersion, EntryTask, Need, Objection, Script, StageGuide
from penstock.playbooks.reactions import fill_playbook
from penstock.playbooks.ready.fitting import PLAYS_OF, fitting
from penstock.playbooks.ready.plays import LANGUAGES, plays_in
from penstock.workspaces.actor import Actor
from tests.world import World


def shape(value: Any) -> Any:
    """The value with its words left out."""
    if isinstance(value, dict):
        return {key: one if key in ("kind", "days", "to", "whom") else shape(one) for key, one in value.items()}
    if isinstance(value, list):
        return [shape(one) for one in value]
    return str if isinstance(value, str) else value


def words(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [word for one in value.values() for word in words(one)]
    if isinstance(value, list):
        return [word for one in value for word in words(one)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_languages_have_the_same_plays_of_the_same_shape(language: str) -> None:
    ours, english = plays_in(language), plays_in("en")
    assert list(ours) == list(english)
    for key, play in ours.items():
        assert shape([play.lists, play.steps]) == shape([english[key].lists, english[key].steps]), key
        assert play.title and play.purpose and play.buyer_step, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_play_can_be_kept_as_it_is(language: str) -> None:
    for key, play in plays_in(language).items():
        assert checked_steps(play.steps) == play.steps, key
        names = {sort: [one["name"] for one in entries] for sort, entries in play.lists.items()}
        assert all(len(set(some)) == len(some) and max(map(len, some)) <= 300 for some in names.values()), key
        assert {one["kind"] for one in play.lists["tasks"]} <= set(ActivityKind.values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_places_that_are_filled_stand_in_braces(language: str) -> None:
    for key, play in plays_in(language).items():
        for text in words([play.lists, play.steps]):
            assert set(PLACE.findall(text)) <= WORDS.keys(), (key, text)
            assert text.count("{") == len(PLACE.findall(text)), (key, text)


def test_every_stage_of_our_templates_has_a_play() -> None:
    assert {play for plays in PLAYS_OF.values() for play in plays} == set(plays_in("en"))
    for template in (B2B, SEVEN, SHORT):
        for language in LANGUAGES:
            with translation.override(language):
                found = [fitting(Stage(name=str(stage.name))) for stage in template.stages]
            assert tuple(found) == PLAYS_OF[template.key], language
    assert fitting(Stage(name=str(BLANK.stages[0].name))) == ""


@pytest.fixture
def pipeline(owner: Actor) -> Pipeline:
    """A short one."""
    return create_pipeline("Short", SHORT.stages, by=owner)


def first_of(pipeline: Pipeline) -> Stage:
    return Stage.unscoped.filter(pipeline=pipeline).order_by("order").first()


def test_it_fills_every_stage_of_a_template(pipeline: Pipeline, owner: Actor) -> None:
    changed = add_ready_playbook(pipeline, by=owner, language="ru")
    assert len(changed) == len(SHORT.stages)
    for model in (StageGuide, Script, Need, Objection, EntryTask, Asset):
        assert set(model.unscoped.values_list("stage_id", flat=True)) == {stage.pk for stage in changed}
    assert AssetVersion.unscoped.filter(text__contains="{contact}").exists()
    assert StageGuide.unscoped.filter(purpose__startswith="Выясняем").exists()


def test_what_somebody_wrote_stays_and_what_was_retired_stays_away(pipeline: Pipeline, owner: Actor) -> None:
    stage, play = first_of(pipeline), plays_in("en")["qualification"]
    set_stage_guide(stage, "Ours", by=owner)
    name = play.lists["checklist"][0]["name"]
    retire_playbook_entry(add_playbook_entry(stage, "checklist", by=owner, name=name), by=owner)
    own = add_playbook_entry(stage, "objections", by=owner, name="Own")
    add_ready_playbook(pipeline, by=owner, language="en")
    assert StageGuide.unscoped.get(stage=stage).purpose == "Ours"
    assert Objection.unscoped.filter(stage=stage).count() == len(play.lists["objections"]) + 1
    assert Objection.unscoped.get(pk=own.pk).name == "Own"
    assert ChecklistItem.unscoped.filter(stage=stage, name=name).count() == 1


def test_twice_is_once(pipeline: Pipeline, owner: Actor) -> None:
    add_ready_playbook(pipeline, by=owner)
    before = Event.unscoped.count()
    assert add_ready_playbook(pipeline, by=owner) == []
    assert Event.unscoped.count() == before


def test_a_pipeline_made_with_it_gets_it_from_the_worker(world: World, owner: Actor) -> None:
    browser = world.client("owner")
    said = {"name": "New one", "template": "seven", "playbook": "on"}
    assert browser.post(reverse("pipelines:create"), said).status_code == 302
    made = Pipeline.unscoped.get(name="New one")
    assert not StageGuide.unscoped.filter(stage__pipeline=made).exists()
    fill_playbook(Actor.system(world.workspace), Event.unscoped.get(kind="pipeline.created", data__pipeline_id=made.pk))
    assert StageGuide.unscoped.filter(stage__pipeline=made).count() == len(SEVEN.stages)


def test_a_pipeline_made_without_it_stays_empty(world: World) -> None:
    world.client("owner").post(reverse("pipelines:create"), {"name": "Bare", "template": "short"})
    made = Pipeline.unscoped.get(name="Bare")
    fill_playbook(Actor.system(world.workspace), Event.unscoped.get(kind="pipeline.created", data__pipeline_id=made.pk))
    assert not StageGuide.unscoped.filter(stage__pipeline=made).exists()


def test_the_page_says_what_it_would_add_and_adds_what_is_chosen(world: World, pipeline: Pipeline) -> None:
    browser: Client = world.client("owner")
    url, stage = reverse("playbooks:ready", args=[pipeline.pk]), first_of(pipeline)
    assert "Objections to expect: 2" in browser.get(url).content.decode()
    said = {"language": "en", f"stage_{stage.pk}": "closing"}
    assert "Nothing is added." in browser.get(url, said).content.decode()
    assert browser.post(url, said).status_code == 302
    assert list(StageGuide.unscoped.values_list("stage_id", flat=True)) == [stage.pk]
    assert browser.post(url, {"language": "en", f"stage_{stage.pk}": "nonsense"}).status_code == 422
