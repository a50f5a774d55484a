"""The verbs of people, a file each."""

from penstock.people.actions.add_person import add_person
from penstock.people.actions.add_team import add_team
from penstock.people.actions.create_workspace import create_workspace

__all__ = ["add_person", "add_team", "create_workspace"]
