"""Views are saved and shared, columns chosen, filters offered in a dialog."""

import pytest

from penstock.boards.actions import choose_columns, remove_view, save_view
from penstock.boards.models import ListLayout, SavedView
from penstock.common.errors import NotPermitted, Refused
from penstock.journal.models import Event
from tests.world import World

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


def offered(world: World, role: str, page: str = "/board/") -> list[str]:
    """The names in the menu of views."""
    return [one["view"].name for one in world.client(role).get(page).context["views"]]


def test_a_shared_view_is_offered_to_everybody_and_an_own_one_to_oneself(world: World) -> None:
    save_view("Mine", "board", "stuck=1", by=world.actor("rep"))
    save_view("Ours", "board", "owner=me", by=world.actor("rep"), is_shared=True)
    assert {role: offered(world, role) for role in ("rep", "manager", "stranger")} == {
        "rep": ["Mine", "Ours"],
        "manager": ["Ours"],
        "stranger": [],
    }
    assert offered(world, "rep", "/deals/") == []


def test_the_dialog_saves_what_the_address_says(world: World) -> None:
    client = world.client("rep")
    assert "<dialog" in client.get("/views/board/save/?stuck=1&sheet=/deals/1/", **HTMX).content.decode()
    response = client.post("/views/board/save/?stuck=1&sheet=/deals/1/", {"name": "Stuck ones"}, **HTMX)
    assert response["HX-Redirect"] == "/board/?stuck=1"
    page = client.get("/board/?stuck=1")
    assert [(one["view"].query, one["is_open"]) for one in page.context["views"]] == [("stuck=1", True)]


def test_saving_a_view_again_changes_it_and_records_nothing_when_it_is_so(world: World) -> None:
    rep = world.actor("rep")
    first = save_view("Mine", "list", "q=a", by=rep)
    again = save_view("Mine", "list", "q=a", by=rep)
    changed = save_view("Mine", "list", "q=b", by=rep)
    assert first == again == changed
    assert Event.objects.of(rep).filter(kind="view.saved").count() == 2


def test_a_view_needs_a_name_and_a_page(world: World) -> None:
    for name, kind in ((" ", "board"), ("Mine", "nonsense")):
        with pytest.raises(Refused):
            save_view(name, kind, "", by=world.actor("rep"))
    assert world.client("rep").get("/views/nonsense/save/").status_code == 404


def test_a_viewer_keeps_views_but_does_not_share_them(world: World) -> None:
    viewer = world.actor("viewer")
    save_view("Mine", "board", "", by=viewer)
    with pytest.raises(NotPermitted):
        save_view("Ours", "board", "", by=viewer, is_shared=True)


def test_a_view_is_removed_by_its_owner_or_an_administrator(world: World) -> None:
    view = save_view("Ours", "board", "", by=world.actor("rep"), is_shared=True)
    with pytest.raises(NotPermitted):
        remove_view(view, by=world.actor("manager"))
    assert world.client("stranger").post(f"/views/{view.pk}/remove/").status_code == 404
    world.client("owner").post(f"/views/{view.pk}/remove/")
    assert not SavedView.objects.of(world.actor("rep")).exists()
    assert remove_view(view, by=world.actor("rep")) is None


def test_columns_are_chosen_for_oneself(world: World) -> None:
    world.deal()
    client = world.client("rep")
    client.post("/deals/columns/?q=a", {"keys": ["value", "type"]}, **HTMX)
    assert [head["key"] for head in client.get("/deals/").context["heads"]] == ["name", "value", "type"]
    assert len(world.client("manager").get("/deals/").context["heads"]) > 3


def test_a_column_that_is_not_there_is_refused(world: World) -> None:
    with pytest.raises(Refused):
        choose_columns(["name", "password"], by=world.actor("rep"))
    assert world.client("rep").post("/deals/columns/", {"keys": ["password"]}, **HTMX).status_code == 422
    assert not ListLayout.objects.of(world.system).exists()


@pytest.mark.parametrize("page", ["board", "list"])
def test_the_dialog_of_filters_shows_what_is_asked_and_keeps_the_rest(page: str, world: World) -> None:
    response = world.client("rep").get(f"/views/{page}/filters/?owner=me&value_from=5&sort=-value&after=x", **HTMX)
    text = response.content.decode()
    assert '<input type="hidden" name="sort" value="-value">' in text
    assert 'name="after"' not in text
    assert 'name="value_from" value="5"' in text
    assert 'value="me" checked' in text
