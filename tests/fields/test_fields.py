"""The rules of custom fields: keys, labels, choices and order."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.common.errors import NotPermitted, Refused
from penstock.fields.actions import add_field, change_field, reorder_fields, restore_field, retire_field
from penstock.fields.actions.add_field import free_key
from penstock.fields.models import Field
from penstock.journal.models import Event
from penstock.pipelines.actions import limit_field
from penstock.workspaces.actor import Actor
from tests.world import World


@pytest.mark.parametrize(
    ("label", "key"),
    [("Due date", "due-date"), ("Номер договора", "номер-договора"), ("合同编号", "合同编号"), ("!!!", "field")],
)
def test_a_key_is_made_from_the_label_in_its_own_script(label: str, key: str) -> None:
    assert free_key(label, []) == key


@given(labels=st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=20))
def test_keys_are_unique_and_fit_whatever_the_labels(labels: list[str]) -> None:
    keys: list[str] = []
    for label in labels:
        keys.append(free_key(label, keys))
    assert len(set(keys)) == len(keys)
    assert all(len(key) <= 60 and re.fullmatch(r"[-\w]+", key) for key in keys)


def test_a_retired_key_is_not_given_again(world: World, owner: Actor) -> None:
    first = add_field("deal", "Colour", by=owner)
    retire_field(first, by=owner)
    second = add_field("deal", "Colour", by=owner)
    assert (first.key, second.key) == ("colour", "colour-2")
    with pytest.raises(Refused, match="no other field"):
        restore_field(first, by=owner)


def test_two_fields_in_use_do_not_share_a_label(world: World, owner: Actor) -> None:
    add_field("deal", "Colour", by=owner)
    with pytest.raises(Refused, match="no other field"):
        add_field("deal", "COLOUR", by=owner)
    assert add_field("company", "Colour", by=owner).key == "colour"


def test_a_list_has_choices_each_once(world: World, owner: Actor) -> None:
    field = add_field("deal", "Size", holds="choice", options=["S", " M ", "S", ""], by=owner)
    assert field.options == ["S", "M"]
    with pytest.raises(Refused) as refused:
        change_field(field, options=[" "], by=owner)
    assert "options" in refused.value.fields
    assert add_field("deal", "Free", options=["ignored"], by=owner).options == []


def test_the_key_stays_when_the_label_changes(world: World, owner: Actor) -> None:
    field = add_field("deal", "Size", by=owner)
    change_field(field, label="Format", by=owner)
    assert change_field(field, label="Format", by=owner) is None
    field.refresh_from_db()
    assert (field.key, field.label) == ("size", "Format")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(4)))
def test_fields_stand_in_the_order_asked_for(world: World, order: list[int]) -> None:
    Field.unscoped.all().delete()
    made = [add_field("deal", f"F{number}", by=world.system).pk for number in range(4)]
    wanted = [made[number] for number in order]
    reorder_fields("deal", wanted, by=world.system)
    assert list(Field.objects.of(world.system).filter(subject="deal").values_list("pk", flat=True)) == wanted
    with pytest.raises(Refused, match="changed meanwhile"):
        reorder_fields("deal", wanted[1:], by=world.system)


@pytest.mark.parametrize(("subject", "holds"), [("invoice", "text"), ("deal", "formula")])
def test_there_are_no_other_subjects_and_types(world: World, owner: Actor, subject: str, holds: str) -> None:
    with pytest.raises(Refused):
        add_field(subject, "Fact", holds=holds, by=owner)


def test_only_a_field_of_deals_belongs_to_a_pipeline_of_ours(world: World, owner: Actor, stranger: Actor) -> None:
    field, other = add_field("deal", "Mine", by=owner), add_field("company", "Theirs", by=owner)
    with pytest.raises(Refused):
        limit_field(other, world.pipeline, by=owner)
    with pytest.raises(Refused):
        limit_field(field, world.pipeline, by=stranger)
    assert limit_field(field, world.pipeline, by=owner) is not None
    assert limit_field(field, world.pipeline, by=owner) is None


@pytest.mark.parametrize("who", ["rep", "manager", "viewer", "stranger"])
def test_only_our_administrator_changes_fields(world: World, owner: Actor, who: str) -> None:
    field, by = add_field("deal", "Mine", by=owner), world.actor(who)
    before = Event.objects.of(owner).count()
    for act in (change_field, retire_field, restore_field):
        with pytest.raises(NotPermitted):
            act(field, by=by)
    assert Event.objects.of(owner).count() == before
