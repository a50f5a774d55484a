"""Everything one may see is found by any part of it, in any language, and names with a slip of the finger."""

from importlib import import_module

import pytest
from django.apps import apps

from penstock.activities.actions import write_note
from penstock.companies.actions import add_company, assign_company, change_company, remove_company, restore_company
from penstock.contacts.actions import add_contact, set_channels
from penstock.contacts.channels import Channel
from penstock.deals.actions import assign_deal, change_deal, remove_deal
from penstock.journal.projections import PROJECTIONS
from penstock.products.actions import add_product
from penstock.search.finding import find
from penstock.search.models import Kind, SearchDocument
from penstock.search.projections import rebuild_documents
from penstock.workspaces.actor import Actor
from tests.world import World


def found(by: Actor, text: str, kind: Kind = Kind.COMPANY) -> list[int]:
    return [pk for hits in find(by, text, [kind], 10) for pk in hits.ids]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Acme Steel", "STEEL"),
        ("Acme Steel", "me st"),
        ("Acme Steel", "steel acm"),
        ("Acme Steel", "ac"),
        ("Acme Steel", "a"),
        ("Café Zürich", "cafe zurich"),
        ("ООО «Ромашка»", "ромаш"),
        ("Сталь и партнёры", "ПАРТНЕРЫ"),
        ("Строительный двор", "строительныи"),
        ("中文公司", "文公"),
        ("中文公司", "中文"),
        ("中文公司", "司"),
        ("株式会社 日立", "日立"),
        ("A中国B", "中国"),
        ("100% Wool_x", "100%"),
        ("100% Wool_x", "wool_"),
        ('The "Quoted" one', '"quoted"'),
        ("O'Neil AND NOT (x)", "and not ("),
    ],
)
def test_a_company_is_found_by_any_part_of_its_name(rep: Actor, name: str, typed: str) -> None:
    add_company("Something else", by=rep)
    company = add_company(name, by=rep)
    assert found(rep, typed) == [company.pk]


@pytest.mark.parametrize(
    "typed", ["", "   ", "\x00", "\ue000\ue100", "zzz", "100_", "%", "*", '"', "' OR 1=1 --", "x" * 5000]
)
def test_what_nobody_is_called_finds_nothing(rep: Actor, typed: str) -> None:
    add_company("Acme Steel 100%x", by=rep)
    assert found(rep, typed) in ([], [])


@pytest.mark.parametrize("typed", ["8 (912) 345-67-89", "+7 912 345", "9123456789", "89123456789", "345-67-89"])
def test_a_contact_is_found_by_a_phone_in_any_writing(world: World, rep: Actor, typed: str) -> None:
    contact = add_contact(by=rep, name="Anna", channels=[Channel("phone", "+7 (912) 345 67 89")])
    assert found(rep, typed, Kind.CONTACT) == [contact.pk]


def test_a_contact_is_found_by_its_newest_addresses(rep: Actor) -> None:
    contact = add_contact(by=rep, first_name="Anna", last_name="Lee", channels=[Channel("email", "Anna@Old.test")])
    set_channels(contact, [Channel("email", "anna@new.test")], by=rep)
    assert found(rep, "NEW.test", Kind.CONTACT) == [contact.pk]
    assert found(rep, "old.test", Kind.CONTACT) == []


@pytest.mark.parametrize("typed", ["microsfot", "mikrosoft", "microsft", "microsooft", "micosoft", "Microsoft inc"])
def test_a_name_is_found_with_a_slip(rep: Actor, typed: str) -> None:
    company = add_company("Microsoft Inc", by=rep)
    add_company("Minsk Tractor", by=rep)
    assert found(rep, typed) == [company.pk]


@pytest.mark.parametrize("typed", ["ромажка", "рмашка", "ормашка", "ромашак"])
def test_a_russian_name_is_found_with_a_slip(rep: Actor, typed: str) -> None:
    company = add_company("ООО «Ромашка-Проект»", by=rep)
    assert found(rep, typed) == [company.pk]


def test_the_very_name_comes_first(rep: Actor) -> None:
    names = ["Steel", "Steel and Sons", "Old Steel", "Oldsteel", "Iron"]
    pks = [add_company(name, by=rep).pk for name in names]
    change_company(add_company("Tin", by=rep), by=rep, description="they buy steel")
    assert found(rep, "steel")[:4] == pks[:4]


def test_a_deal_is_found_by_its_company_even_after_it_is_renamed(world: World, rep: Actor) -> None:
    company = add_company("Acme", by=rep)
    deal = world.deal("Big order", company=company)
    assert found(rep, "acme", Kind.DEAL) == [deal.pk]
    change_company(company, by=rep, name="Umbrella")
    assert found(rep, "acme", Kind.DEAL) == []
    assert found(rep, "umbre", Kind.DEAL) == [deal.pk]


def test_what_is_removed_is_not_found_until_it_is_restored(world: World, rep: Actor) -> None:
    company, deal = add_company("Acme", by=rep), world.deal("Acme order")
    remove_company(company, by=rep)
    remove_deal(deal, by=rep)
    assert found(rep, "acme") == found(rep, "acme", Kind.DEAL) == []
    restore_company(company, by=rep)
    assert found(rep, "acme") == [company.pk]


def test_nobody_finds_what_they_may_not_read(world: World, rep: Actor) -> None:
    company, deal = add_company("Acme", by=rep), world.deal("Acme order")
    change_deal(deal, by=rep, description="secret price")
    for role in ("colleague", "stranger"):
        other = world.actor(role)
        assert found(other, "acme") == found(other, "secret", Kind.DEAL) == found(other, "acmee") == []
    for role in ("manager", "viewer", "owner"):
        assert found(world.actor(role), "acme") == [company.pk]


def test_what_is_handed_over_is_found_by_its_new_owner_alone(world: World, rep: Actor, colleague: Actor) -> None:
    company, deal = add_company("Acme", by=rep), world.deal("Acme order")
    assign_company(company, colleague.person, by=world.actor("owner"))
    assign_deal(deal, colleague.person, by=world.actor("owner"))
    assert found(rep, "acme") == found(rep, "acme", Kind.DEAL) == []
    assert found(colleague, "acme") == [company.pk]
    assert found(colleague, "acme", Kind.DEAL) == [deal.pk]


def test_what_nobody_owns_is_found_by_all_of_the_workspace(world: World, colleague: Actor, stranger: Actor) -> None:
    company = add_company("Acme", by=world.system)
    add_product("Acme pump", by=world.system)
    assert found(colleague, "acme") == [company.pk]
    assert found(colleague, "pump", Kind.PRODUCT)
    assert found(stranger, "acme") == found(stranger, "pump", Kind.PRODUCT) == []


def test_a_company_is_found_with_its_people_only_by_who_may_read_it(world: World, rep: Actor, colleague: Actor) -> None:
    company = add_company("Acme", by=rep)
    contact = add_contact(by=world.actor("owner"), name="Anna", company=company, owner=rep.person)
    assert found(rep, "acme", Kind.CONTACT) == [contact.pk]
    assign_company(company, colleague.person, by=world.actor("owner"))
    assert found(rep, "acme", Kind.CONTACT) == []
    assert found(rep, "anna", Kind.CONTACT) == [contact.pk]


def test_what_is_found_names_nothing_that_one_may_not_see(world: World, rep: Actor, colleague: Actor) -> None:
    hidden = add_company("Hidden Ltd", by=colleague)
    add_contact(by=world.actor("owner"), name="Anna", company=hidden, owner=rep.person)
    assert "Hidden" not in world.client("rep").get("/search/?q=anna").content.decode()


def test_what_is_kept_up_is_what_would_be_drawn_anew(world: World, rep: Actor, colleague: Actor) -> None:
    company, deal = add_company("Acme", by=rep), world.deal("Acme order")
    add_contact(by=rep, name="Anna", company=company, channels=[Channel("phone", "+1 650 253 0000")])
    add_product("Pump", by=world.system)
    change_company(company, by=rep, name="Umbrella", custom={})
    change_deal(deal, by=rep, company=company, description="中文")
    assign_deal(deal, colleague.person, by=world.actor("owner"))
    assign_company(company, colleague.person, by=world.actor("owner"))
    kept_up = PROJECTIONS["search.documents"].picture(world.system)
    rebuild_documents(world.system)
    assert kept_up == PROJECTIONS["search.documents"].picture(world.system)
    assert found(colleague, "中文", Kind.DEAL) == [deal.pk]


def test_a_note_is_found_by_who_may_read_its_deal(world: World, rep: Actor, colleague: Actor) -> None:
    deal = world.deal("Order")
    note = write_note("They spoke of 阀门 and valves", by=rep, deal=deal)
    assert found(rep, "阀门", Kind.ACTIVITY) == found(world.actor("manager"), "valves", Kind.ACTIVITY) == [note.pk]
    assert found(colleague, "valves", Kind.ACTIVITY) == []
    assign_deal(deal, colleague.person, by=world.actor("owner"))
    assert found(colleague, "valves", Kind.ACTIVITY) == [note.pk]
    remove_deal(deal, by=colleague)
    assert found(colleague, "valves", Kind.ACTIVITY) == []


def test_a_letter_without_its_dot_is_found_also_in_documents_from_before(world: World, rep: Actor) -> None:
    deal = world.deal("Isparta ısıtma")
    SearchDocument.objects.on(world.workspace).update(folded="  isparta \u0131s\u0131tma \n  ")
    assert found(rep, "ısıtma", Kind.DEAL) == []
    import_module("penstock.search.migrations.0003_dotless_letters").fold_again(apps, None)
    assert found(rep, "isitma", Kind.DEAL) == found(rep, "ısıtma", Kind.DEAL) == [deal.pk]
