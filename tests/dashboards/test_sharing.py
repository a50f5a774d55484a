"""Who finds a dashboard, who may change it, and whose figures stand in it."""

import pytest

from penstock.common.errors import NotPermitted, Refused
from penstock.dashboards.actions import (
    add_widget,
    copy_dashboard,
    make_dashboard,
    remove_widget,
    rename_dashboard,
    restore_widget,
    share_dashboard,
)
from penstock.dashboards.drafts import Draft, Kind, Whose
from penstock.dashboards.models import Dashboard, Widget
from penstock.journal.models import Event
from penstock.people.actions import add_team
from penstock.workspaces.models import Team
from tests.dashboards.setting import busy

pytestmark = pytest.mark.django_db
REVENUE = Draft(Kind.FIGURE, ("revenue_won",), period="all")


@pytest.fixture
def mine(world, rep):
    made = make_dashboard("Mine", by=rep)
    add_widget(made, REVENUE, by=rep)
    return made


def found(world, dashboard):
    roles = ("rep", "manager", "colleague", "viewer", "owner", "stranger")
    return {role for role in roles if world.client(role).get(f"/dashboards/{dashboard.pk}/").status_code == 200}


def test_nobody_else_finds_a_dashboard_that_is_not_shared(world, mine):
    assert found(world, mine) == {"rep"}


def test_a_dashboard_is_found_by_those_it_is_shared_with(world, mine, rep):
    north = Team.objects.of(rep).get(name="North")
    share_dashboard(mine, teams=[north], people=[world.people["colleague"]], by=rep)
    assert found(world, mine) == {"rep", "manager", "colleague"}
    share_dashboard(mine, is_shared=True, by=rep)
    assert found(world, mine) == {"rep", "manager", "colleague", "viewer", "owner"}
    share_dashboard(mine, by=rep)
    assert found(world, mine) == {"rep"}


def test_a_team_brings_the_teams_beneath_it(world, mine, rep):
    whole = add_team("Everybody", by=world.system)
    Team.objects.of(rep).filter(name="South").update(parent=whole)
    share_dashboard(mine, teams=[whole], by=rep)
    assert found(world, mine) == {"rep", "colleague"}


def test_whoever_looks_sees_the_figures_of_their_own_deals(world, mine, rep):
    busy(world)
    share_dashboard(mine, is_shared=True, by=rep)
    pages = {role: world.client(role).get(f"/dashboards/{mine.pk}/").content.decode() for role in ("rep", "owner")}
    assert "$309" in pages["rep"] and "$27,318" in pages["owner"]
    assert "27,0" not in pages["rep"]


def test_the_readers_own_are_those_of_whoever_looks(world, mine, rep):
    busy(world)
    add_widget(mine, Draft(Kind.TABLE, ("revenue_won",), by="owner", period="all", whose=Whose.MINE), by=rep)
    share_dashboard(mine, is_shared=True, by=rep)
    assert "$9K" not in world.client("owner").get(f"/dashboards/{mine.pk}/").content.decode()
    assert "Colleague" in world.client("colleague").get(f"/dashboards/{mine.pk}/").content.decode()


def test_only_its_owner_and_an_administrator_change_a_shared_dashboard(world, mine, rep):
    share_dashboard(mine, is_shared=True, by=rep)
    for role in ("manager", "viewer", "colleague"):
        with pytest.raises(NotPermitted):
            rename_dashboard(mine, "Theirs", by=world.actor(role))
    assert rename_dashboard(mine, "Ours", by=world.actor("owner"))


def test_an_administrator_does_not_change_what_they_may_not_see(mine, owner):
    with pytest.raises(NotPermitted):
        rename_dashboard(mine, "Theirs", by=owner)


def test_a_copy_is_ones_own_and_shared_with_nobody(world, mine, rep, manager):
    share_dashboard(mine, is_shared=True, by=rep)
    copy = copy_dashboard(mine, "My copy", by=manager)
    assert found(world, copy) == {"manager"}
    assert [one.draft().metrics for one in Widget.objects.on(copy)] == [("revenue_won",)]


def test_one_may_not_copy_what_one_may_not_see(mine, manager):
    with pytest.raises(NotPermitted):
        copy_dashboard(mine, "My copy", by=manager)


def test_people_of_another_workspace_are_no_readers(world, mine, rep):
    with pytest.raises(Refused):
        share_dashboard(mine, people=[world.people["stranger"]], by=rep)


def test_to_do_a_thing_twice_is_to_do_it_once(mine, rep):
    assert share_dashboard(mine, is_shared=True, by=rep)
    assert share_dashboard(mine, is_shared=True, by=rep) is None
    assert rename_dashboard(mine, "Mine", by=rep) is None
    widget = Widget.objects.on(mine).get()
    assert remove_widget(widget, by=rep) and remove_widget(widget, by=rep) is None
    assert restore_widget(widget, by=rep) and restore_widget(widget, by=rep) is None


def test_what_is_removed_is_gone_until_it_is_restored(world, mine):
    client = world.client("rep")
    client.post(f"/dashboards/{mine.pk}/remove/")
    assert client.get(f"/dashboards/{mine.pk}/").status_code == 404
    client.post(f"/dashboards/{mine.pk}/restore/")
    assert client.get(f"/dashboards/{mine.pk}/").status_code == 200


def test_a_dashboard_settles_nothing(world, rep):
    head = rep.workspace.settled_head
    made = make_dashboard("Mine", by=rep, ready="seller")
    rep.workspace.refresh_from_db()
    assert rep.workspace.settled_head == head
    assert Event.objects.of(rep).filter(kind="dashboard.made").count() == 1
    assert Dashboard.objects.of(rep).get() == made
