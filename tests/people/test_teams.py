"""The hierarchy of teams: no circles, and whose records a person reaches."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.common.errors import Refused
from penstock.people.actions import add_person, add_team, change_team, remove_team
from penstock.people.queries import team_tree
from penstock.workspaces.actor import Actor
from penstock.workspaces.models import Person, Role, Scope, Team
from tests.world import World

EXAMPLES = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
MOVES = st.lists(st.tuples(st.integers(0, 5), st.integers(-1, 5)), max_size=12)


def climb(team: Team, parents: dict[int, int | None]) -> list[int]:
    """The ids above a team, found the slow way; fails in a circle."""
    above, here = [], parents[team.pk]
    while here is not None:
        assert here not in above, "a circle"
        above.append(here)
        here = parents[here]
    return above


@EXAMPLES
@given(moves=MOVES)
def test_no_sequence_of_moves_makes_a_circle(world: World, moves: list[tuple[int, int]]) -> None:
    Team.unscoped.filter(name__startswith="T").delete()
    teams = [add_team(f"T{number}", by=world.system) for number in range(6)]
    for number, above in moves:
        team, parent = teams[number], teams[above] if above >= 0 else None
        circle = parent is not None and (parent == team or team.pk in climb(parent, _parents()))
        if circle:
            with pytest.raises(Refused, match="beneath itself"):
                change_team(team, name=team.name, parent=parent, by=world.system)
        else:
            change_team(team, name=team.name, parent=parent, by=world.system)
    for team in teams:
        climb(team, _parents())
    assert len(team_tree(world.system)) == Team.unscoped.filter(workspace=world.workspace).count()
    Team.unscoped.filter(pk__in=[team.pk for team in teams]).update(parent=None)


@EXAMPLES
@given(
    parents=st.lists(st.integers(-1, 3), min_size=4, max_size=4),
    places=st.lists(st.integers(-1, 3), min_size=5, max_size=5),
    scope=st.sampled_from(Scope.values),
)
def test_whose_records_a_person_reaches_is_what_the_slow_way_finds(
    world: World, parents: list[int], places: list[int], scope: str
) -> None:
    teams = [add_team(f"Reach {number} {Team.unscoped.count()}", by=world.system) for number in range(4)]
    for number, above in enumerate(parents):
        if 0 <= above < number:
            change_team(teams[number], name=teams[number].name, parent=teams[above], by=world.system)
    Role.unscoped.filter(workspace=world.workspace, key="rep").update(read_scope=scope, write_scope=scope)
    members = [
        add_person(f"P{number}", team=teams[place] if place >= 0 else None, by=world.system)
        for number, place in enumerate(places)
    ]
    me = Person.unscoped.select_related("workspace", "role", "team").get(pk=members[0].pk)
    reached = Actor.of_person(me).readable_people
    everybody = {person.pk for person in Person.unscoped.filter(workspace=world.workspace)}
    assert (everybody if reached is None else reached) & everybody == _slowly(me, scope, everybody)
    assert Actor.of_person(me).writable_people == reached


def test_a_team_dissolves_only_when_it_is_empty(world: World, owner: Actor) -> None:
    north = world.people["rep"].team
    with pytest.raises(Refused, match="not empty"):
        remove_team(north, by=owner)
    empty = add_team("Empty", parent=north, by=owner)
    remove_team(empty, by=owner)
    assert not Team.unscoped.filter(name="Empty").exists()


def test_two_teams_do_not_share_a_name(world: World, owner: Actor) -> None:
    north = world.people["rep"].team
    with pytest.raises(Refused, match="no other team"):
        change_team(north, name="South", parent=None, by=owner)
    assert change_team(north, name="North", parent=None, by=owner) is None


def _parents() -> dict[int, int | None]:
    return dict(Team.unscoped.values_list("pk", "parent_id"))


def _slowly(me: Person, scope: str, everybody: set[int]) -> set[int]:
    if scope == Scope.ALL:
        return everybody
    if scope == Scope.NONE:
        return set()
    if scope == Scope.OWN or me.team is None:
        return {me.pk}
    parents = _parents()
    people = Person.unscoped.filter(pk__in=everybody, team__isnull=False).select_related("team")
    return {me.pk} | {one.pk for one in people if one.team_id == me.team_id or me.team_id in climb(one.team, parents)}
