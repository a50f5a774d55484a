"""The settings about custom fields, and the boxes of custom fields in a record's form."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from penstock.fields.actions import add_field, change_field, retire_field
from penstock.fields.forms import CustomFieldsForm
from penstock.fields.models import Field, FieldType, Subject
from penstock.fields.values import checked_values
from penstock.pipelines.actions import limit_field
from penstock.workspaces.actor import Actor
from tests.world import World


def test_fields_are_added_changed_ordered_and_retired_on_their_pages(world: World) -> None:
    client, address = world.client("owner"), reverse("fields:fields")
    for label in ("Срок поставки", "Contract"):
        client.post(f"{address}?about=deal", {"label": label, "holds": "text", "options": ""})
    first, second = Field.unscoped.order_by("order")
    assert first.key == "срок-поставки"
    assert client.get(address).status_code == 200
    client.post(reverse("fields:reorder", args=["deal"]), {"order": [first.pk, second.pk], "down": first.pk})
    assert list(Field.unscoped.order_by("order")) == [second, first]
    assert client.get(reverse("fields:field", args=[first.pk])).status_code == 200
    client.post(reverse("fields:field", args=[first.pk]), {"label": "Срок"})
    client.post(reverse("fields:retire", args=[first.pk]))
    first.refresh_from_db()
    assert (first.label, first.key, first.retired_at is None) == ("Срок", "срок-поставки", False)
    client.post(reverse("fields:restore", args=[first.pk]))
    first.refresh_from_db()
    assert first.retired_at is None


def test_a_field_of_deals_is_limited_to_a_pipeline_on_its_page(world: World, owner: Actor) -> None:
    field = add_field("deal", "Warranty", by=owner)
    client = world.client("owner")
    assert "Warranty" in client.get(reverse("fields:field", args=[field.pk])).content.decode()
    client.post(reverse("pipelines:limit_field", args=[field.pk]), {"pipeline": world.pipeline.pk})
    field.refresh_from_db()
    assert field.pipeline_id == world.pipeline.pk


def test_the_field_pages_are_closed_to_others(world: World, owner: Actor) -> None:
    field = add_field("deal", "Warranty", by=owner)
    address = reverse("fields:field", args=[field.pk])
    assert world.client("rep").get(address).status_code == 403
    assert world.client("stranger").get(address).status_code == 404
    assert world.client("rep").get(reverse("fields:fields")).status_code == 200


WRITTEN = {
    FieldType.TEXT: ("Hello", "Hello"),
    FieldType.LONG_TEXT: ("Two\r\nlines", "Two\r\nlines"),
    FieldType.NUMBER: ("1 234,5", "1234.5"),
    FieldType.MONEY: ("99.90", "99.9"),
    FieldType.DATE: ("2026-02-03", "2026-02-03"),
    FieldType.YES_NO: ("false", False),
    FieldType.CHOICE: ("red", "red"),
    FieldType.CHOICES: (["red", "blue"], ["red", "blue"]),
    FieldType.URL: ("https://example.com/a", "https://example.com/a"),
}


@pytest.mark.parametrize("holds", WRITTEN)
def test_what_is_written_in_a_box_is_kept_and_shown_again(world: World, owner: Actor, holds: FieldType) -> None:
    written, kept = WRITTEN[holds]
    field = add_field("company", "Fact", holds=holds, options=["red", "blue"], by=owner)
    data = MultiValueDict({"custom.fact": written if isinstance(written, list) else [written]})
    form = CustomFieldsForm(data, by=owner, subject=Subject.COMPANY)
    assert form.is_valid(), form.errors
    values = checked_values(owner, Subject.COMPANY, form.custom_values())
    assert values == {field.key: kept}
    again = CustomFieldsForm(by=owner, subject=Subject.COMPANY, custom=values)
    assert str(again["custom.fact"])
    assert len(again.custom_boxes()) == 1


def test_a_person_and_a_moment_are_written_too(world: World, owner: Actor) -> None:
    add_field("contact", "Mentor", holds="person", by=owner)
    add_field("contact", "Met", holds="moment", by=owner)
    data = {"custom.mentor": str(world.people["rep"].pk), "custom.met": "2026-01-02T03:04"}
    form = CustomFieldsForm(data, by=owner, subject=Subject.CONTACT)
    assert form.is_valid(), form.errors
    values = checked_values(owner, Subject.CONTACT, form.custom_values())
    assert values["mentor"] == world.people["rep"].pk
    assert datetime.fromisoformat(values["met"]) == datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    shown = CustomFieldsForm(by=owner, subject=Subject.CONTACT, custom=values)
    assert 'value="2026-01-02T03:04"' in str(shown["custom.met"])


def test_an_empty_box_clears_the_field(world: World, owner: Actor) -> None:
    for holds in FieldType.values:
        add_field("product", holds, holds=holds, options=["one"], by=owner)
    form = CustomFieldsForm({}, by=owner, subject=Subject.PRODUCT)
    assert form.is_valid(), form.errors
    assert set(checked_values(owner, Subject.PRODUCT, form.custom_values()).values()) == {None}


def test_boxes_follow_the_pipeline_and_leave_out_the_retired(world: World, owner: Actor) -> None:
    here, gone = add_field("deal", "Here", by=owner), add_field("deal", "Gone", by=owner)
    limit_field(here, world.pipeline, by=owner)
    retire_field(gone, by=owner)
    shown = CustomFieldsForm(by=owner, subject=Subject.DEAL, pipeline_id=world.pipeline.pk)
    elsewhere = CustomFieldsForm(by=owner, subject=Subject.DEAL, pipeline_id=world.pipeline.pk + 1)
    assert [list(shown.fields), list(elsewhere.fields)] == [["custom.here"], []]


def test_choices_taken_away_stay_in_records(world: World, owner: Actor) -> None:
    field = add_field("company", "Colour", holds="choice", options=["red", "blue"], by=owner)
    change_field(field, options=["blue"], by=owner)
    assert str(CustomFieldsForm(by=owner, subject=Subject.COMPANY, custom={"colour": "red"})["custom.colour"])


def test_dates_are_shown_as_their_box_wants_them(world: World, owner: Actor) -> None:
    add_field("company", "Day", holds="date", by=owner)
    add_field("company", "Sum", holds="money", by=owner)
    form = CustomFieldsForm(by=owner, subject=Subject.COMPANY, custom={"day": "2026-02-03", "sum": "12.5"})
    assert 'value="2026-02-03"' in str(form["custom.day"])
    assert form["custom.sum"].value() == "12.5"
