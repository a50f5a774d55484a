"""The screens of companies: who sees what, what is edited in place, and how much is asked of the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from penstock.companies.actions import add_company, remove_company
from penstock.companies.models import Company
from penstock.fields.models import Field, Subject
from penstock.workspaces.actor import Actor
from tests.world import World

HTMX = {"HX-Request": "true"}


def count_queries(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("role", ["colleague", "stranger"])
def test_a_company_of_others_is_not_there(world: World, rep: Actor, role: str) -> None:
    company, client = add_company("Secret Steel", by=rep), world.client(role)
    page = f"/companies/{company.pk}/"
    assert client.get(page).status_code == 404
    assert client.get(page + "change/name/").status_code == 404
    assert client.post(page + "change/name/", {"name": "Mine"}).status_code == 404
    assert client.post(page + "remove/").status_code == 404
    assert client.post(page + "restore/").status_code == 404
    for url in (
        "/companies/",
        "/companies/?q=secret",
        f"/companies/?after={company.pk}",
        "/companies/suggest/?x=secret",
    ):
        assert "Secret" not in client.get(url).content.decode()


def test_a_viewer_reads_but_changes_nothing(world: World, rep: Actor) -> None:
    company, client = add_company("Acme", by=rep), world.client("viewer")
    page = client.get(f"/companies/{company.pk}/").content.decode()
    assert "Acme" in page
    assert "/change/" not in page
    assert client.post(f"/companies/{company.pk}/change/name/", {"name": "Mine"}).status_code == 403
    assert client.post("/companies/new/", {"name": "New"}).status_code == 403


def test_names_are_shown_as_text(world: World, rep: Actor) -> None:
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    company = add_company(
        evil, by=rep, sector=evil, description=evil, emails=[evil], phones=[evil], address=evil, city=evil
    )
    add_company("Child " + evil, by=rep, parent=company)
    client = world.client("rep")
    for url in (f"/companies/{company.pk}/", "/companies/", "/companies/suggest/?x=script", "/search/?q=script"):
        page = client.get(url).content.decode()
        assert "<script>alert" not in page
        assert "<img" not in page


def test_an_address_that_runs_code_is_no_link(world: World, rep: Actor) -> None:
    company = add_company("Acme", by=rep)
    Company.objects.of(rep).filter(pk=company.pk).update(website="javascript:alert(1)//example.com")
    assert 'href="javascript' not in world.client("rep").get(f"/companies/{company.pk}/").content.decode()


def test_a_fact_is_edited_where_it_stands(world: World, rep: Actor) -> None:
    company, client = add_company("Acme", by=rep), world.client("rep")
    url = f"/companies/{company.pk}/change/inn/"
    assert b"inline-form" in client.get(url, headers=HTMX).content
    saved = client.post(url, {"inn": "2500000000"}, headers=HTMX).content.decode()
    assert "2500000000" in saved
    assert "check digits" in saved
    assert client.post(url, {"inn": "7705260699"}).headers["Location"] == f"/companies/{company.pk}/"
    refused = client.post(f"/companies/{company.pk}/change/website/", {"website": "javascript:x"}, headers=HTMX)
    assert refused.status_code == 422
    assert client.get(f"/companies/{company.pk}/change/workspace/").status_code == 404


def test_a_company_is_added_with_a_warning_about_its_inn(world: World) -> None:
    client = world.client("rep")
    assert b"<dialog" in client.get("/companies/new/", headers=HTMX).content
    assert client.post("/companies/new/", {"name": ""}).status_code == 422
    answer = client.post("/companies/new/", {"name": "Ромашка", "inn": "0056123412", "owner": ""}, follow=True)
    page = answer.content.decode()
    assert "Added “Ромашка”." in page
    assert "check digits of this INN are wrong" in page


def test_a_removed_company_comes_back_by_undo(world: World, rep: Actor) -> None:
    company, client = add_company("Acme", by=rep), world.client("rep")
    page = client.post(f"/companies/{company.pk}/remove/", follow=True).content.decode()
    assert f"/companies/{company.pk}/restore/" in page
    assert client.get(f"/companies/{company.pk}/").status_code == 404
    assert client.post(f"/companies/{company.pk}/restore/", follow=True).status_code == 200


@pytest.mark.parametrize("sort", ["name", "-name", "employees", "-employees", "-created", "city", "nonsense"])
def test_the_list_goes_on_without_gaps_in_any_order(world: World, rep: Actor, sort: str) -> None:
    for number in range(120):
        add_company(f"C{number % 7}", by=rep, employees=None if number % 3 else number % 5)
    client, url, seen = world.client("rep"), f"/companies/?sort={sort}", []
    while url and len(seen) < 200:
        context = client.get(url).context
        seen += [company.pk for company in context["companies"]]
        url = "/companies/" + context["more_url"] if context["more_url"] else ""
    assert len(seen) == len(set(seen)) == 120


def test_the_list_is_searched_in_any_case_of_any_language(world: World, rep: Actor) -> None:
    add_company("ООО Ромашка", by=rep)
    client = world.client("rep")
    for text in ("ромашка", "РОМАШКА", "машк"):
        assert "Ромашка" in client.get("/companies/", {"q": text}).content.decode()
    assert "Ромашка" not in client.get("/companies/", {"q": "лютик"}).context["companies"]


def test_the_number_of_queries_does_not_grow(world: World, rep: Actor) -> None:
    client = world.client("rep")
    first = add_company("First", by=rep)
    few = count_queries(client, "/companies/"), count_queries(client, f"/companies/{first.pk}/")
    for number in range(30):
        add_company(f"More {number}", by=rep, parent=first)
    assert (count_queries(client, "/companies/"), count_queries(client, f"/companies/{first.pk}/")) == few


def test_the_hidden_record_behind_a_cursor_tells_nothing(world: World, rep: Actor, colleague: Actor) -> None:
    hidden = add_company("Mmm", by=colleague)
    for name in ("Aaa", "Zzz"):
        add_company(name, by=rep)
    found = world.client("rep").get(f"/companies/?after={hidden.pk}").context["companies"]
    assert [company.name for company in found] == ["Aaa", "Zzz"]
    remove_company(hidden, by=colleague)


def test_custom_fields_are_shown_asked_for_and_edited(world: World, rep: Actor) -> None:
    told = {"workspace": world.workspace, "subject": Subject.COMPANY}
    Field(**told, key="tier", label="Tier", type="choice", options=["A", "B"]).save()
    Field(**told, key="wiki", label="Wiki", type="url").save()
    client = world.client("rep")
    assert "Tier" in client.get("/companies/new/", headers=HTMX).content.decode()
    client.post("/companies/new/", {"name": "Acme", "owner": "", "custom.tier": "A"})
    company = Company.objects.of(rep).get()
    url = f"/companies/{company.pk}/change/custom."
    assert client.post(f"{url}tier/", {"custom.tier": "C"}, headers=HTMX).status_code == 422
    assert client.post(f"{url}wiki/", {"custom.wiki": "javascript:alert(1)"}, headers=HTMX).status_code == 422
    client.post(f"{url}wiki/", {"custom.wiki": "https://wiki.test/acme"}, headers=HTMX)
    page = client.get(f"/companies/{company.pk}/").content.decode()
    assert 'href="https://wiki.test/acme"' in page
    assert Company.objects.of(rep).get().custom == {"tier": "A", "wiki": "https://wiki.test/acme"}
    assert client.get(f"{url}nonsense/").status_code == 404
    assert client.get("/search/?q=wiki.test").context["groups"][0].results[0].record == company
