"""Companies are added, changed, assigned, removed and restored by those who may, once, with a journal."""

from datetime import UTC, datetime

import pytest

from penstock.common.errors import NotPermitted, Refused
from penstock.companies.actions import (
    NewCompany,
    add_company,
    assign_company,
    change_company,
    ingest_companies,
    ingest_parents,
    remove_company,
    restore_company,
    undo_company_change,
)
from penstock.companies.models import Company
from penstock.fields.models import Field, Subject
from penstock.journal.models import Event
from penstock.workspaces.actor import Actor
from tests.world import World


def kinds(actor: Actor) -> list[str]:
    return list(
        Event.objects.of(actor).filter(kind__startswith="company.").order_by("position").values_list("kind", flat=True)
    )


def test_a_wrong_inn_is_kept(rep: Actor) -> None:
    company = add_company("ООО Ромашка", by=rep, inn="2500 000000", website="romashka.example")
    assert company.inn == "2500000000"
    assert company.owner_id == rep.person_id


def test_changing_twice_is_changing_once(rep: Actor) -> None:
    company = add_company("Acme", by=rep)
    event = change_company(company, by=rep, sector="Steel", emails="Info@Acme.test, info@acme.test")
    assert event.data["changes"] == {"sector": ["", "Steel"], "emails": [[], ["info@acme.test"]]}
    assert change_company(company, by=rep, sector="Steel") is None
    assert kinds(rep) == ["company.added", "company.changed"]


def test_a_refusal_names_every_field_and_changes_nothing(rep: Actor) -> None:
    company = add_company("Acme", by=rep)
    with pytest.raises(Refused) as refusal:
        change_company(company, by=rep, name=" ", website="javascript:alert(1)", sector="Steel")
    assert set(refusal.value.fields) == {"name", "website"}
    assert Company.objects.of(rep).get(pk=company.pk).sector == ""


def test_companies_cannot_stand_in_a_circle(rep: Actor) -> None:
    top = add_company("Top", by=rep)
    middle = add_company("Middle", by=rep, parent=top)
    low = add_company("Low", by=rep, parent=middle)
    for parent in (top, low):
        with pytest.raises(Refused):
            change_company(top, by=rep, parent=parent)


def test_a_parent_of_another_workspace_or_owner_does_not_exist(rep: Actor, stranger: Actor, colleague: Actor) -> None:
    company = add_company("Acme", by=rep)
    for other in (add_company("Theirs", by=stranger), add_company("Colleague's", by=colleague)):
        with pytest.raises(Refused):
            change_company(company, by=rep, parent=other)


def test_custom_fields_are_checked_and_cleared(world: World, rep: Actor) -> None:
    Field(
        workspace=world.workspace, subject=Subject.COMPANY, key="tier", label="Tier", type="choice", options=["A", "B"]
    ).save()
    company = add_company("Acme", by=rep, custom={"tier": "A"})
    with pytest.raises(Refused) as refusal:
        change_company(company, by=rep, custom={"tier": "C"})
    assert "custom.tier" in refusal.value.fields
    change_company(company, by=rep, custom={"tier": ""})
    assert Company.objects.of(rep).get(pk=company.pk).custom == {}


@pytest.mark.parametrize("role", ["colleague", "viewer", "stranger"])
def test_others_may_not_touch_a_company(world: World, rep: Actor, role: str) -> None:
    company, other = add_company("Acme", by=rep), world.actor(role)
    for attempt in (
        lambda: change_company(company, by=other, sector="x"),
        lambda: assign_company(company, None, by=other),
        lambda: remove_company(company, by=other),
    ):
        with pytest.raises(NotPermitted):
            attempt()
    assert kinds(rep) == ["company.added"]


def test_a_removed_company_is_out_of_sight_until_it_is_restored(rep: Actor, colleague: Actor) -> None:
    company = add_company("Acme", by=rep)
    assert remove_company(company, by=rep)
    assert remove_company(company, by=rep) is None
    assert not Company.objects.of(rep).exists()
    with pytest.raises(NotPermitted):
        restore_company(company, by=colleague)
    assert restore_company(company, by=rep)
    assert restore_company(company, by=rep) is None


def test_a_company_is_handed_to_somebody_who_works_here(world: World, rep: Actor, stranger: Actor) -> None:
    company = add_company("Acme", by=rep)
    with pytest.raises(Refused):
        assign_company(company, stranger.person, by=rep)
    event = assign_company(company, world.people["manager"], by=rep)
    assert event.data["owner_id"] == world.people["manager"].pk


def test_an_import_writes_many_companies_on_their_own_days(world: World) -> None:
    began = datetime(2019, 5, 1, tzinfo=UTC)
    news = [NewCompany("A", {"employees": "12", "website": "not a site", "founded": 99999}, began), NewCompany("B")]
    first, second = ingest_companies(news, by=world.system)
    assert (first.employees, first.website, first.founded) == (12, "not a site", None)
    assert Event.objects.of(world.system).get(company_id=first.pk).occurred_at == began
    assert ingest_parents([(first, second), (second, first)], by=world.system) == [second]
    assert Company.objects.of(world.system).get(pk=first.pk).parent_id == second.pk


def test_a_change_is_taken_back_unless_it_changed_again(world: World, rep: Actor, colleague: Actor) -> None:
    company = add_company("Acme", by=rep, employees=5)
    changed = change_company(company, by=rep, employees=7, emails="a@acme.test")
    assert undo_company_change(company, changed.position, by=rep)
    assert undo_company_change(company, changed.position, by=rep) is None
    assert Company.objects.of(rep).get().employees == 5
    handed = assign_company(company, world.people["manager"], by=rep)
    with pytest.raises(NotPermitted):
        undo_company_change(company, handed.position, by=colleague)
    undo_company_change(company, handed.position, by=world.actor("manager"))
    assert Company.objects.of(rep).get().owner_id == rep.person_id
    change_company(company, by=rep, employees=9)
    with pytest.raises(Refused):
        undo_company_change(company, changed.position, by=rep)
    with pytest.raises(Refused):
        undo_company_change(company, 1, by=rep)
