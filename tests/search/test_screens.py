"""The page of results and the palette: everything one may see, and nothing of what one may not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from penstock.companies.actions import add_company
from penstock.contacts.actions import add_contact
from penstock.products.actions import add_product
from penstock.workspaces.actor import Actor
from tests.world import World


@pytest.fixture
def acme(world: World, rep: Actor) -> World:
    company = add_company("Acme Steel", by=rep)
    add_contact(by=rep, name="Acme Anna", company=company)
    add_product("Acme pump", by=world.system)
    world.deal("Acme order", company=company)
    return world


@pytest.mark.parametrize("url", ["/search/", "/search/palette/"])
def test_all_kinds_are_found_together(acme: World, url: str) -> None:
    page = acme.client("rep").get(url, {"q": "acme"}).content.decode()
    for name in ("Acme Steel", "Acme Anna", "Acme pump", "Acme order"):
        assert name in page


@pytest.mark.parametrize("url", ["/search/", "/search/palette/"])
def test_nobody_is_told_of_what_they_may_not_see(acme: World, url: str) -> None:
    for role, seen in (("colleague", ["Acme pump"]), ("stranger", [])):
        client = acme.client(role)
        for text in ("acme", "acmee", "stee", "a", "an"):
            page = client.get(url, {"q": text}).content.decode()
            for name in ("Acme Steel", "Acme Anna", "Acme pump", "Acme order"):
                assert name not in page or name in seen


def test_one_kind_is_asked_for_alone(acme: World) -> None:
    page = acme.client("rep").get("/search/", {"q": "acme", "kind": "contact"}).content.decode()
    assert "Acme Anna" in page
    assert "Acme order" not in page


@pytest.mark.parametrize("text", ["", "\x00", "'\"", "%", "((", "NEAR(a b)", "a" * 3000, "-", "* OR *", "中"])
def test_any_words_are_answered(acme: World, text: str) -> None:
    client = acme.client("rep")
    assert client.get("/search/", {"q": text, "kind": "nonsense"}).status_code == 200
    assert client.get("/search/palette/", {"q": text}).status_code == 200


def test_the_number_of_queries_does_not_grow(acme: World, rep: Actor) -> None:
    client = acme.client("rep")

    def asked() -> int:
        client.get("/search/", {"q": "acme"})
        with CaptureQueriesContext(connection) as queries:
            client.get("/search/", {"q": "acme"})
        return len(queries)

    few = asked()
    for number in range(30):
        acme.deal(f"Acme order {number}")
        add_company(f"Acme {number}", by=rep)
    assert asked() == few
