"""Every address of the settings, tried by who may not: nothing is written first and refused later (cases 1, 2, 5, 26).

What counts is the database: everything that the settings can change is compared before and after.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from penstock.fields.actions import add_field
from penstock.fields.models import Field
from penstock.people.actions import add_special_day
from penstock.pipelines.actions import add_source
from penstock.pipelines.models import LossReason, Pipeline, Source, Stage
from penstock.workspaces.models import ExchangeRate, Invitation, Person, Role, SpecialDay, Team, User, Workspace
from tests.world import World

APPS = ("people", "pipelines", "fields")
TABLES = (
    Workspace,
    User,
    Person,
    Team,
    Role,
    Invitation,
    ExchangeRate,
    Pipeline,
    Stage,
    LossReason,
    Source,
    Field,
    SpecialDay,
)
OWN = {"people:settings", "people:profile", "people:switch", "people:join", "people:add_day"}
"""Addresses that everybody has for themselves."""


def names() -> Iterator[str]:
    for app in APPS:
        patterns = get_resolver(f"penstock.{app}.urls").url_patterns
        yield from (f"{app}:{pattern.name}" for pattern in patterns)


SETTINGS = sorted(set(names()) - OWN)


def address(name: str, world: World) -> str:
    """The address of our own records, whoever asks for it."""
    if name == "fields:reorder":
        return reverse(name, args=["deal"])
    noun = name.partition(":")[2]
    row: Any = {
        "team": world.people["rep"].team,
        "remove_team": world.people["rep"].team,
        "pipeline": world.pipeline,
        "reorder_stages": world.pipeline,
        "add_stage": world.pipeline,
        "override": Role.unscoped.get(workspace=world.workspace, key="rep"),
        "see_costs": Role.unscoped.get(workspace=world.workspace, key="rep"),
        "see_pay": Role.unscoped.get(workspace=world.workspace, key="rep"),
        "loss_reason": world.reason,
        "retire_loss_reason": world.reason,
        "restore_loss_reason": world.reason,
        "source": Source.unscoped.first(),
        "retire_source": Source.unscoped.first(),
        "restore_source": Source.unscoped.first(),
        "limit_field": Field.unscoped.first(),
        "remove_day": SpecialDay.unscoped.first(),
    }.get(noun)
    if row is None:
        row = {"people": world.people["colleague"], "fields": Field.unscoped.first()}.get(name.split(":")[0])
        row = row or (world.stages[0] if "stage" in noun else world.pipeline)
    try:
        return reverse(name)
    except NoReverseMatch:
        return reverse(name, args=[row.pk])


def body(world: World) -> dict[str, Any]:
    """Something that every form of the settings would take."""
    return {
        "name": "Taken over",
        "label": "Taken over",
        "email": "new@demo.test",
        "role": Role.unscoped.get(workspace=world.workspace, key="owner").pk,
        "holds": "text",
        "template": "short",
        "kind": "open",
        "probability": "99",
        "currency": "EUR",
        "rate": "2",
        "on": "2026-01-01",
        "time_zone": "Asia/Tokyo",
        "language": "ru",
        "region": "RU",
        "into": world.stages[1].pk,
        "successor": world.people["manager"].pk,
        "order": [stage.pk for stage in reversed(world.stages)],
        "pipeline": world.pipeline.pk,
        "may": "1",
    }


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All that the settings can change; a signature's time is no change."""
    ignored = {"last_login", "journal_head"}
    return {
        table.__name__: sorted(_manager(table).values_list(*_columns(table, ignored)), key=repr) for table in TABLES
    }


def _manager(table: Any) -> Any:
    return getattr(table, "unscoped", table._base_manager)


def _columns(table: Any, ignored: set[str]) -> list[str]:
    return [field.attname for field in table._meta.concrete_fields if field.name not in ignored]


@pytest.fixture
def furnished(world: World) -> World:
    add_source("Fair", by=world.system)
    add_field("deal", "Warranty", by=world.system)
    add_special_day("Away", date(2026, 5, 4), by=world.system, person=world.people["colleague"])
    world.deal()
    return world


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("role", ["rep", "manager", "viewer"])
def test_members_who_are_no_administrators_change_nothing(furnished: World, name: str, role: str) -> None:
    before = everything()
    answer = furnished.client(role).post(address(name, furnished), body(furnished))
    assert answer.status_code in (403, 405)
    assert everything() == before


@pytest.mark.parametrize("name", SETTINGS)
def test_strangers_do_not_even_find_our_records(furnished: World, name: str) -> None:
    before = {table: rows for table, rows in everything().items() if table != "User"}
    where = address(name, furnished)
    client = furnished.client("stranger")
    if any(part.isdecimal() for part in where.split("/")):
        assert client.get(where).status_code in (404, 405)
        assert client.post(where, body(furnished)).status_code in (404, 405)
        assert {table: rows for table, rows in everything().items() if table != "User"} == before
    page = client.get(where)
    assert b"Colleague" not in page.content
    assert b"colleague@demo.test" not in page.content


@pytest.mark.parametrize("name", SETTINGS)
def test_nobody_gets_anywhere_without_signing_in(furnished: World, name: str) -> None:
    before = everything()
    answer = Client().post(address(name, furnished), body(furnished))
    assert answer.status_code in (302, 405)
    assert everything() == before


@pytest.mark.parametrize("name", sorted({*SETTINGS, "people:profile", "people:switch"}))
def test_another_site_cannot_post_for_an_administrator(furnished: World, name: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(furnished.people["owner"].user, backend="django.contrib.auth.backends.ModelBackend")
    before = everything()
    answer = client.post(address(name, furnished), body(furnished), headers={"Origin": "https://evil.example"})
    assert answer.status_code in (403, 405)
    assert everything() == before


@pytest.mark.parametrize("role", ["rep", "manager"])
def test_days_off_that_one_adds_are_ones_own_whomever_the_form_names(furnished: World, role: str) -> None:
    said = {
        "name": "Off",
        "first_on": "2026-06-01",
        "last_on": "2026-06-02",
        "person": furnished.people["colleague"].pk,
    }
    furnished.client(role).post(reverse("people:add_day"), said)
    assert [day.person for day in SpecialDay.unscoped.filter(name="Off")] == [furnished.people[role]]
    assert SpecialDay.unscoped.filter(person=furnished.people["colleague"]).count() == 1
