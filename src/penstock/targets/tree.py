"""Who stands where: the teams in their hierarchy and the people in them, read once by two queries."""

from collections import defaultdict
from collections.abc import Iterator

from penstock.workspaces.models import Person, Team, Workspace


class Tree:
    """Teams and people by their ids; a team without a parent stands on top, and so do those of a circle."""

    def __init__(self, teams: dict[int, int | None], people: dict[int, int | None]) -> None:
        self.teams = {team: None if _circles(team, teams) else parent for team, parent in teams.items()}
        self.people = people
        self._teams_in: dict[int | None, list[int]] = defaultdict(list)
        self._people_in: dict[int | None, list[int]] = defaultdict(list)
        for team, parent in self.teams.items():
            self._teams_in[parent].append(team)
        for person, team_id in people.items():
            self._people_in[team_id].append(person)

    @classmethod
    def of(cls, workspace: Workspace) -> "Tree":
        """The workspace's, by the alphabet."""
        teams = dict(Team.objects.on(workspace).order_by("name", "pk").values_list("pk", "parent_id"))
        people = dict(Person.objects.on(workspace).order_by("name", "pk").values_list("pk", "team_id"))
        return cls(teams, people)

    def teams_in(self, team: int | None) -> list[int]:
        """The teams directly beneath a team, or on top."""
        return self._teams_in[team]

    def people_in(self, team: int | None) -> list[int]:
        """The people directly in a team, or in none."""
        return self._people_in[team]

    def top(self, team: int) -> int:
        """The team on top of the hierarchy that a team stands in."""
        above = self.teams.get(team)
        return team if above is None else self.top(above)

    def beneath(self, team: int) -> Iterator[int]:
        """A team and all teams beneath it."""
        yield team
        for child in self.teams_in(team):
            yield from self.beneath(child)

    def people_beneath(self, team: int) -> set[int]:
        """Everybody in a team and in the teams beneath it."""
        return {person for one in self.beneath(team) for person in self.people_in(one)}

    def teams_within(self, people: frozenset[int] | None) -> set[int]:
        """The teams all of whose people are among these; None means everybody. A team of nobody is within everybody."""
        if people is None:
            return set(self.teams)
        return {team for team in self.teams if (mine := self.people_beneath(team)) and mine <= people}


def _circles(team: int, parents: dict[int, int | None]) -> bool:
    """Whether going up from a team comes back to it."""
    seen: set[int] = set()
    above = parents[team]
    while above is not None and above not in seen and above != team:
        seen.add(above)
        above = parents.get(above)
    return above == team
