"""The verbs of people, a file each."""

from penstock.people.actions.accept_invitation import accept_invitation, join_through_provider
from penstock.people.actions.add_person import add_person
from penstock.people.actions.add_special_day import add_special_day, remove_special_day
from penstock.people.actions.add_team import add_team
from penstock.people.actions.change_person import change_person
from penstock.people.actions.change_team import change_team, remove_team
from penstock.people.actions.change_workspace import change_workspace
from penstock.people.actions.create_workspace import create_workspace
from penstock.people.actions.deactivate_person import deactivate_person, reactivate_person
from penstock.people.actions.invite_person import invite_person, renew_invitation
from penstock.people.actions.let_override import let_override
from penstock.people.actions.let_see_costs import let_see_costs
from penstock.people.actions.let_see_pay import let_see_pay
from penstock.people.actions.set_hours import set_hours
from penstock.people.actions.set_rate import set_rate

__all__ = [
    "accept_invitation",
    "add_person",
    "add_special_day",
    "add_team",
    "change_person",
    "change_team",
    "change_workspace",
    "create_workspace",
    "deactivate_person",
    "invite_person",
    "join_through_provider",
    "let_override",
    "let_see_costs",
    "let_see_pay",
    "reactivate_person",
    "remove_special_day",
    "remove_team",
    "renew_invitation",
    "set_hours",
    "set_rate",
]
